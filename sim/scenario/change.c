/* Changes of the command line: --set PATH=VALUE, --unset PATH, and what other options set. */
#include <ctype.h>
#include <string.h>

#include "scenario/chain.h"
#include "scenario/key.h"
#include "scenario/source.h"

#define TL_STEPS_MAX 16

/* One step of a path: to an item by name, or to an element by index. */
struct step {
    const char *name; /* NULL: an element */
    size_t index;
};

struct route {
    struct step steps[TL_STEPS_MAX];
    size_t count;
};

struct change {
    struct tl_arena *arena;
    struct tl_mistakes *mistakes;
    const struct tl_change *what;
    struct tl_origin where;
};

static bool refuse(struct change *c, const char *rule)
{
    return tl_mistake_add(c->mistakes, &c->where, *c->what->path ? c->what->path : NULL, c->what->value, "%s",
                          rule);
}

static bool take_index(const char **at, size_t *index)
{
    size_t digits = 0;
    *index = 0;
    for ((*at)++; isdigit((unsigned char)**at) && digits < 9; (*at)++, digits++) {
        *index = *index * 10 + (size_t)(**at - '0');
    }
    return digits > 0 && *(*at)++ == ']';
}

static bool take_name(struct change *c, const char **at, const char **name)
{
    const char *start = *at;
    while (isalnum((unsigned char)**at) || (**at && strchr("-_*", **at))) {
        (*at)++;
    }
    *name = tl_arena_print(c->arena, "%.*s", (int)(*at - start), start);
    return *at > start && isalpha((unsigned char)*start);
}

static bool parse_route(struct change *c, struct route *route)
{
    const char *at = c->what->path;
    for (route->count = 0; *at || route->count == 0; route->count++) {
        if (route->count == TL_STEPS_MAX) {
            return refuse(c, "the path has too many steps");
        }
        struct step *step = &route->steps[route->count];
        *step = (struct step){0};
        at += route->count > 0 && *at == '.' && at[1] != '[';
        bool good =
            *at == '[' && route->count > 0 ? take_index(&at, &step->index) : take_name(c, &at, &step->name);
        if (!good || (*at && !strchr(".[", *at))) {
            return refuse(c, "not a path; one reads missions.bmd-soj.steps[1].scale");
        }
    }
    return true;
}

/* The path up to and with step `last`. */
static const char *print_route(struct change *c, const struct route *route, size_t last, const char *name)
{
    struct tl_text text = {0};
    for (size_t i = 0; i <= last; i++) {
        const struct step *step = &route->steps[i];
        if (i == last && name) {
            tl_text_print(&text, "%s%s", i > 0 ? "." : "", name);
        } else if (step->name) {
            tl_text_print(&text, "%s%s", i > 0 ? "." : "", step->name);
        } else {
            tl_text_print(&text, "[%zu]", step->index);
        }
    }
    const char *copy = tl_arena_copy(c->arena, tl_text_get(&text));
    tl_text_clear(&text);
    return copy;
}

/* How to add the entity that step 1 names, where a key of it was to be set; "" elsewhere. */
static const char *advise_adding(struct change *c, const struct route *route, size_t i)
{
    if (i != 1 || !c->what->value || route->count < 3 || !route->steps[2].name) {
        return "";
    }
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        const struct tl_section_row *row = tl_section_get(s);
        if (row->shape == TL_SHAPE_COLLECTION && strcmp(row->key, route->steps[0].name) == 0) {
            return tl_arena_print(c->arena, "; to add one: %s '%s={ %s = ...; }'", c->where.file,
                                  print_route(c, route, 1, NULL), route->steps[2].name);
        }
    }
    return "";
}

