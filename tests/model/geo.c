#include "test.h"

#include <math.h>

#include "base/units.h"
#include "model/geo.h"
#include "model/run.h"

#define DEGREE_M 111319.490793 /* of the equator of WGS84: 6,378,137 m times pi / 180 */

static struct tl_point equator(double lon_deg)
{
    return (struct tl_point){0, lon_deg};
}

START_TEST(geodesics_are_those_of_wgs84)
{
    ck_assert_double_eq_tol(tl_geo_distance(equator(0), equator(1)), DEGREE_M, 1e-6);
    ck_assert_double_eq_tol(tl_geo_distance(equator(0), equator(6)), 6 * DEGREE_M, 1e-5);
    /* a quarter of a meridian, Karney 2013: 10,001,965.729 m */
    struct tl_point pole = {90, 0};
    ck_assert_double_eq_tol(tl_geo_distance(equator(0), pole), 10001965.729, 1e-3);
    ck_assert_double_eq(tl_geo_distance(pole, pole), 0);
    /* across the date line */
    ck_assert_double_eq_tol(tl_geo_distance(equator(179.5), equator(-179.5)), DEGREE_M, 1e-6);
}
END_TEST

START_TEST(points_between)
{
    struct tl_point point = tl_geo_between(equator(2), equator(6), 0.25);
    ck_assert_double_eq_tol(point.lon_deg, 3, 1e-9);
    ck_assert_double_eq_tol(point.lat_deg, 0, 1e-9);
    point = tl_geo_between(equator(2), equator(6), 0);
    ck_assert_double_eq_tol(point.lon_deg, 2, 1e-9);
    point = tl_geo_between(equator(2), equator(2), 1);
    ck_assert_double_eq_tol(point.lon_deg, 2, 1e-9);
}
END_TEST

START_TEST(legs_are_rounded_half_up)
{
    double knots18 = 18 * 1852.0 / 3600;
    ck_assert_int_eq(tl_leg_seconds(2 * DEGREE_M, knots18), 24043);
    ck_assert_int_eq(tl_leg_seconds(4 * DEGREE_M, knots18), 48086);
    ck_assert_int_eq(tl_leg_seconds(6 * DEGREE_M, knots18), 72129);
    ck_assert_int_eq(tl_leg_seconds(10 * DEGREE_M, knots18), 120215);
    ck_assert_int_eq(tl_leg_seconds(2 * DEGREE_M, 490 * 1852.0 / 3600), 883);
    ck_assert_int_eq(tl_leg_seconds(5, 2), 3); /* 2.5 */
}
END_TEST

/* The places of the world and what stands there: by name area-a, area-b, area-c, p, then what a test adds. */
enum { AREA_A, AREA_B, AREA_C, P, Q, Z };

static const char bases[] =
    "places = { q = { kind = \"port\"; at = [0.0, 5.0]; }; z = { kind = \"port\"; at = [0.0, -1.0]; }; };\n"
    "assets = { " RUN_SHIP("s1", "") " };\n"
                                     "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n";

START_TEST(tables_of_legs)
{
    struct run run = run_build(run_world, bases);
    ck_assert_int_eq(tl_geo_leg(run.model, 0, P, AREA_A), 72129);
    ck_assert_int_eq(tl_geo_leg(run.model, 0, AREA_A, P), 72129);
    ck_assert_int_eq(tl_geo_leg(run.model, 0, AREA_A, AREA_B), 120215);
    ck_assert_int_eq(tl_geo_leg(run.model, 0, P, P), 0);
    ck_assert_int_eq(tl_geo_leg_from_point(run.model, 0, equator(1), AREA_A), 60108); /* 60,107.6 */
    run_clear(&run);
}
END_TEST

