#include "measure/story.h"

/* The accounts of the headline sum to its loss; ends the story. */
static void check_sum(struct story *story)
{
    size_t columns;
    int64_t sums_us[2] = {0, 0};
    const struct tl_column *column = tl_measures_columns(story->measures, &columns);
    for (size_t i = 0; i < columns; i++) {
        bool is_ours =
            strncmp(column[i].measure, "ledger", 6) == 0 && strncmp(column[i].entity, "far", 3) != 0;
        if (is_ours) {
            sums_us[column[i].measure[6] != '\0'] += llround(story->outcome->values[i] * 86400e6);
        }
    }
    int64_t loss_us = get_us(story, "loss", "headline");
    ck_assert_int_eq(sums_us[0], loss_us);
    ck_assert_int_eq(sums_us[1], loss_us);
    tl_measures_destroy(story->measures);
}

/* One mission is the whole index and needs two. x fails and counts again after y has been diverted and come back. */
START_TEST(each_gap_to_its_own_root)
{
    struct story story;
    begin(&story, 1, 0, 0, 0, 0);
    open(&story, 0, A, 2 * TL_MICRO);
    count(&story, 0, X, A);
    count(&story, 0, Y, A);
    break_down(&story, 100000, X, A);
    move(&story, 200000, Y, A, FAR, 0, 0);
    count(&story, 250000, Y, A);
    count(&story, 300000, X, A);
    end(&story);
    check_account(&story, "failure", 100000);
    check_account(&story, "diversion/away", 25000);
    check_pair(&story, "a: failure", 100000);
    check_sum(&story);
}
END_TEST

/* w comes for y while x is in repair: it takes y's place, not that of x, though x has been missing for longer. */
START_TEST(a_relief_fills_its_own_gap)
{
    struct story story;
    begin(&story, 1, 0, 0, 0, 0);
    open(&story, 0, A, 2 * TL_MICRO);
    count(&story, 0, X, A);
    count(&story, 0, Y, A);
    break_down(&story, 100000, X, A);
    struct tl_event relieved = make(200000, TL_EVENT_ASSET_RELIEVED, Y, A, 0);
    relieved.by = W;
    leave(&story, 200000, Y, A, put(&story, relieved));
    count(&story, 200000, W, A);
    leave(&story, 300000, W, A, 0);
    count(&story, 400000, X, A);
    end(&story);
    check_account(&story, "failure", 150000);
    check_account(&story, "rotation", 100000);
    check_sum(&story);
}
END_TEST

/* Away in turn for its endurance, for a diversion, and broken down. */
START_TEST(absence_changes_its_root)
{
    struct story story;
    begin(&story, 1, 0, 0, 0, 0);
    open(&story, 0, A, TL_MICRO);
    count(&story, 0, X, A);
    leave(&story, 100000, X, A, 0);
    struct tl_event tasked = make(200000, TL_EVENT_ASSET_TASKED, X, FAR, 0);
    tasked.diversion = 0;
    put(&story, tasked);
    count(&story, 250000, X, FAR);
    break_down(&story, 350000, X, FAR);
    struct tl_event inject = make(450000, TL_EVENT_INJECT_STRIKES, TL_NONE, TL_NONE, 0);
    inject.inject = 1;
    say(&story, 450000, TL_EVENT_ASSET_LOST, X, TL_NONE, put(&story, inject));
    end(&story);
    check_account(&story, "rotation", 100000);
    check_account(&story, "diversion/away", 150000);
    check_account(&story, "failure", 100000);
    check_account(&story, "inject/sinks", 50000);
    check_sum(&story);
}
END_TEST

/* Three of blue may serve b; x is there, w is at a base, v is not there yet. At the phase 5 are asked for: one is filled by x, one is the
 * phase's, one the ramp's, two nobody has. The demand falls to 4 and 2, and rises again. */
