#include "story/likeness.h"

#include "trace/sample.h"

/* The same names in other places of the roster mean the same; a name of one side alone means nothing of the other. */
START_TEST(names_count_and_not_their_places)
{
    static const char *const other_names[] = {"a-new-one", "alpha", "b"};
    struct tl_roster a = sample_roster();
    struct tl_roster b = sample_roster();
    b.places = (struct tl_names){(const char **)(uintptr_t)other_names, 3};
    struct tl_likeness likeness;
    tl_likeness_init(&likeness, &a, &b);
    struct tl_event event = tl_event_make(TL_EVENT_ASSET_READY, 0);
    event.asset = 3;
    for (int64_t i = 0; i < 3; i++) {
        for (int64_t j = 0; j < 3; j++) {
            event.place = i;
            struct tl_meaning left = tl_likeness_mean(&likeness, TL_SIDE_A, &event);
            event.place = j;
            struct tl_meaning right = tl_likeness_mean(&likeness, TL_SIDE_B, &event);
            bool is_same = strcmp(sample_names[i], other_names[j]) == 0;
            ck_assert_int_eq(tl_meaning_compare(&left, &right) == 0, is_same);
            if (is_same) {
                ck_assert_uint_eq(tl_meaning_hash(&left), tl_meaning_hash(&right));
            }
        }
    }
    tl_likeness_clear(&likeness);
}
END_TEST

/* What each field of every kind of event is: part of the meaning, a detail, or nothing. */
START_TEST(fields_mean_or_tell_details)
{
    struct tl_roster roster = sample_roster();
    struct tl_likeness likeness;
    struct tl_stream stream;
    tl_likeness_init(&likeness, &roster, &roster);
    tl_stream_init(&stream, 7, 0, tl_hash_text("likeness"));
    for (int kind = 0; kind < TL_EVENT_KINDS; kind++) {
        const struct tl_event_class *class = tl_event_class_get((enum tl_event_kind)kind);
        for (int i = 0; i < class->field_count; i++) {
            enum tl_field field = class->fields[i];
            const struct tl_field_class *of = tl_field_class_get(field);
            struct tl_event a = sample_event(&stream, (enum tl_event_kind)kind);
            struct tl_event b = a;
            *(int64_t *)((char *)&a + of->offset) = 0;
            *(int64_t *)((char *)&b + of->offset) = 1;
            a.time_s = 100;
            a.id = 7;
            struct tl_meaning left = tl_likeness_mean(&likeness, TL_SIDE_A, &a);
            struct tl_meaning right = tl_likeness_mean(&likeness, TL_SIDE_B, &b);
            bool is_quantity = of->type == TL_TYPE_MICRO || of->type == TL_TYPE_TIME ||
                               field == TL_FIELD_PERSONS || field == TL_FIELD_RATE ||
                               field == TL_FIELD_ORDERS || field == TL_FIELD_BY;
            bool means = !is_quantity && field != TL_FIELD_NUMBER;
            ck_assert_msg((tl_meaning_compare(&left, &right) != 0) == means, "%s: %s", class->name, of->name);
            if (!means) {
                ck_assert_msg(tl_likeness_is_exact(&likeness, &a, &b) != is_quantity, "%s: %s", class->name,
                              of->name);
            }
        }
    }
    tl_likeness_clear(&likeness);
}
END_TEST

TL_TEST_MAIN(likeness, names_count_and_not_their_places, fields_mean_or_tell_details)
