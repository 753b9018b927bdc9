/* run and compare --counterfactual: the variants that lack a root of losses. */
#ifndef TL_COMMAND_COUNTERFACTUAL_H
#define TL_COMMAND_COUNTERFACTUAL_H

#include "command/variants.h"
#include "report/counterfactual.h"

#define TL_COUNTERFACTUAL_OPTION                                                                             \
    {                                                                                                        \
        "counterfactual", TL_OPTION_COUNTERFACTUAL, "ROOT", 0,                                               \
            "run once more without this root of losses, and print what is booked to it beside what really "  \
            "changes: diversion/NAME, inject/NAME, phase/NAME (its steps of demand and of incidents), "      \
            "failure, ramp, rotation (trilat list roots tells more); may be given several times",            \
            0                                                                                                \
    }
enum { TL_OPTION_COUNTERFACTUAL = 0x5001 };

/* As on the command line. Zero-initialised is empty. */
struct tl_counterfactual_input {
    const char **roots; /* borrowed from argv */
    size_t count;
    size_t capacity;
    struct tl_counterfactual rows; /* filled by tl_counterfactual_add */
};

/* Take one more root. Ends the program through argp where it was there before. */
void tl_counterfactual_parse(struct argp_state *state, struct tl_counterfactual_input *input,
                             const char *root);
void tl_counterfactual_clear(struct tl_counterfactual_input *input);

/* Add "--counterfactual ROOT ..." to a command line. */
void tl_counterfactual_print_options(const struct tl_counterfactual_input *input, struct tl_text *command);

/* Behind the variants that have been read, add each (of several: all but the base) without each root that it has, and behind these the
 * base without each, to be shown by the report on counterfactuals alone; a label is LABEL-without-ROOT. A root that no variant has, or that no change of a scenario can
 * leave out, is a mistake. Without any root nothing happens.
 * input  must outlive `variants`, which borrow its rows */
bool tl_counterfactual_add(struct tl_counterfactual_input *input, struct tl_variants *variants,
                           struct tl_error *err);

#endif