START_TEST(rises_are_told_apart)
{
    struct story story;
    begin(&story, 0, 1, 0, 0, 0);
    open(&story, 0, B, TL_MICRO);
    say(&story, 0, TL_EVENT_ASSET_READY, W, TL_NONE, 0);
    count(&story, 0, X, B);
    struct tl_event war = make(100000, TL_EVENT_PHASE_STARTS, TL_NONE, TL_NONE, 0);
    war.phase = 0;
    demand(&story, 100000, B, 0, 5 * TL_MICRO, put(&story, war));
    demand(&story, 200000, B, 0, 4 * TL_MICRO, 0); /* takes one of the two that nobody has */
    demand(&story, 300000, B, 0, 2 * TL_MICRO, 0); /* ... the other, and the phase's */
    struct tl_event inject = make(400000, TL_EVENT_INJECT_STRIKES, TL_NONE, TL_NONE, 0);
    inject.inject = 0;
    demand(&story, 400000, B, 0, 2500000, put(&story, inject)); /* above all that are present */
    end(&story);
    check_account(&story, "phase/war", 20000 + 25000);
    check_account(&story, "structural", 2 * 20000 + 25000);
    check_account(&story, "ramp", 20000 + 25000 + 50000 + 60000);
    check_account(&story, "inject/more", 0);
    check_account(&story, "demand", 0);
    check_sum(&story);
}
END_TEST

/* A ship that becomes ready within the second in which its mission opens is no part of the ramp. */
START_TEST(the_start_is_no_ramp)
{
    struct story story;
    begin(&story, 0, 1, 0, 0, 0);
    open(&story, 0, B, 3 * TL_MICRO);
    say(&story, 0, TL_EVENT_ASSET_READY, W, TL_NONE, 0);
    count(&story, 0, X, B);
    say(&story, 150000, TL_EVENT_ASSET_READY, V, TL_NONE, 0);
    count(&story, 300000, W, B);
    end(&story);
    ck_assert_int_eq(get_us(&story, "ledger", "demand"), INT64_C(333334) * 300000); /* of 666,667 */
    ck_assert_int_eq(get_us(&story, "ledger", "ramp"), INT64_C(333333) * 500000);
    check_account(&story, "structural", 0);
    check_sum(&story);
}
END_TEST

/* The mission closes while x is diverted and w in repair, and opens again: x is still away, w is ready by then. */
START_TEST(closing_and_opening)
{
    struct story story;
    begin(&story, 1, 0, 0, 0, 0);
    open(&story, 0, A, 2 * TL_MICRO);
    count(&story, 0, X, A);
    count(&story, 0, W, A);
    move(&story, 100000, X, A, FAR, 0, 0);
    break_down(&story, 150000, W, A);
    say(&story, 200000, TL_EVENT_MISSION_CLOSES, TL_NONE, A, 0);
    count(&story, 220000, X, FAR);
    say(&story, 250000, TL_EVENT_ASSET_READY, W, TL_NONE, 0);
    open(&story, 300000, A, 2 * TL_MICRO);
    end(&story);
    check_account(&story, "diversion/away", 25000 + 25000 + 100000);
    check_account(&story, "failure", 25000);
    check_account(&story, "demand", 100000);
    check_sum(&story);
}
END_TEST

/* c needs asw and bmd. Without x both are at 0: a tie, so asw decides. y gives asw alone: then bmd. */
START_TEST(the_binding_need_decides)
{
    struct story story;
    begin(&story, 0, 0, 1, 0, 0);
    open(&story, 0, C, 2 * TL_MICRO);
    demand(&story, 0, C, 1, TL_MICRO / 2, 0);
    count(&story, 0, X, C);
    count(&story, 0, Y, C);
    count(&story, 0, W, C);
    break_down(&story, 50000, W, C);     /* spare: opens nothing */
    leave(&story, 100000, Y, C, 0);      /* asw at a half: rotation */
    move(&story, 200000, X, C, A, 0, 0); /* both at 0: asw, of which each lacks one */
    count(&story, 300000, Y, C);         /* bmd alone at 0: the diversion's */
    end(&story);
    check_account(&story, "failure", 0);
    check_account(&story, "rotation", 50000 + 50000);
    check_account(&story, "diversion/away", 50000 + 200000);
    check_sum(&story);
}
END_TEST

