/* From text to tree: the one place that knows libconfig. */
#include <libconfig.h>
#include <string.h>

#include "scenario/source.h"

static void convert_scalar(struct tl_arena *arena, const config_setting_t *setting, struct tl_node *node)
{
    switch (node->kind) {
    case TL_NODE_BOOL:
        node->flag = config_setting_get_bool(setting) != 0;
        break;
    case TL_NODE_INT:
        node->whole = config_setting_type(setting) == CONFIG_TYPE_INT64 ? config_setting_get_int64(setting)
                                                                        : config_setting_get_int(setting);
        break;
    case TL_NODE_REAL:
        node->real = config_setting_get_float(setting);
        break;
    default:
        node->text = tl_arena_copy(arena, config_setting_get_string(setting));
        break;
    }
}

static enum tl_node_kind find_kind(const config_setting_t *setting)
{
    static const struct {
        int type;
        enum tl_node_kind kind;
    } kinds[] = {
        {CONFIG_TYPE_GROUP, TL_NODE_GROUP}, {CONFIG_TYPE_LIST, TL_NODE_LIST},
        {CONFIG_TYPE_ARRAY, TL_NODE_LIST},  {CONFIG_TYPE_BOOL, TL_NODE_BOOL},
        {CONFIG_TYPE_INT, TL_NODE_INT},     {CONFIG_TYPE_INT64, TL_NODE_INT},
        {CONFIG_TYPE_FLOAT, TL_NODE_REAL},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].type == config_setting_type(setting)) {
            return kinds[i].kind;
        }
    }
    return TL_NODE_TEXT;
}

/* Recursion ends: tl_source_normalize bounds the depth. */
static struct tl_node *convert(struct tl_arena *arena, const struct tl_source *source,
                               const config_setting_t *setting)
{
    enum tl_node_kind kind = find_kind(setting);
    struct tl_origin where = tl_source_origin(source, (int)config_setting_source_line(setting));
    struct tl_node *node = tl_node_create(arena, kind, config_setting_name(setting), &where);
    if (kind != TL_NODE_GROUP && kind != TL_NODE_LIST) {
        convert_scalar(arena, setting, node);
        return node;
    }
    int count = config_setting_length(setting);
    for (int i = 0; i < count; i++) {
        tl_node_add(arena, node, convert(arena, source, config_setting_get_elem(setting, (unsigned)i)));
    }
    return node;
}

/* `quiet`: a syntax error is no mistake, only no tree. */
static struct tl_node *parse(struct tl_arena *arena, const struct tl_source *source, const char *root,
                             bool quiet, struct tl_mistakes *mistakes)
{
    struct tl_text text = {0};
    struct tl_mistakes own = {0};
    struct tl_node *tree = NULL;
    if (tl_source_normalize(source, root, &text, &own)) {
        config_t config;
        config_init(&config);
        if (config_read_string(&config, tl_text_get(&text))) {
            tree = convert(arena, source, config_root_setting(&config));
        } else {
            struct tl_origin where = tl_source_origin(source, config_error_line(&config));
            tl_mistake_add(&own, &where, NULL, NULL, "%s", config_error_text(&config));
        }
        config_destroy(&config);
    }
    if (tree || !quiet) {
        tl_mistakes_take(mistakes, &own, 0);
    }
    tl_mistakes_clear(&own);
    tl_text_clear(&text);
    return tree;
}

struct tl_node *tl_file_parse(struct tl_arena *arena, const char *file, const struct tl_origin *from,
                              struct tl_mistakes *mistakes)
{
    struct tl_source source = {0};
    struct tl_node *tree = NULL;
    if (tl_source_read(arena, file, from, &source, mistakes)) {
        tree = parse(arena, &source, NULL, false, mistakes);
    }
    tl_source_clear(&source);
    if (tree) {
        const char *shown = strcmp(file, TL_STDIN_NAME) == 0 ? TL_STDIN_DISPLAY : tl_arena_copy(arena, file);
        tree->origin = (struct tl_origin){shown, 0};
    }
    return tree;
}

struct tl_node *tl_value_parse(struct tl_arena *arena, const char *path, const char *value,
                               const struct tl_origin *where, struct tl_mistakes *mistakes)
{
    struct tl_source source = {0};
    struct tl_mistakes own = {0};
    tl_source_set(&source, tl_arena_print(arena, "value = %s\n;", value), where);
    struct tl_node *tree = parse(arena, &source, path, true, &own);
    tl_source_clear(&source);
    if (!tree || tree->count != 1) {
        tl_mistakes_clear(&own);
        return NULL;
    }
    tl_mistakes_take(mistakes, &own, 0);
    return tree->items[0];
}