/* Step `i` leads nowhere: say what is there instead. */
static bool refuse_step(struct change *c, const struct route *route, size_t i, const struct tl_node *parent)
{
    const struct step *step = &route->steps[i];
    const char *here = i > 0 ? print_route(c, route, i - 1, NULL) : "the scenario";
    if (!step->name && parent->kind == TL_NODE_LIST) {
        return refuse(c, parent->count
                             ? tl_arena_print(c->arena, "%s has rows [0] to [%zu]", here, parent->count - 1)
                             : tl_arena_print(c->arena, "%s has no rows", here));
    }
    if (parent->kind != TL_NODE_GROUP || !step->name) {
        return refuse(c, tl_arena_print(c->arena, "%s is not a %s", here, step->name ? "group" : "list"));
    }
    const char *nearest = tl_text_nearest(step->name, tl_node_names(c->arena, parent), parent->count);
    const char *advice =
        nearest ? tl_arena_print(c->arena, "; did you mean %s?", print_route(c, route, i, nearest)) : "";
    return refuse(c, tl_arena_print(c->arena, "%s does not exist%s%s", print_route(c, route, i, NULL), advice,
                                    advise_adding(c, route, i)));
}

/* The position of what a step leads to, or parent->count. */
static size_t find_step(const struct tl_node *parent, const struct step *step)
{
    if (step->name) {
        return parent->kind == TL_NODE_GROUP ? tl_node_index(parent, step->name) : parent->count;
    }
    return parent->kind == TL_NODE_LIST && step->index < parent->count ? step->index : parent->count;
}

/* The group or list that holds the last step; NULL after a mistake. */
static struct tl_node *find_parent(struct change *c, struct tl_node *tree, const struct route *route)
{
    struct tl_node *parent = tree;
    for (size_t i = 0; i + 1 < route->count; i++) {
        const struct step *step = &route->steps[i];
        size_t at = find_step(parent, step);
        bool may_make = c->what->value && step->name && parent->kind == TL_NODE_GROUP && i != 1;
        if (at == parent->count && !may_make) {
            refuse_step(c, route, i, parent);
            return NULL;
        }
        if (at == parent->count) {
            tl_node_add(c->arena, parent, tl_node_create(c->arena, TL_NODE_GROUP, step->name, &c->where));
        }
        parent = parent->items[at];
    }
    return parent;
}

static bool set_value(struct change *c, struct tl_node *parent, const struct route *route)
{
    const struct step *last = &route->steps[route->count - 1];
    size_t at = find_step(parent, last);
    if (at == parent->count && (parent->kind != TL_NODE_GROUP || !last->name)) {
        return refuse_step(c, route, route->count - 1, parent);
    }
    struct tl_node *value = tl_value_parse(c->arena, c->what->path, c->what->value, &c->where, c->mistakes);
    if (!value) {
        value = tl_node_create(c->arena, TL_NODE_TEXT, NULL, &c->where);
        value->text = tl_arena_copy(c->arena, c->what->value);
    }
    value->name = last->name;
    if (at == parent->count) {
        tl_node_add(c->arena, parent, value);
    } else if (value->kind == TL_NODE_GROUP && parent->items[at]->kind == TL_NODE_GROUP) {
        tl_node_merge(c->arena, parent->items[at], value);
    } else {
        parent->items[at] = value;
    }
    return true;
}

bool tl_change_apply(struct tl_arena *arena, struct tl_node *tree, const struct tl_change *change,
                     struct tl_mistakes *mistakes)
{
    const char *option = change->option ? change->option : change->value ? "--set" : "--unset";
    struct change c = {arena, mistakes, change, {option, 0}};
    struct route route;
    if (!parse_route(&c, &route)) {
        return false;
    }
    struct tl_node *parent = find_parent(&c, tree, &route);
    if (!parent) {
        return false;
    }
    if (change->value) {
        return set_value(&c, parent, &route);
    }
    size_t at = find_step(parent, &route.steps[route.count - 1]);
    if (at == parent->count) {
        return refuse_step(&c, &route, route.count - 1, parent);
    }
    tl_node_remove(parent, at);
    return true;
}
