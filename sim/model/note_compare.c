/* Notes on shares and flags that conditions compare with what they never are. */
#include "model/condition_compare.h"
#include "model/note.h"

#define TL_PERCENT_LEAST 5 /* numbers from here on may be meant as percentages */

struct told {
    const struct tl_notes *notes;
    const struct tl_words_text *text;
};

/* Is `0 to 1 RELATION number` so, for a number outside? */
static bool is_always(enum tl_relation relation, double number)
{
    return relation == TL_RELATION_OTHER ||
           (number > 1 ? relation == TL_RELATION_BELOW || relation == TL_RELATION_AT_MOST
                       : relation == TL_RELATION_ABOVE || relation == TL_RELATION_AT_LEAST);
}

static void note_comparison(const struct tl_comparison *comparison, void *context)
{
    const struct told *told = context;
    const struct tl_operand *observable = &comparison->observable;
    enum tl_range range = tl_operand_range(observable);
    double number = comparison->other.number;
    bool is_inside = number >= 0 && number <= 1;
    if (range == TL_RANGE_ANY || comparison->other.kind != TL_OPERAND_NUMBER || is_inside) {
        return;
    }
    struct tl_text advice = {0};
    if (range == TL_RANGE_SHARE && number >= TL_PERCENT_LEAST && number <= 100) {
        tl_text_add(&advice, "; did you mean ");
        tl_text_add_real(&advice, number / 100);
        tl_text_add(&advice, "?");
    }
    tl_mistake_add_words(told->notes->list, told->text,
                         "%.*s is %s, so that its comparison with %.*s is %s true%s", observable->length,
                         observable->text, range == TL_RANGE_SHARE ? "between 0 and 1" : "0 or 1",
                         comparison->other.length, comparison->other.text,
                         is_always(comparison->relation, number) ? "always" : "never", tl_text_get(&advice));
    tl_text_clear(&advice);
}

static void note_text(const struct tl_words_text *text, void *context)
{
    struct told told = {context, text};
    tl_comparison_walk(text->text, note_comparison, &told);
}

void tl_note_comparisons(const struct tl_notes *notes)
{
    tl_scenario_walk_conditions(notes->model->scenario, note_text, (void *)(uintptr_t)notes);
}
