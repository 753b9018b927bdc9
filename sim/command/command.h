/* Subcommands: one row of command.def and one file each. */
#ifndef TL_COMMAND_COMMAND_H
#define TL_COMMAND_COMMAND_H

#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/text.h"

struct tl_command {
    const char *name;
    const char *help;
    int (*run)(int argc, char **argv); /* returns the exit status: enum tl_fault */
};

const struct tl_command *tl_commands_get(size_t *count);
const struct tl_command *tl_command_find(const char *name); /* NULL: there is none */

/* "trilat --help" */
void tl_commands_print_help(FILE *out);

/* The whole program: find the subcommand, run it, see that its output was written. Returns the exit status.
 * argp, which reads the options, ends the program by itself for --help (0), --version (0) and a mistake (2). */
int tl_commands_run(int argc, char **argv);

/* Tell what went wrong on stderr, in colour where that is a terminal that wants it; clears the list.
 * Returns the exit status. */
int tl_command_fail(struct tl_error *err);

/* Hand on what stdout has buffered. That it could not be written is told at the end of tl_commands_run. */
void tl_command_flush(void);

/* Write a result to stdout. */
void tl_command_write(const struct tl_text *text);

#define TL_COMMAND(name, help) int tl_command_##name(int argc, char **argv);
#include "command/command.def"
#undef TL_COMMAND

#endif
