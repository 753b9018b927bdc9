#include "report/check.h"

#include <jansson.h>
#include <string.h>

#include "test.h"

/* A path and a mistake with all that has a meaning somewhere, control characters, and bytes that are no UTF-8. */
static const char hostile[] = "a,b:c/\xFF<x>|`&\"\x01\x1B%.json";

static struct tl_trial make_trial(void)
{
    struct tl_trial trial = {.path = hostile};
    tl_error_add(&trial.failures, TL_FAULT_USER, "%s: 100 %% ]]> ::error::\r\n\xC3(\xEF\xBF\xBF", hostile);
    return trial;
}

static struct tl_text print(enum tl_check_format format)
{
    struct tl_trial trial = make_trial();
    struct tl_text text = {0};
    tl_check_print(&trial, 1, format, NULL, &text);
    tl_error_clear(&trial.failures);
    return text;
}

START_TEST(junit_is_xml)
{
    struct tl_text text = print(TL_CHECK_JUNIT);
    const char *xml = tl_text_get(&text);
    ck_assert_ptr_nonnull(strstr(xml, "name=\"a,b:c/&#60;x&#62;|`&#38;&#34;%.json\""));
    ck_assert_ptr_nonnull(strstr(xml, "100 % ]]&#62; ::error::  ("));
    for (const char *c = xml; *c; c++) {
        ck_assert_msg(*c == '\n' || (*c >= ' ' && *c <= '~'), "character %d", *c);
    }
    tl_text_clear(&text);
}
END_TEST

/* A command a line, whatever a name or message holds. */
START_TEST(annotations_are_one_line)
{
    struct tl_text text = print(TL_CHECK_GITHUB);
    const char *line = tl_text_get(&text);
    ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
    ck_assert_ptr_eq(strstr(line, "::error file=a%2Cb%3Ac/"), line);
    ck_assert_ptr_nonnull(strstr(line, ",title=a%2Cb%3Ac/"));
    ck_assert_ptr_nonnull(strstr(line, "100 %25 ]]>"));
    ck_assert_ptr_null(strchr(line, '\r'));
    tl_text_clear(&text);
}
END_TEST

START_TEST(json_can_be_read)
{
    struct tl_text text = print(TL_CHECK_JSON);
    json_t *root = json_loads(tl_text_get(&text), 0, NULL);
    ck_assert_ptr_nonnull(root);
    const json_t *check = json_array_get(json_object_get(root, "checks"), 0);
    ck_assert_str_eq(json_string_value(json_object_get(check, "verdict")), "refused");
    ck_assert_uint_eq(json_array_size(json_object_get(check, "failures")), 1);
    json_decref(root);
    tl_text_clear(&text);
}
END_TEST

TL_TEST_MAIN(check, junit_is_xml, annotations_are_one_line, json_can_be_read)
