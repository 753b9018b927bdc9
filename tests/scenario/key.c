#include "scenario/key.h"

#include <math.h>

#include "scenario/check.h"
#include "scenario/files.h"

static void check_row(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                      void *context)
{
    size_t *count = context;
    (*count)++;
    ck_assert_msg(tl_name_is_good(key->name), "%s", path);
    ck_assert_msg(*key->help != '\0' && strlen(key->help) < 200, "%s: help", path);
    ck_assert_msg(key->low <= key->high, "%s: range", path);
    ck_assert_ptr_eq(tl_key_find(section, key->name), key);
    ck_assert_uint_lt(key->offset, section->size);
}

/* In how many places a section stands: rows may be of use to several keys. */
static size_t count_lists(enum tl_section of)
{
    size_t lists = tl_section_get(of)->shape != TL_SHAPE_ROWS;
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        const struct tl_section_row *section = tl_section_get(s);
        for (size_t i = 0; i < section->key_count; i++) {
            lists += section->keys[i].type == TL_TYPE_ROWS && section->keys[i].of == (int)of;
        }
    }
    return lists;
}

START_TEST(every_row_is_sound)
{
    size_t count = 0;
    tl_key_walk(check_row, &count);
    size_t rows = 0;
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        const struct tl_section_row *section = tl_section_get(s);
        rows += section->key_count * count_lists(s);
        for (size_t i = 0; i < section->key_count; i++) {
            for (size_t j = 0; j < i; j++) {
                ck_assert_str_ne(section->keys[i].name, section->keys[j].name);
                ck_assert_uint_ne(section->keys[i].offset, section->keys[j].offset);
            }
        }
    }
    ck_assert_uint_eq(count, rows);
    ck_assert_ptr_null(tl_key_find(tl_section_get(TL_SECTION_TOP), "nothing"));
}
END_TEST

/* A default must be readable, and within the key's range: in a scenario that gives nothing but what is required. */
START_TEST(defaults_are_read)
{
    files_enter();
    files_put("good.cfg", good_text);
    struct tl_scenario *scenario = files_read("good.cfg");
    ck_assert_int_eq(scenario->top.epoch_s, 946684800);
    ck_assert_int_eq(scenario->top.seed, 1);
    ck_assert_int_eq(scenario->top.watch_s, 3600);
    ck_assert_double_eq(scenario->top.sea_route_factor, 1);
    ck_assert(!scenario->top.headline.given);
    const struct tl_mission_def *hunt = &scenario->missions[0];
    ck_assert_double_eq(hunt->weight, 1);
    ck_assert_int_eq(hunt->priority, 100);
    ck_assert_int_eq(hunt->opens_s, 0);
    ck_assert_int_eq(hunt->closes_s, TL_ABSENT);
    ck_assert_int_eq(hunt->lead.index, TL_ABSENT);
    const struct tl_class_def *ship = &scenario->classes[1];
    ck_assert(ship->turnaround.given && tl_dist_mean(&ship->turnaround.dist) == 0);
    ck_assert(!ship->failures.given);
    ck_assert(scenario->places[1].open);
    ck_assert(scenario->diversions[0].enabled);
    ck_assert_int_eq(scenario->diversions[0].hold, TL_HOLD_NONE);
    ck_assert_int_eq(scenario->diversions[0].max_hold_s, TL_ABSENT);
    const struct tl_take_def *take = scenario->diversions[0].take.items;
    ck_assert_int_eq(take->denominator, TL_DENOMINATOR_ALL);
    ck_assert(isnan(take->share));
    tl_scenario_destroy(scenario);
}
END_TEST

static void find_pattern(const char *path, const struct tl_section_row *section, const struct tl_key *key,
                         void *context)
{
    (void)section;
    (void)key;
    struct tl_text *all = context;
    tl_text_print(all, "%s\n", path);
}

START_TEST(walks_patterns)
{
    struct tl_text all = {0};
    tl_key_walk(find_pattern, &all);
    static const char *const patterns[] = {"trilat\n",
                                           "\nmissions.*.weight\n",
                                           "\nmissions.*.needs.*\n",
                                           "\nmissions.*.steps[*].scale\n",
                                           "\nmissions.*.steps[*].needs.*\n",
                                           "\nclasses.*.readiness[*].at\n",
                                           "\nincidents.*.steps[*].scale\n",
                                           "\nincidents.*.states[*].next.*\n",
                                           "\ndiversions.*.take[*].share\n"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        ck_assert_ptr_nonnull(strstr(all.data, patterns[i]));
    }
    tl_text_clear(&all);
}
END_TEST

START_TEST(prints_ranges)
{
    struct tl_text out = {0};
    tl_key_print_range(tl_key_find(tl_section_get(TL_SECTION_CLASS), "speed"), &out);
    tl_text_add(&out, "; ");
    tl_key_print_range(tl_key_find(tl_section_get(TL_SECTION_TOP), "watch"), &out);
    tl_text_add(&out, "; ");
    tl_key_print_range(tl_key_find(tl_section_get(TL_SECTION_TOP), "title"), &out);
    ck_assert_str_eq(out.data, "0.01 m/s to 2000 m/s; 1 s to 24 h; ");
    tl_text_clear(&out);
}
END_TEST

START_TEST(words_stand_in_the_order_of_their_enums)
{
    size_t count;
    const char *const *words = tl_words_get(TL_WORDS_PLACE, &count);
    ck_assert_uint_eq(count, TL_PLACE_CAPITAL + 1);
    ck_assert_str_eq(words[TL_PLACE_AIRFIELD], "airfield");
    words = tl_words_get(TL_WORDS_DOMAIN, &count);
    ck_assert_uint_eq(count, TL_DOMAINS);
    ck_assert_str_eq(words[TL_DOMAIN_LAND], "land");
    words = tl_words_get(TL_WORDS_PICK, &count);
    ck_assert_str_eq(words[TL_PICK_LEAST_LOSS], "least-loss");
    words = tl_words_get(TL_WORDS_HOLD, &count);
    ck_assert_str_eq(words[TL_HOLD_UNTIL_RELIEVED], "until-relieved");
    words = tl_words_get(TL_WORDS_DENOMINATOR, &count);
    ck_assert_str_eq(words[TL_DENOMINATOR_READY], "ready");
    words = tl_words_get(TL_WORDS_PROCESS, &count);
    ck_assert_str_eq(words[TL_PROCESS_GAMMA_MIXED], "gamma-mixed");
    ck_assert_str_eq(words[TL_PROCESS_REPLAY], "replay");
    words = tl_words_get(TL_WORDS_AGREEMENT, &count);
    ck_assert_str_eq(words[TL_AGREEMENT_LATE], "late");
}
END_TEST

TL_TEST_MAIN(key, every_row_is_sound, defaults_are_read, walks_patterns, prints_ranges,
             words_stand_in_the_order_of_their_enums)
