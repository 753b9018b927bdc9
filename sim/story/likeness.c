#include "story/likeness.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

_Static_assert(sizeof(((struct tl_event_class *)0)->fields) / sizeof(enum tl_field) < TL_MEANING_PARTS,
               "a meaning holds the kind and all fields");

/* What a field is of an event's meaning: nothing from PART_DETAIL on. */
enum part { PART_NAME, PART_WORD, PART_DETAIL, PART_SERIAL };

static enum part part_of(enum tl_field field)
{
    switch (tl_field_class_get(field)->type) {
    case TL_TYPE_MICRO:
    case TL_TYPE_TIME:
        return PART_DETAIL;
    case TL_TYPE_GRADE:
    case TL_TYPE_REASON:
        return PART_WORD;
    case TL_TYPE_COUNT:
        return field == TL_FIELD_NUMBER                            ? PART_SERIAL
               : field == TL_FIELD_LEVEL || field == TL_FIELD_PART ? PART_WORD
                                                                   : PART_DETAIL;
    default:
        return field == TL_FIELD_BY ? PART_DETAIL : PART_NAME;
    }
}

/* The name that a field would show with this index, NULL: past the last one. */
static const char *name_at(const struct tl_roster *roster, enum tl_field field, int64_t index)
{
    struct tl_event event = {0};
    *(int64_t *)((char *)&event + tl_field_class_get(field)->offset) = index;
    return tl_event_name(&event, field, roster);
}

static int32_t count_names(const struct tl_roster *roster, enum tl_field field)
{
    int32_t count = 0;
    while (name_at(roster, field, count)) {
        count++;
    }
    return count;
}

/* A name of B has the number of the same name in A, else one behind all of A's. */
static void number_names(struct tl_likeness *likeness, enum tl_field field)
{
    int32_t counts[TL_SIDES];
    for (int side = 0; side < TL_SIDES; side++) {
        counts[side] = count_names(likeness->rosters[side], field);
        likeness->joint[side][field] = tl_alloc((size_t)counts[side] + 1, sizeof(int32_t));
    }
    for (int32_t i = 0; i < counts[TL_SIDE_A]; i++) {
        likeness->joint[TL_SIDE_A][field][i] = i;
    }
    for (int32_t i = 0; i < counts[TL_SIDE_B]; i++) {
        const char *name = name_at(likeness->rosters[TL_SIDE_B], field, i);
        int32_t found = 0;
        while (found < counts[TL_SIDE_A] &&
               strcmp(name_at(likeness->rosters[TL_SIDE_A], field, found), name) != 0) {
            found++;
        }
        likeness->joint[TL_SIDE_B][field][i] = found < counts[TL_SIDE_A] ? found : counts[TL_SIDE_A] + i;
    }
}

void tl_likeness_init(struct tl_likeness *likeness, const struct tl_roster *a, const struct tl_roster *b)
{
    *likeness = (struct tl_likeness){.rosters = {a, b}};
    for (int field = 0; field < TL_FIELDS; field++) {
        if (tl_field_class_get((enum tl_field)field)->type <= TL_TYPE_CAPABILITY) {
            number_names(likeness, (enum tl_field)field);
        }
    }
}

void tl_likeness_clear(struct tl_likeness *likeness)
{
    for (int field = 0; field < TL_FIELDS; field++) {
        free(likeness->joint[TL_SIDE_A][field]);
        free(likeness->joint[TL_SIDE_B][field]);
    }
    *likeness = (struct tl_likeness){0};
}

/* A field's value, a name as its number in both. */
static int64_t joint_value(const struct tl_likeness *likeness, enum tl_side side,
                           const struct tl_event *event, enum tl_field field)
{
    int64_t value = tl_event_field(event, field);
    const int32_t *joint = likeness->joint[side][field];
    return joint && value != TL_NONE ? joint[value] : value;
}

struct tl_meaning tl_likeness_mean(const struct tl_likeness *likeness, enum tl_side side,
                                   const struct tl_event *event)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    struct tl_meaning meaning = {{(int32_t)event->kind}};
    for (int i = 0; i < class->field_count; i++) {
        enum tl_field field = class->fields[i];
        meaning.parts[i + 1] =
            part_of(field) < PART_DETAIL ? (int32_t)joint_value(likeness, side, event, field) : 0;
    }
    return meaning;
}

int tl_meaning_compare(const struct tl_meaning *a, const struct tl_meaning *b)
{
    for (int i = 0; i < TL_MEANING_PARTS; i++) {
        if (a->parts[i] != b->parts[i]) {
            return a->parts[i] < b->parts[i] ? -1 : 1;
        }
    }
    return 0;
}

/* FNV-1a over the parts, folded so that the low bits depend on all of them. */
uint64_t tl_meaning_hash(const struct tl_meaning *meaning)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int i = 0; i < TL_MEANING_PARTS; i++) {
        hash = (hash ^ (uint32_t)meaning->parts[i]) * UINT64_C(1099511628211);
    }
    return hash ^ hash >> 32;
}

int tl_likeness_compare(const struct tl_likeness *likeness, enum tl_side left, const struct tl_event *a,
                        enum tl_side right, const struct tl_event *b)
{
    const struct tl_event_class *class = tl_event_class_get(a->kind);
    for (int i = 0; i < class->field_count; i++) {
        enum tl_field field = class->fields[i];
        int64_t x = joint_value(likeness, left, a, field);
        int64_t y = joint_value(likeness, right, b, field);
        if (part_of(field) == PART_DETAIL && x != y) {
            return x < y ? -1 : 1;
        }
    }
    return 0;
}

bool tl_likeness_is_exact(const struct tl_likeness *likeness, const struct tl_event *a,
                          const struct tl_event *b)
{
    return tl_likeness_compare(likeness, TL_SIDE_A, a, TL_SIDE_B, b) == 0;
}
