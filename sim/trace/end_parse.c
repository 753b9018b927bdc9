#include <jansson.h>
#include <string.h>

#include "trace/header.h"

/* A digest is 32 lower-case hexadecimal digits. NULL where it is not. */
static const char *read_digest(struct tl_arena *arena, const json_t *value)
{
    const char *text = json_string_value(value);
    if (!text || strlen(text) != TL_DIGEST_TEXT - 1 ||
        strspn(text, "0123456789abcdef") != TL_DIGEST_TEXT - 1) {
        return NULL;
    }
    return tl_arena_copy(arena, text);
}

static bool read_int(const json_t *top, const char *key, int64_t *value)
{
    const json_t *number = json_object_get(top, key);
    *value = json_integer_value(number);
    return json_is_integer(number);
}

static bool read_days(const json_t *days, struct tl_arena *arena, struct tl_trace_end *end)
{
    end->day_count = json_array_size(days);
    end->days = tl_arena_alloc(arena, end->day_count, sizeof *end->days);
    for (size_t d = 0; d < end->day_count; d++) {
        end->days[d] = read_digest(arena, json_array_get(days, d));
        if (!end->days[d]) {
            return false;
        }
    }
    return json_is_array(days);
}

static bool read_missions(const json_t *missions, const struct tl_roster *roster, struct tl_arena *arena,
                          struct tl_trace_end *end)
{
    end->missions = tl_arena_alloc(arena, roster->mission_count, sizeof *end->missions);
    for (size_t m = 0; m < roster->mission_count; m++) {
        end->missions[m] = read_digest(arena, json_object_get(missions, roster->missions[m].name));
        if (!end->missions[m]) {
            return false;
        }
    }
    return json_object_size(missions) == roster->mission_count;
}

static const char *read_end(const json_t *top, const struct tl_roster *roster, struct tl_arena *arena,
                            struct tl_trace_end *end)
{
    int64_t cause;
    if (!read_int(top, "t", &end->time_s) || !read_int(top, "id", &end->id) ||
        !read_int(top, "cause", &cause) || cause != 0 || !read_int(top, "events", &end->events)) {
        return "the end has no t, id, cause 0 and events";
    }
    end->digest = read_digest(arena, json_object_get(top, "digest"));
    if (!end->digest) {
        return "the end has no digest";
    }
    if (!read_days(json_object_get(top, "days"), arena, end)) {
        return "the end has no digests of days";
    }
    if (!read_missions(json_object_get(top, "missions"), roster, arena, end)) {
        return "the end has no digests of the header's missions";
    }
    return json_object_size(top) == 8 ? NULL : "the end has a key too many";
}

bool tl_trace_end_parse(const char *line, size_t size, const struct tl_roster *roster, struct tl_arena *arena,
                        struct tl_trace_end *end, const char **why)
{
    json_t *top = json_loadb(line, size, JSON_REJECT_DUPLICATES, NULL);
    const char *kind = json_string_value(json_object_get(top, "event"));
    bool is_end = kind && strcmp(kind, "end") == 0;
    *why = is_end ? read_end(top, roster, arena, end) : NULL;
    json_decref(top);
    return is_end && !*why;
}
