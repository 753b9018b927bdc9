#include "story/daily.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/units.h"

void tl_daily_init(struct tl_daily *daily, const struct tl_roster *roster, size_t days)
{
    size_t missions = roster->mission_count;
    size_t indexes = roster->index_count;
    *daily = (struct tl_daily){
        .days = days,
        .covered = tl_alloc(missions * days, sizeof *daily->covered),
        .lost_us = tl_alloc(indexes * days, sizeof *daily->lost_us),
        .held = tl_alloc(missions, sizeof *daily->held),
        .rate_u = tl_alloc(indexes, sizeof *daily->rate_u),
        .mission_since_s = tl_alloc(missions, sizeof *daily->mission_since_s),
        .index_since_s = tl_alloc(indexes, sizeof *daily->index_since_s),
    };
    tl_coverage_init(&daily->coverage, roster);
    for (size_t m = 0; m < missions; m++) {
        daily->held[m] = daily->coverage.covered[m];
        daily->mission_since_s[m] = roster->warmup_s;
    }
    for (size_t i = 0; i < indexes; i++) {
        daily->rate_u[i] = daily->coverage.loss_rate_u[i];
        daily->index_since_s[i] = roster->warmup_s;
    }
}

void tl_daily_clear(struct tl_daily *daily)
{
    tl_coverage_clear(&daily->coverage);
    free(daily->covered);
    free(daily->lost_us);
    free(daily->held);
    free(daily->rate_u);
    free(daily->mission_since_s);
    free(daily->index_since_s);
}

/* The end of the part of [since_s, until_s) that lies in one day, and which day. */
static int64_t end_of_day(const struct tl_daily *daily, int64_t since_s, int64_t until_s, size_t *day)
{
    *day = (size_t)(since_s / TL_DAY_S);
    *day = *day < daily->days ? *day : daily->days - 1;
    int64_t end_s = (since_s / TL_DAY_S + 1) * TL_DAY_S;
    return end_s < until_s ? end_s : until_s;
}

static void close_mission(struct tl_daily *daily, size_t m, int64_t until_s)
{
    while (daily->mission_since_s[m] < until_s) {
        size_t day;
        int64_t end_s = end_of_day(daily, daily->mission_since_s[m], until_s, &day);
        daily->covered[m * daily->days + day] += daily->held[m] * (double)(end_s - daily->mission_since_s[m]);
        daily->mission_since_s[m] = end_s;
    }
    daily->held[m] = daily->coverage.covered[m];
}

static void close_index(struct tl_daily *daily, size_t i, int64_t until_s)
{
    while (daily->index_since_s[i] < until_s) {
        size_t day;
        int64_t end_s = end_of_day(daily, daily->index_since_s[i], until_s, &day);
        daily->lost_us[i * daily->days + day] += daily->rate_u[i] * (end_s - daily->index_since_s[i]);
        daily->index_since_s[i] = end_s;
    }
    daily->rate_u[i] = daily->coverage.loss_rate_u[i];
}

void tl_daily_take(struct tl_daily *daily, const struct tl_event *event)
{
    if (!tl_coverage_take(&daily->coverage, event)) {
        return;
    }
    const struct tl_roster *roster = daily->coverage.roster;
    for (size_t m = 0; m < roster->mission_count; m++) {
        if (daily->coverage.covered[m] != daily->held[m]) {
            close_mission(daily, m, event->time_s);
        }
    }
    for (size_t i = 0; i < roster->index_count; i++) {
        if (daily->coverage.loss_rate_u[i] != daily->rate_u[i]) {
            close_index(daily, i, event->time_s);
        }
    }
}

void tl_daily_finish(struct tl_daily *daily, int64_t until_s)
{
    for (size_t m = 0; m < daily->coverage.roster->mission_count; m++) {
        close_mission(daily, m, until_s);
    }
    for (size_t i = 0; i < daily->coverage.roster->index_count; i++) {
        close_index(daily, i, until_s);
    }
}
