/* Every text of one kind in a scenario, found by the rows of the keys. */
#include <string.h>

#include "scenario/key.h"

struct walk {
    void (*visit)(const struct tl_words_text *text, void *context);
    void *context;
};

static void walk_group(const struct walk *walk, enum tl_section section, const char *def);

static void walk_rows(const struct walk *walk, enum tl_section section, const char *defs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        walk_group(walk, section, defs + i * tl_section_get(section)->size);
    }
}

static void walk_group(const struct walk *walk, enum tl_section section, const char *def)
{
    const struct tl_section_row *row = tl_section_get(section);
    for (size_t k = 0; k < row->key_count; k++) {
        const void *member = def + row->keys[k].offset;
        enum tl_type type = row->keys[k].type;
        if (type == TL_TYPE_ROWS) {
            const struct tl_rows *rows = member;
            walk_rows(walk, (enum tl_section)row->keys[k].of, rows->items, rows->count);
        } else if (type == TL_TYPE_CONDITION || type == TL_TYPE_EXPRESSION) {
            const struct tl_words_text *text = member;
            if (text->text) {
                walk->visit(text, walk->context);
            }
        }
    }
}

void tl_scenario_walk_conditions(const struct tl_scenario *scenario,
                                 void (*visit)(const struct tl_words_text *text, void *context),
                                 void *context)
{
    const struct walk walk = {visit, context};
    for (enum tl_section s = 0; s < TL_SECTIONS; s++) {
        const struct tl_section_row *row = tl_section_get(s);
        if (row->shape == TL_SHAPE_COLLECTION) {
            const void *defs;
            size_t count;
            memcpy(&defs, (const char *)scenario + row->list_offset, sizeof defs);
            memcpy(&count, (const char *)scenario + row->count_offset, sizeof count);
            walk_rows(&walk, s, defs, count);
        }
    }
}
