#include "trace/json.h"

#include <math.h>
#include <string.h>

bool tl_trace_json_fail(struct tl_trace_json *json, const char *key, const char *rule)
{
    if (!json->failed) {
        json->failed = true;
        tl_error_at(json->err, &(struct tl_origin){json->path, 1}, key, NULL, "%s", rule);
    }
    return false;
}

static const char *type_rule(json_type type)
{
    switch (type) {
    case JSON_OBJECT:
        return "must be there, an object";
    case JSON_ARRAY:
        return "must be there, a list";
    case JSON_STRING:
        return "must be there, a text";
    case JSON_INTEGER:
        return "must be there, a whole number";
    default:
        return "must be there, a number";
    }
}

const json_t *tl_trace_json_get(struct tl_trace_json *json, const json_t *object, const char *key,
                                json_type type)
{
    if (json->failed) {
        return NULL;
    }
    const json_t *value = json_object_get(object, key);
    if (!value || (json_typeof(value) != type && !(type == JSON_REAL && json_is_integer(value)))) {
        tl_trace_json_fail(json, key, type_rule(type));
        return NULL;
    }
    return value;
}

void tl_trace_json_close(struct tl_trace_json *json, const json_t *object, size_t keys, const char *what)
{
    if (!json->failed && json_object_size(object) != keys) {
        tl_trace_json_fail(json, what, "has keys that this version does not know");
    }
}

const char *tl_trace_json_string(struct tl_trace_json *json, const json_t *object, const char *key)
{
    const json_t *value = tl_trace_json_get(json, object, key, JSON_STRING);
    return value ? tl_arena_copy(json->arena, json_string_value(value)) : NULL;
}

bool tl_trace_json_flag(struct tl_trace_json *json, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_boolean(value)) {
        return tl_trace_json_fail(json, key, "must be true or false");
    }
    return json_is_true(value);
}

int64_t tl_trace_json_int(struct tl_trace_json *json, const json_t *object, const char *key, int64_t min)
{
    const json_t *value = tl_trace_json_get(json, object, key, JSON_INTEGER);
    if (value && json_integer_value(value) < min) {
        tl_trace_json_fail(json, key, "is too small");
        return 0;
    }
    return value ? json_integer_value(value) : 0;
}

double tl_trace_json_real(struct tl_trace_json *json, const json_t *object, const char *key, double min)
{
    const json_t *value = tl_trace_json_get(json, object, key, JSON_REAL);
    double number = value ? json_number_value(value) : min;
    if (value && !(isfinite(number) && number >= min)) {
        tl_trace_json_fail(json, key, "is too small");
        return min;
    }
    return number;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void tl_trace_json_names(struct tl_trace_json *json, const json_t *object, const char *key,
                         struct tl_names *names)
{
    const json_t *list = tl_trace_json_get(json, object, key, JSON_ARRAY);
    size_t count = json_array_size(list);
    *names = (struct tl_names){tl_arena_alloc(json->arena, count, sizeof *names->items), count};
    for (size_t i = 0; i < count; i++) {
        const char *name = json_string_value(json_array_get(list, i));
        if (!name) {
            tl_trace_json_fail(json, key, "must be a list of names");
        }
        names->items[i] = tl_arena_copy(json->arena, name ? name : "");
    }
    const char **sorted = tl_alloc(count, sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = names->items[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_names);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1], sorted[i]) == 0) {
            tl_trace_json_fail(json, key, "names something twice");
        }
    }
    free(sorted);
}

struct tl_names tl_trace_json_names_of(struct tl_trace_json *json, const json_t *list, const char *key)
{
    json_t *object = json_object();
    json_t *names = json_array();
    struct tl_names found;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_array_append(names, json_object_get(json_array_get(list, i), "name"));
    }
    json_object_set_new(object, key, names);
    tl_trace_json_names(json, object, key, &found);
    json_decref(object);
    return found;
}

int32_t tl_trace_json_find(struct tl_trace_json *json, const char *key, const struct tl_names *names,
                           const char *name)
{
    for (size_t i = 0; name && i < names->count; i++) {
        if (strcmp(names->items[i], name) == 0) {
            return (int32_t)i;
        }
    }
    tl_trace_json_fail(json, key, "is not a name that the header lists");
    return TL_NONE;
}