/* Two kinds: `two` takes two of w, x, y; `one` takes one of anybody. */
START_TEST(kinds_of_incident_share_equally)
{
    struct story story;
    begin(&story, 0, 0, 0, 0, 1);
    say(&story, 0, TL_EVENT_MISSION_OPENS, TL_NONE, WATCH, 0);
    say(&story, 0, TL_EVENT_ASSET_ON_ALERT, W, WATCH, 0);
    say(&story, 0, TL_EVENT_ASSET_ON_ALERT, X, WATCH, 0);
    struct tl_event comes = make(100000, TL_EVENT_INCIDENT, TL_NONE, WATCH, 0);
    comes.incident = 0;
    comes.number = 1;
    struct tl_event scrambles = comes;
    scrambles.kind = TL_EVENT_ASSET_SCRAMBLES;
    scrambles.asset = W;
    scrambles.until = 110000;
    scrambles.cause = put(&story, comes);
    put(&story, scrambles);
    struct tl_event moved = make(200000, TL_EVENT_ASSET_RETASKED, X, A, 0);
    moved.was = WATCH;
    moved.diversion = 0;
    put(&story, moved);
    say(&story, 200000, TL_EVENT_ASSET_DEPARTS, X, TL_NONE, story.id);
    say(&story, 300000, TL_EVENT_ASSET_ON_ALERT, W, WATCH, 0);
    say(&story, 400000, TL_EVENT_ASSET_ON_ALERT, X, WATCH, 0);
    end(&story);
    /* from 100,000 `two` lacks w; from 200,000 it lacks both, and `one` lacks x; from 300,000 `two` lacks x */
    check_account(&story, "incidents", 50000 + 25000);
    check_account(&story, "diversion/away", 75000 + 50000);
    check_pair(&story, "watch: incidents", 75000);
    check_sum(&story);
}
END_TEST

/* x is diverted from a; b sends w in its stead, and a third mission sends y to fill w's place. All of it is the diversion's. */
START_TEST(backfills_carry_the_root)
{
    struct story story;
    begin(&story, 3, 2, 1, 0, 0);
    open(&story, 0, A, TL_MICRO);
    open(&story, 0, B, TL_MICRO);
    open(&story, 0, C, TL_MICRO);
    count(&story, 0, X, A);
    count(&story, 0, W, B);
    count(&story, 0, V, C);
    move(&story, 100000, X, A, FAR, 0, 0);
    say(&story, 100000, TL_EVENT_ORDER_SENT, W, A, 0);
    move(&story, 110000, W, B, A, TL_NONE, 0);
    move(&story, 120000, V, C, B, TL_NONE, 0);
    count(&story, 150000, W, A);
    count(&story, 180000, V, B);
    end(&story);
    check_pair(&story, "a: diversion/away", 0.5 * 50000);
    ck_assert_int_eq(get_us(&story, "ledger-mission", "b: diversion/away"), INT64_C(333333) * 70000);
    ck_assert_int_eq(get_us(&story, "ledger-mission", "c: diversion/away"), INT64_C(166667) * 380000);
    ck_assert_int_eq(get_us(&story, "ledger", "diversion/away"), get_us(&story, "loss", "headline"));
    check_sum(&story);
}
END_TEST

