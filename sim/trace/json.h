/* Read JSON objects strictly: every key once, of its type and range, and no others. */
#ifndef TL_TRACE_JSON_H
#define TL_TRACE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "event/roster.h"

/* Where reading stands, for messages. The first mistake is reported; later calls then do nothing and return 0 or NULL. */
struct tl_trace_json {
    const char *path; /* of the file */
    struct tl_arena *arena;
    struct tl_error *err;
    bool failed;
};

/* Report `key: rule` once. Returns false. */
bool tl_trace_json_fail(struct tl_trace_json *json, const char *key, const char *rule);

/* The value of a key; keys are counted by tl_trace_json_close. */
const json_t *tl_trace_json_get(struct tl_trace_json *json, const json_t *object, const char *key,
                                json_type type);
void tl_trace_json_close(struct tl_trace_json *json, const json_t *object, size_t keys, const char *what);

const char *tl_trace_json_string(struct tl_trace_json *json, const json_t *object, const char *key);
int64_t tl_trace_json_int(struct tl_trace_json *json, const json_t *object, const char *key, int64_t min);
/* A finite number >= min. */
double tl_trace_json_real(struct tl_trace_json *json, const json_t *object, const char *key, double min);
bool tl_trace_json_flag(struct tl_trace_json *json, const json_t *object, const char *key);
/* A list of different names. */
void tl_trace_json_names(struct tl_trace_json *json, const json_t *object, const char *key,
                         struct tl_names *names);

/* The names of a list of objects, which must differ; mistakes are reported under `key`. */
struct tl_names tl_trace_json_names_of(struct tl_trace_json *json, const json_t *list, const char *key);

/* The index of a name in a list, or TL_NONE with the mistake reported under `key`. */
int32_t tl_trace_json_find(struct tl_trace_json *json, const char *key, const struct tl_names *names,
                           const char *name);

#endif