START_TEST(a_lane_gives_the_length_and_a_factor_does_not_apply)
{
    static const char overlay[] =
        "sea-route-factor = 2.0;\n"
        "lanes = { l = { from = \"area-a\"; to = \"p\"; domain = \"sea\"; length = \"100 km\"; };\n"
        "  m = { from = \"area-b\"; to = \"p\"; domain = \"air\"; length = \"100 km\"; }; };\n"
        "assets = { " RUN_SHIP("s1", "") " };\n"
                                         "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n";
    struct run run = run_build(run_world, overlay);
    ck_assert_int_eq(tl_geo_leg(run.model, 0, P, AREA_A), 10799); /* 100,000 m at 9.26 m/s: 10,799.1 */
    ck_assert_int_eq(tl_geo_leg(run.model, 0, AREA_A, P), 10799);
    ck_assert_int_eq(tl_geo_leg(run.model, 0, P, AREA_C), 48086); /* twice 2 degrees */
    ck_assert_int_eq(tl_geo_leg(run.model, 0, P, AREA_B), 96172); /* the lane is for aircraft */
    ck_assert_int_eq(tl_geo_leg_from_point(run.model, 0, equator(4), AREA_A),
                     48086); /* lanes start at places */
    run_clear(&run);
}
END_TEST

START_TEST(nearest_base_and_closures)
{
    struct run run = run_build(run_world, bases);
    bool open[] = {true, true, true, true, true, true};
    ck_assert_int_eq(tl_geo_base(run.model, 0, AREA_A, open), Q);
    ck_assert_int_eq(tl_geo_base(run.model, 0, AREA_B, open), Z);
    ck_assert_int_eq(tl_geo_base_from_point(run.model, 0, equator(0.1), open), P);
    open[Q] = false;
    ck_assert_int_eq(tl_geo_base(run.model, 0, AREA_A, open), P);
    ck_assert_int_eq(tl_geo_base_from_point(run.model, 0, equator(4.9), open), P);
    open[P] = false;
    ck_assert_int_eq(tl_geo_base(run.model, 0, AREA_A, open), Z);
    open[Z] = false;
    ck_assert_int_eq(tl_geo_base(run.model, 0, AREA_A, open), TL_NONE);
    ck_assert_int_eq(tl_geo_base_from_point(run.model, 0, equator(0), open), TL_NONE);
    ck_assert_int_eq(tl_geo_base(run.model, 0, AREA_A, NULL), Q);
    ck_assert_int_eq(tl_geo_base_from_point(run.model, 0, equator(0.1), NULL), P);
    run_clear(&run);
}
END_TEST

START_TEST(who_may_use_a_base)
{
    static const char overlay[] =
        "places = { q = { kind = \"port\"; at = [0.0, 5.0]; owner = \"red\"; };\n"
        "  r = { kind = \"port\"; at = [0.0, 4.0]; owner = \"red\"; permits = [\"blue\"]; };\n"
        "  s = { kind = \"airfield\"; at = [0.0, 6.0]; }; t = { kind = \"port\"; at = [0.0, 5.5]; }; };\n"
        "partners = { red = { capital = \"q\"; rank = 2; policy = \"greedy\"; }; };\n"
        "classes = { ship = { bases = [\"p\", \"q\", \"r\"]; }; };\n"
        "assets = { " RUN_SHIP("s1", "") " };\n"
                                         "missions = { " RUN_MISSION("a", "a", "1.0", "") " };\n";
    struct run run = run_build(run_world, overlay);
    /* q belongs to another, s is for aircraft, t is not in the class's list */
    ck_assert_str_eq(run.model->places[tl_geo_base(run.model, 0, AREA_A, NULL)].name, "r");
    ck_assert_uint_eq(run.model->kins[0].base_count, 2);
    run_clear(&run);
}
END_TEST

TL_TEST_MAIN(geo, geodesics_are_those_of_wgs84, points_between, legs_are_rounded_half_up, tables_of_legs,
             a_lane_gives_the_length_and_a_factor_does_not_apply, nearest_base_and_closures,
             who_may_use_a_base)
