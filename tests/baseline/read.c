#include "base/stream.h"
#include "baseline/lab.h"
#include "stats/draws.h"

static struct lab lab;
static struct tl_text good;

static void begin(void)
{
    lab = lab_open();
    struct tl_baseline *baseline = lab_make(&lab, NULL);
    tl_text_reset(&good);
    tl_baseline_print(baseline, &good);
    tl_baseline_destroy(baseline);
}

static void end(void)
{
    tl_text_clear(&good);
    lab_close(&lab);
}

/* Is a text refused with this message, and nothing else? */
static void refuse(const char *text, const char *message)
{
    struct tl_error err = {0};
    lab_write(lab.baseline, text);
    ck_assert_ptr_null(tl_baseline_read(lab.baseline, &err));
    ck_assert_uint_eq(err.count, 1);
    ck_assert_int_eq(err.fault, TL_FAULT_USER);
    ck_assert_msg(strstr(err.lines[0], message) != NULL, "not \"%s\": %s", message, err.lines[0]);
    ck_assert_msg(strncmp(err.lines[0], lab.baseline, strlen(lab.baseline)) == 0, "where? %s", err.lines[0]);
    tl_error_clear(&err);
}

/* ... after the first `from` in it has become `to`. */
static void refuse_changed(const char *from, const char *to, const char *message)
{
    struct tl_text text = {0};
    const char *at = strstr(tl_text_get(&good), from);
    ck_assert_msg(at != NULL, "no %s", from);
    tl_text_add_bytes(&text, tl_text_get(&good), (size_t)(at - tl_text_get(&good)));
    tl_text_add(&text, to);
    tl_text_add(&text, at + strlen(from));
    refuse(tl_text_get(&text), message);
    tl_text_clear(&text);
}

START_TEST(what_is_no_baseline)
{
    begin();
    refuse("", "is empty; write it anew with trilat check --update SCENARIO");
    refuse("{", "ends too early");
    refuse("{]", "is no JSON");
    refuse("[]", "this is no baseline of this version");
    refuse("{\"schema\": \"trilat.run/1\"}", "this is no baseline of this version");
    refuse_changed("{\n", "{\n<<<<<<< ours\n", ":2: has the marks of a merge");
    refuse_changed("trilat.check/1", "trilat.check/2", "this is no baseline of this version");
    end();
}
END_TEST

/* Parts that are wrong, or do not fit each other. */
START_TEST(what_does_not_fit)
{
    static const struct {
        const char *from, *to, *message;
    } cases[] = {
        {"\"seed\": 7", "\"seed\": -7", "seed"},
        {"\"seed\": 7", "\"seed\": 7.5", "seed"},
        {"\"replications\": 20", "\"replications\": 19", "replications"},
        {"\"replications\": 20", "\"replications\": 21", "as many as \"replications\" says"},
        {"\"replications\": 20", "\"replications\": 9000000000000000000", "as many as"},
        {"\"program\": \"", "\"programme\": \"", "program"},
        {"\"kind\": \"mean\"", "\"kind\": \"sum\"", "must be mean, time or flag"},
        {"\"harm\": ", "\"harm\": 2, \"was\": ", "must be -1, 0 or 1"},
        {"\"most\": ", "\"most\": null, \"was\": ", "most"},
        {"\"most\": ", "\"most\": -1, \"was\": ", "most"},
        {"\"always\": ", "\"always\": \"never\", \"was\": ", "goes with times alone"},
        {"\"values\": [", "\"values\": [\"never\", ", "goes with times alone"},
        {"\"tolerance\": ", "\"tolerance\": -", "must be a number above 0"},
        {"\"tolerance\": ", "\"tolerance\": \"x\", \"was\": ", "must be a number above 0"},
        {"\"harm\": ", "\"harm\": \"much\", \"was\": ", "harm"},
        {"{\"replication\": 3, \"fingerprint\"", "{\"replication\": 4, \"fingerprint\"",
         "must be those of replications 0, 1 and so on"},
        {"\"fingerprint\": \"", "\"fingerprint\": \"0", "is no digest"},
        {"\"values\": [", "\"values\": [0, ", "must be as many as there are measures"},
        {"\"days\": [\"", "\"days\": [1, \"", "must be a list of digests"},
        {"\"missions\": {\"a\": \"", "\"missions\": {\"a\": 1, \"b\": \"", "must be a group of texts"},
        {"\"seed\": 7", "\"seed\": 7, \"seed\": 8", "is no JSON"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        refuse_changed(cases[i].from, cases[i].to, cases[i].message);
    }
    end();
}
END_TEST

/* Cut or changed anywhere: it is refused with a message, or says what it says; it never crashes. */
START_TEST(damage)
{
    begin();
    struct tl_stream stream = stream_of("damage");
    size_t refused = 0;
    for (int i = 0; i < 400; i++) {
        struct tl_error err = {0};
        struct tl_text text = {0};
        tl_text_add_bytes(&text, tl_text_get(&good), good.size);
        size_t at = (size_t)(draw_uniform(&stream) * (double)good.size);
        if (i % 4 == 0) {
            text.data[at] = '\0';
            text.size = at;
        } else {
            static const char bytes[] = "0\"{}[],:-e";
            text.data[at] = bytes[(size_t)(draw_uniform(&stream) * (double)(sizeof bytes - 1))];
        }
        lab_write(lab.baseline, tl_text_get(&text));
        struct tl_baseline *baseline = tl_baseline_read(lab.baseline, &err);
        ck_assert((baseline == NULL) == (err.count > 0));
        ck_assert(baseline == NULL || i % 4 != 0 || at + 2 > good.size);
        refused += baseline == NULL;
        tl_baseline_destroy(baseline);
        tl_error_clear(&err);
        tl_text_clear(&text);
    }
    ck_assert_uint_gt(refused, 150);
    end();
}
END_TEST

TL_TEST_MAIN(read, what_is_no_baseline, what_does_not_fit, damage)