/* Two gaps at a, of a diversion and of a failure, and two that come: the second one speaks for the second gap. */
START_TEST(each_backfill_speaks_for_one_gap)
{
    struct story story;
    begin(&story, 1, 1, 0, 0, 0);
    open(&story, 0, A, 2 * TL_MICRO);
    open(&story, 0, B, 2 * TL_MICRO);
    count(&story, 0, X, A);
    count(&story, 0, Y, A);
    count(&story, 0, V, B);
    count(&story, 0, W, B);
    move(&story, 100000, X, A, FAR, 0, 0);
    break_down(&story, 100000, Y, A);
    say(&story, 100000, TL_EVENT_ORDER_SENT, V, A, 0);
    say(&story, 100000, TL_EVENT_ORDER_SENT, W, A, 0);
    move(&story, 200000, W, B, A, TL_NONE, 0);
    move(&story, 300000, V, B, A, TL_NONE, 0);
    count(&story, 400000, V, A);
    count(&story, 400000, W, A);
    end(&story);
    check_pair(&story, "a: diversion/away", 75000);
    check_pair(&story, "a: failure", 75000);
    check_pair(&story, "b: failure", 75000);
    check_pair(&story, "b: diversion/away", 50000);
    check_sum(&story);
}
END_TEST

/* The one that comes back closes its own gap, though the other is older. */
START_TEST(a_return_closes_its_own_gap)
{
    struct story story;
    begin(&story, 1, 0, 0, 0, 0);
    open(&story, 0, A, 2 * TL_MICRO);
    count(&story, 0, X, A);
    count(&story, 0, Y, A);
    break_down(&story, 100000, X, A);
    leave(&story, 200000, Y, A, 0);
    count(&story, 300000, Y, A);
    count(&story, 400000, W, A); /* neither its own nor anybody's: the oldest */
    end(&story);
    check_account(&story, "failure", 150000);
    check_account(&story, "rotation", 50000);
    check_sum(&story);
}
END_TEST

/* An order to relieve y is refused; w is moved at a commander's own choice; x is lost to an inject. */
START_TEST(other_roots)
{
    struct story story;
    begin(&story, 1, 1, 0, 0, 0);
    open(&story, 0, A, TL_MICRO);
    open(&story, 0, B, TL_MICRO);
    count(&story, 0, Y, A);
    count(&story, 0, W, B);
    struct tl_event order = make(50000, TL_EVENT_ORDER_SENT, X, A, 0);
    order.by = Y;
    put(&story, order);
    say(&story, 50000, TL_EVENT_ORDER_REFUSED, X, A, 0);
    leave(&story, 100000, Y, A, 0);
    count(&story, 200000, Y, A);
    int64_t decision = say(&story, 300000, TL_EVENT_DECISION, TL_NONE, TL_NONE, 0);
    move(&story, 300000, W, B, A, TL_NONE, decision);
    count(&story, 400000, W, B);
    end(&story);
    check_account(&story, "refusal", 50000);
    check_account(&story, "policy", 50000);
    check_sum(&story);
}
END_TEST

/* A theatre off the headline has accounts of its own, by its own index. */
START_TEST(theatres_stand_apart)
{
    struct story story;
    begin(&story, 1, 0, 0, 2, 0);
    open(&story, 0, FAR, TL_MICRO);
    open(&story, 0, A, TL_MICRO);
    count(&story, 0, X, FAR);
    count(&story, 0, Y, A);
    break_down(&story, 100000, X, FAR);
    leave(&story, 400000, Y, A, 0);
    end(&story);
    check_account(&story, "failure", 0);
    check_account(&story, "rotation", 100000);
    check_account(&story, "far-sea: failure", 400000);
    check_pair(&story, "far: failure", 400000);
    check_sum(&story);
}
END_TEST

START_TEST(a_warm_up_is_not_booked)
{
    struct story story;
    begin(&story, 1, 0, 0, 0, 0);
    tl_measures_destroy(story.measures);
    story.roster.warmup_s = 150000;
    story.measures = tl_measures_create(&story.roster);
    open(&story, 0, A, TL_MICRO);
    count(&story, 0, X, A);
    break_down(&story, 100000, X, A);
    count(&story, 200000, X, A);
    end(&story);
    check_account(&story, "failure", 50000);
    check_sum(&story);
}
END_TEST

