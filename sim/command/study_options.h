/* What the subcommands that run replications share: how many, from which seed, what is recorded, and where the result goes. */
#ifndef TL_COMMAND_STUDY_OPTIONS_H
#define TL_COMMAND_STUDY_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

#include "command/options.h"
#include "experiment/study.h"
#include "report/report.h"

#define TL_N_DEFAULT     200
#define TL_N_MOST        UINT64_C(100000000)
#define TL_SEED_MOST     UINT64_C(9000000000000000)
#define TL_TRACES_UNTOLD 10 /* so many replications are traced unless --trace-replications says which */
#define TL_FORMAT_UNTOLD (-1)

enum tl_format { TL_FORMAT_TABLE, TL_FORMAT_JSON, TL_FORMAT_CSV };

/* As on the command line. Set up by tl_study_input_init. */
struct tl_study_input {
    uint64_t n;
    uint64_t seed;
    uint64_t replication;
    uint64_t trace_first, trace_last;
    unsigned jobs;
    bool n_given, seed_given, replication_given, trace_range_given;
    const char *traces;
    int format; /* enum tl_format, or TL_FORMAT_UNTOLD: as the suffix of the file says */
    enum tl_rows_kind rows;
    bool rows_given;
    const char *file; /* NULL: stdout */
    enum tl_color color;
};

void tl_study_input_init(struct tl_study_input *input);

/* Child parsers: give them a struct tl_study_input * in state->child_inputs at ARGP_KEY_INIT. The first checks, at the end, that
 * the options go together. */
extern const struct argp tl_study_argp;
extern const struct argp tl_output_argp;
#define TL_STUDY_CHILD                                                                                       \
    {                                                                                                        \
        &tl_study_argp, 0, "Replications:", 2                                                                \
    }
#define TL_OUTPUT_CHILD                                                                                      \
    {                                                                                                        \
        &tl_output_argp, 0, "Result:", 3                                                                     \
    }

/* A whole number from least to most. Ends the program through argp where it is none. name: of the option, "-n" */
uint64_t tl_count_parse(struct argp_state *state, const char *name, const char *text, uint64_t least,
                        uint64_t most);

/* What a study is to be told. seed  the scenario's own, unless --seed was given */
struct tl_study_options tl_study_input_options(const struct tl_study_input *input, uint64_t seed);

/* Add the options that bring the same numbers again: "-n 200 --seed 7", or "--replication 17 --seed 7". */
void tl_study_input_print(const struct tl_study_options *options, const struct tl_study_input *input,
                          struct tl_text *out);

/* Write the report in the format asked for to where it was asked for, and the crashes to stderr.
 * Returns the exit status: that of the study, unless the writing fails. */
int tl_study_input_write(const struct tl_study_input *input, const struct tl_report *report,
                         struct tl_error *err);

#endif
