#include "event/roster.h"

#include <stdlib.h>
#include <string.h>

/* A mission's weight in the headline; 0 where there is no such mission. */
static double weight_of(const struct tl_roster *roster, const char *mission)
{
    for (size_t i = 0; i < roster->mission_count; i++) {
        if (strcmp(roster->missions[i].name, mission) == 0) {
            return roster->indexes[0].weights[i];
        }
    }
    return 0;
}

const char *tl_roster_find_weight(const struct tl_roster *a, const struct tl_roster *b)
{
    const struct tl_roster *both[2] = {a, b};
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; i < both[side]->mission_count; i++) {
            const char *name = both[side]->missions[i].name;
            if (weight_of(a, name) != weight_of(b, name)) {
                return name;
            }
        }
    }
    return NULL;
}

static int compare_rows(const void *a, const void *b)
{
    const struct tl_roster_reach *x = a;
    const struct tl_roster_reach *y = b;
    int by_class = strcmp(x->class_name, y->class_name);
    if (x->mission != y->mission) {
        return x->mission < y->mission ? -1 : 1;
    }
    if (by_class != 0) {
        return by_class;
    }
    if (x->partner != y->partner) {
        return x->partner < y->partner ? -1 : 1;
    }
    return (x->place > y->place) - (x->place < y->place);
}

void tl_roster_sort_reaches(struct tl_roster_reach *rows, size_t count)
{
    if (count > 0) {
        qsort(rows, count, sizeof *rows, compare_rows);
    }
}
