#include "base/units.h"

#include <string.h>

#include "test.h"

START_TEST(rounds_half_up)
{
    static const struct {
        double value;
        int64_t whole;
    } cases[] = {
        {0, 0},
        {0.5, 1},
        {1.5, 2},
        {-0.5, 0},
        {-1.5, -1},
        {0.49999999999999994, 0},
        {-0.51, -1},
        {2.4999, 2},
        {9e18, INT64_C(9000000000000000000)},
        {4503599627370497.5, INT64_C(4503599627370498)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(tl_round(cases[i].value), cases[i].whole);
    }
    /* legs along the equator at 18 kn: 2, 4, 6 and 10 degrees */
    double degree_m = 111319.490793;
    double speed_mps = 18 * 1852.0 / 3600;
    ck_assert_int_eq(tl_leg_seconds(2 * degree_m, speed_mps), 24043);
    ck_assert_int_eq(tl_leg_seconds(4 * degree_m, speed_mps), 48086);
    ck_assert_int_eq(tl_leg_seconds(6 * degree_m, speed_mps), 72129);
    ck_assert_int_eq(tl_leg_seconds(10 * degree_m, speed_mps), 120215);
}
END_TEST

START_TEST(reads_quantities)
{
    static const struct {
        const char *text;
        enum tl_unit unit;
        double value;
    } cases[] = {
        {"0.4", TL_UNIT_NONE, 0.4},
        {"40 %", TL_UNIT_NONE, 0.4},
        {"40%", TL_UNIT_NONE, 0.4},
        {" -1.5e3 ", TL_UNIT_NONE, -1500},
        {".5", TL_UNIT_NONE, 0.5},
        {"5.", TL_UNIT_NONE, 5},
        {"+2", TL_UNIT_NONE, 2},
        {"3 d 6 h", TL_UNIT_TIME, 280800},
        {"3d6h", TL_UNIT_TIME, 280800},
        {"1 wk 1 d 1 h 1 min 1 s", TL_UNIT_TIME, 694861},
        {"90 min", TL_UNIT_TIME, 5400},
        {"-2 h", TL_UNIT_TIME, -7200},
        {"0 s", TL_UNIT_TIME, 0},
        {"5 m", TL_UNIT_LENGTH, 5},
        {"2 km", TL_UNIT_LENGTH, 2000},
        {"10nmi", TL_UNIT_LENGTH, 18520},
        {"18 kn", TL_UNIT_SPEED, 9.26},
        {"18kn", TL_UNIT_SPEED, 9.26},
        {"36 km/h", TL_UNIT_SPEED, 10},
        {"10 m / s", TL_UNIT_SPEED, 10},
        {"86400 /d", TL_UNIT_RATE, 1},
        {"3600/h", TL_UNIT_RATE, 1},
        {"2 / min", TL_UNIT_RATE, 2.0 / 60},
        {"7200 persons/h", TL_UNIT_FLOW, 2},
        {"60persons / min", TL_UNIT_FLOW, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -7;
        const char *rule = NULL;
        bool parsed = tl_unit_parse(cases[i].text, cases[i].unit, &value, &rule);
        ck_assert_msg(parsed && value == cases[i].value, "'%s' gives %.17g", cases[i].text, value);
    }
}
END_TEST

START_TEST(refuses_everything_else_with_a_rule)
{
    static const struct {
        const char *text;
        enum tl_unit unit;
    } cases[] = {
        {"", TL_UNIT_NONE},
        {"  ", TL_UNIT_TIME},
        {"nan", TL_UNIT_NONE},
        {"inf", TL_UNIT_NONE},
        {"-infinity", TL_UNIT_NONE},
        {"0x10", TL_UNIT_NONE},
        {"1e400", TL_UNIT_NONE},
        {"1e308 wk", TL_UNIT_TIME},
        {"1 2", TL_UNIT_NONE},
        {"1,5", TL_UNIT_NONE},
        {"1 kn", TL_UNIT_NONE},
        {".", TL_UNIT_NONE},
        {"1e", TL_UNIT_NONE},
        {"--1", TL_UNIT_NONE},
        {"- 1", TL_UNIT_NONE},
        {"5", TL_UNIT_TIME},
        {"5 t/d", TL_UNIT_FLOW}, /* nothing carries goods */
        {"5 m", TL_UNIT_TIME},
        {"5 D", TL_UNIT_TIME},
        {"5 days", TL_UNIT_TIME},
        {"d", TL_UNIT_TIME},
        {"3 d 6", TL_UNIT_TIME},
        {"-3 d 6 h", TL_UNIT_TIME},
        {"3 d -6 h", TL_UNIT_TIME},
        {"3 d, 6 h", TL_UNIT_TIME},
        {"40 %", TL_UNIT_TIME},
        {"18", TL_UNIT_SPEED},
        {"18 kt", TL_UNIT_SPEED},
        {"18 k n", TL_UNIT_SPEED},
        {"18 kn 2 kn", TL_UNIT_SPEED},
        {"18 knx", TL_UNIT_SPEED},
        {"2.2", TL_UNIT_RATE},
        {"2.2 d", TL_UNIT_RATE},
        {"2.2 //d", TL_UNIT_RATE},
        {"20 t", TL_UNIT_FLOW},
        {"20 /d", TL_UNIT_FLOW},
        {"20 cars/d", TL_UNIT_FLOW},
        {"18 kn\n", TL_UNIT_SPEED},
        {"5 ft", TL_UNIT_LENGTH},
        {"5", TL_UNIT_LENGTH},
        {"1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         TL_UNIT_TIME},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -7;
        const char *rule = NULL;
        ck_assert_msg(!tl_unit_parse(cases[i].text, cases[i].unit, &value, &rule), "'%s'", cases[i].text);
        ck_assert_ptr_nonnull(rule);
        ck_assert_msg(value == -7, "'%s' touches the value", cases[i].text);
    }
    double value;
    const char *rule;
    ck_assert(!tl_unit_parse("5 m", TL_UNIT_TIME, &value, &rule));
    ck_assert_ptr_nonnull(strstr(rule, "minutes are never m"));
}
END_TEST

START_TEST(reads_uncertain_quantities)
{
    double bounds[3];
    bool uncertain;
    const char *rule;
    ck_assert(
        tl_unit_parse_uncertain("uncertain(1 d, 36 h, 3 d 6 h)", TL_UNIT_TIME, bounds, &uncertain, &rule));
    ck_assert(uncertain && bounds[0] == 86400 && bounds[1] == 129600 && bounds[2] == 280800);
    ck_assert(tl_unit_parse_uncertain(" uncertain ( 1,1.5 ,3 ) ", TL_UNIT_NONE, bounds, &uncertain, &rule));
    ck_assert(uncertain && bounds[0] == 1 && bounds[1] == 1.5 && bounds[2] == 3);
    ck_assert(tl_unit_parse_uncertain("2 d", TL_UNIT_TIME, bounds, &uncertain, &rule));
    ck_assert(!uncertain && bounds[0] == 172800 && bounds[1] == 172800 && bounds[2] == 172800);
    static const char *const wrong[] = {
        "uncertain",
        "uncertain(1, 2)",
        "uncertain(1, 2, 3, 4)",
        "uncertain(1, 3, 2)",
        "uncertain(2, 1, 3)",
        "uncertain(1, 2, 3",
        "uncertain(1, 2, 3) 4",
        "uncertain(1, x, 3)",
        "uncertain(1, (2), 3)",
        "uncertain(, 2, 3)",
        "uncertainly(1, 2, 3)",
        "uncertain()",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        rule = NULL;
        ck_assert_msg(!tl_unit_parse_uncertain(wrong[i], TL_UNIT_NONE, bounds, &uncertain, &rule), "%s",
                      wrong[i]);
        ck_assert_ptr_nonnull(rule);
    }
}
END_TEST

TL_TEST_MAIN(units, rounds_half_up, reads_quantities, refuses_everything_else_with_a_rule,
             reads_uncertain_quantities)
