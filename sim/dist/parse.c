/* Reading a distribution as a user writes it. */
#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "dist/kinds.h"

/* A stretch of the text that is being read, without the spaces around it. */
struct span {
    const char *start;
    size_t size;
};

static struct span trim(const char *start, size_t size)
{
    while (size > 0 && isspace((unsigned char)*start)) {
        start++;
        size--;
    }
    while (size > 0 && isspace((unsigned char)start[size - 1])) {
        size--;
    }
    return (struct span){start, size};
}

static char *copy_span(struct tl_arena *arena, struct span span)
{
    char *text = tl_arena_alloc(arena, span.size + 1, 1);
    return memcpy(text, span.start, span.size);
}

/* Cut the next parameter off at the first comma outside parentheses. False when there is none left. */
static bool next_param(struct span *rest, struct span *param)
{
    if (!rest->start) {
        return false;
    }
    int depth = 0;
    size_t n = 0;
    for (; n < rest->size && !(depth == 0 && rest->start[n] == ','); n++) {
        depth += rest->start[n] == '(';
        depth -= rest->start[n] == ')';
    }
    *param = trim(rest->start, n);
    *rest = n < rest->size ? (struct span){rest->start + n + 1, rest->size - n - 1} : (struct span){0};
    return true;
}

/* A parameter that the usage calls a shape has no unit; every other one is written in the unit of what is drawn. */
static enum tl_unit unit_of_param(const struct tl_dist_class *class, int param, enum tl_unit unit)
{
    static const char bare[] = "shape";
    const char *at = strchr(class->usage, '(') + 1;
    struct span rest = {at, strcspn(at, ")")};
    struct span name = {0};
    for (int i = 0; i <= param; i++) {
        bool found = next_param(&rest, &name);
        assert(found);
        (void)found;
    }
    return name.size == sizeof bare - 1 && memcmp(name.start, bare, name.size) == 0 ? TL_UNIT_NONE : unit;
}

static bool parse_params(struct tl_dist *dist, struct span inside, enum tl_unit unit, struct tl_arena *arena,
                         const char **rule)
{
    const struct tl_dist_class *class = tl_dist_class_get(dist->kind);
    struct span rest = inside;
    struct span param;
    int count = 0;
    for (; next_param(&rest, &param); count++) {
        double bounds[3];
        bool uncertain;
        if (count == class->params) {
            count++;
            break;
        }
        if (!tl_unit_parse_uncertain(copy_span(arena, param), unit_of_param(class, count, unit), bounds,
                                     &uncertain, rule)) {
            return false;
        }
        dist->params[count] = bounds[1];
    }
    if (count != class->params) {
        *rule = tl_arena_print(arena, "%s takes %d parameter%s", class->usage, class->params,
                               class->params == 1 ? "" : "s");
        return false;
    }
    return true;
}

static bool parse_file(struct tl_dist *dist, struct span inside, enum tl_unit unit, const char *folder,
                       struct tl_arena *arena, const char **rule)
{
    struct span name = trim(inside.start, inside.size);
    if (name.size < 3 || name.start[0] != '"' || name.start[name.size - 1] != '"' ||
        memchr(name.start + 1, '"', name.size - 2)) {
        *rule = "empirical(\"file.csv\") takes one file name between quotes";
        return false;
    }
    struct span bare = {name.start + 1, name.size - 2};
    return tl_empirical_load(dist, copy_span(arena, bare), unit, folder, arena, rule);
}

/* Find the kind called `name`; else the rule says which one may be meant. */
static bool find_kind(const char *name, enum tl_dist_kind *kind, struct tl_arena *arena, const char **rule)
{
    const char *names[TL_DIST_KINDS];
    for (int k = 0; k < TL_DIST_KINDS; k++) {
        names[k] = tl_dist_class_get((enum tl_dist_kind)k)->name;
        if (strcmp(names[k], name) == 0) {
            *kind = (enum tl_dist_kind)k;
            return true;
        }
    }
    const char *meant = tl_text_nearest(name, names, TL_DIST_KINDS);
    *rule = meant ? tl_arena_print(arena, "unknown distribution %s; is %s meant?", name, meant)
                  : tl_arena_print(arena, "unknown distribution %s", name);
    return false;
}

/* A plain quantity, which may be uncertain. */
static bool parse_plain(struct tl_dist *dist, struct span whole, bool uncertain, enum tl_unit unit,
                        struct tl_arena *arena, const char **rule)
{
    if (!uncertain && whole.size > 0 && isalpha((unsigned char)*whole.start)) {
        *rule = "must be a quantity or a distribution such as exponential(3 d)";
        return false;
    }
    double bounds[3];
    if (!tl_unit_parse_uncertain(copy_span(arena, whole), unit, bounds, &uncertain, rule)) {
        return false;
    }
    dist->params[0] = bounds[1];
    return true;
}

/* Parse "name(inside)", whose name takes `name_size` bytes of the whole. */
static bool parse_kind(struct tl_dist *dist, struct span whole, size_t name_size, enum tl_unit unit,
                       const char *folder, struct tl_arena *arena, const char **rule)
{
    struct span name = trim(whole.start, name_size);
    if (!find_kind(copy_span(arena, name), &dist->kind, arena, rule)) {
        return false;
    }
    size_t opening = (size_t)((const char *)memchr(whole.start, '(', whole.size) - whole.start);
    if (whole.start[whole.size - 1] != ')') {
        *rule =
            tl_arena_print(arena, "must end with a parenthesis: %s", tl_dist_class_get(dist->kind)->usage);
        return false;
    }
    struct span inside = {whole.start + opening + 1, whole.size - opening - 2};
    return dist->kind == TL_DIST_EMPIRICAL ? parse_file(dist, inside, unit, folder, arena, rule)
                                           : parse_params(dist, inside, unit, arena, rule);
}

bool tl_dist_parse(const char *text, enum tl_unit unit, const char *folder, struct tl_arena *arena,
                   struct tl_dist *dist, const char **rule)
{
    struct tl_dist built = {0};
    struct span whole = trim(text, strlen(text));
    size_t name_size = 0;
    while (name_size < whole.size && (isalpha((unsigned char)whole.start[name_size]) ||
                                      (name_size > 0 && strchr(" -_", whole.start[name_size])))) {
        name_size++;
    }
    bool called = name_size > 0 && name_size < whole.size && whole.start[name_size] == '(';
    bool uncertain = strncmp(whole.start, "uncertain", 9) == 0;
    bool parsed = called && !uncertain ? parse_kind(&built, whole, name_size, unit, folder, arena, rule)
                                       : parse_plain(&built, whole, uncertain, unit, arena, rule);
    if (!parsed) {
        return false;
    }
    const char *broken = tl_dist_class_get(built.kind)->prepare(&built, unit);
    if (broken) {
        *rule = broken;
        return false;
    }
    *dist = built;
    return true;
}
