/* Delays: a duration or a distribution, with parameters that may be uncertain. */
#include <stdlib.h>
#include <string.h>

#include "scenario/check.h"
#include "scenario/source.h"

/* The parameters of a distribution as they are written: "lognormal(4 d, 3 d)" has two. */
struct parts {
    const char *starts[TL_DIST_PARAMS_MAX];
    size_t sizes[TL_DIST_PARAMS_MAX];
    size_t count;
};

static void add_part(struct parts *parts, const char *start, const char *end)
{
    while (start < end && *start == ' ') {
        start++;
    }
    while (end > start && end[-1] == ' ') {
        end--;
    }
    if (parts->count < TL_DIST_PARAMS_MAX) {
        parts->starts[parts->count] = start;
        parts->sizes[parts->count] = (size_t)(end - start);
        parts->count++;
    }
}

/* Cut the parameters of a distribution at its own commas, not at those within parentheses. */
static void cut(const char *text, struct parts *parts)
{
    *parts = (struct parts){0};
    const char *at = strchr(text, '(');
    int depth = 1;
    for (const char *start = at ? ++at : NULL; at && *at && depth > 0; at++) {
        depth += (*at == '(') - (*at == ')');
        if (depth == 0 || (depth == 1 && *at == ',')) {
            add_part(parts, start, at);
            start = at + 1;
        }
    }
}

/* Would the distribution still be valid with the part replaced by this value? */
static bool try_bound(struct tl_check *c, const struct tl_spot *spot, const char *start, size_t size,
                      double value, bool is_time)
{
    const char *text = spot->node->text;
    struct tl_text changed = {0};
    tl_text_add_bytes(&changed, text, (size_t)(start - text));
    tl_text_add_real(&changed, value);
    tl_text_add(&changed, is_time ? " s" : "");
    tl_text_add(&changed, start + size);
    struct tl_dist dist;
    const char *rule;
    const char *folder = tl_path_folder(c->arena, spot->node->origin.file);
    bool good = tl_dist_parse(tl_text_get(&changed), TL_UNIT_TIME, folder, c->arena, &dist, &rule) ||
                tl_spot_refuse(c, spot, "at the bound %s: %s", tl_text_get(&changed), rule);
    tl_text_clear(&changed);
    return good;
}

/* List a part if it is uncertain. path  what it is called in the list */
static bool list_part(struct tl_check *c, const struct tl_spot *spot, const char *path, const char *start,
                      size_t size)
{
    const char *text = tl_arena_print(c->arena, "%.*s", (int)size, start);
    double bounds[3];
    bool uncertain = false;
    const char *rule;
    bool is_time = tl_unit_parse_uncertain(text, TL_UNIT_TIME, bounds, &uncertain, &rule);
    if (!is_time && !tl_unit_parse_uncertain(text, TL_UNIT_NONE, bounds, &uncertain, &rule)) {
        return true; /* a file of empirical */
    }
    if (!uncertain) {
        return true;
    }
    if (!try_bound(c, spot, start, size, bounds[0], is_time) ||
        !try_bound(c, spot, start, size, bounds[2], is_time)) {
        return false;
    }
    tl_uncertain_add(c, path, bounds, &spot->node->origin);
    return true;
}

static bool list_uncertain(struct tl_check *c, const struct tl_spot *spot)
{
    const char *text = spot->node->text;
    const char *path = tl_spot_path(c, spot);
    double bounds[3];
    bool uncertain;
    const char *rule;
    if (!strstr(text, "uncertain")) {
        return true;
    }
    if (tl_unit_parse_uncertain(text, TL_UNIT_TIME, bounds, &uncertain, &rule)) {
        return list_part(c, spot, path, text, strlen(text));
    }
    struct parts parts;
    cut(text, &parts);
    bool good = true;
    for (size_t i = 0; i < parts.count; i++) {
        const char *numbered = tl_arena_print(c->arena, "%s#%zu", path, i + 1);
        good = list_part(c, spot, numbered, parts.starts[i], parts.sizes[i]) && good;
    }
    return good;
}

bool tl_read_delay(struct tl_check *c, const struct tl_spot *spot, void *out)
{
    struct tl_delay delay = {.given = true};
    const char *rule;
    if (spot->node->kind != TL_NODE_TEXT) {
        return tl_spot_refuse(c, spot,
                              "must be a duration or distribution in quotes, such as \"2 d\" or "
                              "\"lognormal(4 d, 3 d)\"");
    }
    const char *folder = tl_path_folder(c->arena, spot->node->origin.file);
    if (!tl_dist_parse(spot->node->text, TL_UNIT_TIME, folder, c->arena, &delay.dist, &rule)) {
        return tl_spot_refuse(c, spot, "%s", rule);
    }
    if (!list_uncertain(c, spot)) {
        return false;
    }
    *(struct tl_delay *)out = delay;
    return true;
}
