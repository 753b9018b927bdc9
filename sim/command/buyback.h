/* compare --buy-back: which variants must run to tell what agreements buy back. */
#ifndef TL_COMMAND_BUYBACK_H
#define TL_COMMAND_BUYBACK_H

#include "command/variants.h"
#include "report/buyback.h"

/* A set of agreements that are credited together. */
struct tl_buyback_set {
    const char *label;     /* "pact+share", "held-*" */
    const char **patterns; /* names, in which * and ? stand for others */
    size_t count;
};

/* As on the command line. Zero-initialised is empty. */
struct tl_buyback_input {
    struct tl_arena *arena; /* of all texts; NULL until there is one */
    struct tl_buyback_set *sets;
    size_t count;
    size_t capacity;
    const char **names; /* every agreement of any set, once, of all scenarios; found by tl_buyback_read */
    size_t name_count;
    size_t name_capacity;
    struct tl_buyback rows; /* filled by tl_buyback_read */
};

/* Take one more set, "NAME[,NAME...]". Ends the program through argp where it is none, or was there before. A NAME is a pattern:
 * "held-*" is every agreement whose name begins so. */
void tl_buyback_parse(struct argp_state *state, struct tl_buyback_input *input, const char *text);
void tl_buyback_clear(struct tl_buyback_input *input);

/* Add "--buy-back NAME,NAME ..." to a command line. */
void tl_buyback_print_options(const struct tl_buyback_input *input, struct tl_text *command);

/* Read base and variants as tl_variants_read does, but without any agreement of the sets, whatever their files and
 * options say; and behind them, to be shown by the report on buying back alone, for each set the base with it in force from the start, each variant
 * with it, and each variant with it reached late, where all of its agreements say when that is. Their labels are
 * LABEL+AGREEMENTS and LABEL+AGREEMENTS:late. Without any set it is tl_variants_read.
 * input   must outlive `variants`, which borrow its rows
 * source  must, too */
bool tl_buyback_read(struct tl_buyback_input *input, struct tl_variants *variants,
                     const struct tl_variants_source *source, struct tl_error *err);

#endif