/* However an interval is sliced by events that change nothing, the split of its rate is the same. */
START_TEST(slices_change_nothing)
{
    int64_t accounts_us[2][2];
    for (int sliced = 0; sliced < 2; sliced++) {
        struct story story;
        begin(&story, 1, 0, 0, 0, 0);
        open(&story, 0, A, 3 * TL_MICRO);
        count(&story, 0, X, A);
        count(&story, 0, Y, A);
        count(&story, 0, W, A);
        break_down(&story, 10, X, A);
        leave(&story, 10, Y, A, 0);
        for (int64_t s = 11; sliced && s < 5000; s += 7) {
            say(&story, s, TL_EVENT_ASSET_FAILS, X, TL_NONE, 0); /* relabels it as it was */
        }
        end(&story);
        accounts_us[sliced][0] = get_us(&story, "ledger", "failure");
        accounts_us[sliced][1] = get_us(&story, "ledger", "rotation");
        check_sum(&story);
    }
    ck_assert_int_eq(accounts_us[0][0], accounts_us[1][0]);
    ck_assert_int_eq(accounts_us[0][1], accounts_us[1][1]);
    ck_assert_int_eq(accounts_us[0][0] - accounts_us[0][1], HORIZON - 10); /* 666,667 = 333,334 + 333,333 */
}
END_TEST

/* y sinks, idle or in its place; then the demand rises to 2. w is the only other one that is there. */
START_TEST(who_is_lost_holds_nothing)
{
    for (int counts = 0; counts < 2; counts++) {
        struct story story;
        begin(&story, 1, 0, 0, 0, 0);
        open(&story, 0, A, TL_MICRO);
        say(&story, 0, TL_EVENT_ASSET_READY, Y, TL_NONE, 0);
        say(&story, 0, TL_EVENT_ASSET_READY, W, TL_NONE, 0);
        count(&story, 0, counts ? Y : W, A);
        struct tl_event inject = make(100000, TL_EVENT_INJECT_STRIKES, TL_NONE, TL_NONE, 0);
        inject.inject = 1;
        say(&story, 100000, TL_EVENT_ASSET_LOST, Y, TL_NONE, put(&story, inject));
        demand(&story, 200000, A, 0, 2 * TL_MICRO, 0);
        end(&story);
        /* while y's place is vacant, w could hold what has risen */
        check_account(&story, "inject/sinks", counts ? 100000 + 150000 : 150000);
        check_account(&story, "demand", counts ? 150000 : 0);
        check_sum(&story);
    }
}
END_TEST

/* y is missed at c, so that without its loss nobody would have been there for a's rise either; v and x are not there yet. */
START_TEST(who_is_lost_is_missed_once)
{
    struct story story;
    begin(&story, 1, 0, 1, 0, 0);
    open(&story, 0, A, TL_MICRO);
    open(&story, 0, C, TL_MICRO);
    count(&story, 0, W, A);
    count(&story, 0, Y, C);
    struct tl_event inject = make(100000, TL_EVENT_INJECT_STRIKES, TL_NONE, TL_NONE, 0);
    inject.inject = 1;
    say(&story, 100000, TL_EVENT_ASSET_LOST, Y, TL_NONE, put(&story, inject));
    demand(&story, 200000, A, 0, 4 * TL_MICRO, 0);
    end(&story);
    check_account(&story, "inject/sinks", 200000);
    check_pair(&story, "a: demand", 37500);
    check_pair(&story, "a: ramp", 75000);
    check_sum(&story);
}
END_TEST

TL_TEST_MAIN(ledger, each_gap_to_its_own_root, a_relief_fills_its_own_gap, absence_changes_its_root,
             rises_are_told_apart, the_start_is_no_ramp, closing_and_opening, the_binding_need_decides,
             kinds_of_incident_share_equally, backfills_carry_the_root, each_backfill_speaks_for_one_gap,
             a_return_closes_its_own_gap, other_roots, theatres_stand_apart, a_warm_up_is_not_booked,
             who_is_lost_holds_nothing, who_is_lost_is_missed_once, slices_change_nothing)
