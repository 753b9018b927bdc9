/* Mistakes and failures, collected so that all of them can be told at once. */
#ifndef TL_BASE_ERROR_H
#define TL_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Whose failure it is; the value is the program's exit status. */
enum tl_fault {
    TL_FAULT_NONE = 0,        /* done and well */
    TL_FAULT_NO = 1,          /* done, and the answer is no */
    TL_FAULT_USER = 2,        /* command line, scenario, damaged input */
    TL_FAULT_WORLD = 3,       /* disk, memory, a crashed replication */
    TL_FAULT_UNDECIDED = 4,   /* not decided within the budget */
    TL_FAULT_INTERRUPT = 130, /* Ctrl-C */
};

/* Where something stands in a file. `file` is as the user would type it; line 0: no line is known. */
struct tl_origin {
    const char *file;
    int line;
};

/* A growing list of messages, in the order of their discovery. Zero-initialised is empty. */
struct tl_error {
    enum tl_fault fault; /* the gravest so far: the greatest value */
    size_t count;
    size_t capacity;
    char **lines; /* owned; one line each, no trailing newline */
};

/* Release the list; it is empty and usable afterwards. */
void tl_error_clear(struct tl_error *err);

/* True when nothing has been reported. */
bool tl_error_is_empty(const struct tl_error *err);

/* Add one message. Always returns false, so that `return tl_error_add(...)` fails the caller. */
bool tl_error_add(struct tl_error *err, enum tl_fault fault, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Add a user's mistake: `file:line: path = value: rule`. Parts that are not known (NULL, line 0) are left out.
 * where   borrowed; may be NULL
 * path    dotted path of the key, or NULL
 * value   as the user wrote it, or NULL
 * Returns false. */
bool tl_error_at(struct tl_error *err, const struct tl_origin *where, const char *path, const char *value,
                 const char *rule, ...) __attribute__((format(printf, 5, 6)));

/* Write every message to `out`, one a line, each after "trilat: ". */
void tl_error_print(const struct tl_error *err, FILE *out);

#endif
