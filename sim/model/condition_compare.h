/* Comparisons in the text of a condition, and what they cannot mean. Private to the room. */
#ifndef TL_MODEL_CONDITION_COMPARE_H
#define TL_MODEL_CONDITION_COMPARE_H

#include "model/condition.h"

enum tl_operand_kind { TL_OPERAND_NUMBER, TL_OPERAND_NAME, TL_OPERAND_OBSERVABLE };

/* The values that an observable may have (observable.def). */
enum tl_range { TL_RANGE_ANY, TL_RANGE_SHARE, TL_RANGE_FLAG };

/* All texts are parts of the condition's. */
struct tl_operand {
    enum tl_operand_kind kind;
    const char *text;
    int length;
    int name_length;     /* of the name, or the observable's; 0: a number */
    const char *subject; /* an observable's: whom it is asked of, without quotes; NULL: nobody */
    int subject_length;
    double number;
};

enum tl_relation {
    TL_RELATION_BELOW,
    TL_RELATION_ABOVE,
    TL_RELATION_AT_MOST,
    TL_RELATION_AT_LEAST,
    TL_RELATION_EQUAL,
    TL_RELATION_OTHER
};

/* "observable RELATION other", whichever was written first. */
struct tl_comparison {
    struct tl_operand observable;
    struct tl_operand other;
    enum tl_relation relation;
};

/* Visit every comparison of an observable with something that is one word, number or observable too. What is reckoned with
 * before, such as 2 * coverage("a") < 1, is passed over. */
void tl_comparison_walk(const char *text,
                        void (*visit)(const struct tl_comparison *comparison, void *context), void *context);

/* Is the name, or that of the observable, this one? */
bool tl_operand_is(const struct tl_operand *operand, const char *name);

/* What it may be; anything for what is no observable. */
enum tl_range tl_operand_range(const struct tl_operand *operand);

/* Phases, states of a posture and grades are compared with their own observables alone; all names of the scenario are known.
 * Returns false after a mistake, the first of the text. */
bool tl_comparison_check(struct tl_arena *arena, const struct tl_scenario *scenario,
                         const struct tl_words_text *text, struct tl_mistakes *mistakes);

#endif
