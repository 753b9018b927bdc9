/* Parts of tl_model_note. Inside sim/model only. */
#ifndef TL_MODEL_NOTE_H
#define TL_MODEL_NOTE_H

#include "model/model.h"
#include "scenario/mistake.h"

struct tl_notes {
    const struct tl_model *model;
    struct tl_mistakes *list;
    const char *horizon; /* as it would be written */
};

/* Note something of the value at path.key, or of the group at the path where the key is NULL or has its default. */
void tl_note_add(const struct tl_notes *notes, const char *path, const char *key, const char *what);

/* A span as it would be written, in the model's arena. */
const char *tl_note_span(const struct tl_notes *notes, double span_s);

/* What keeps incidents of a process from being answered as they ask, and visits that last no time. */
void tl_note_answers(const struct tl_notes *notes, const struct tl_incident *incident,
                     const struct tl_incident_def *def);

/* Needs above all that could ever be given, and policies that have nothing to go by. */
void tl_note_needs(const struct tl_notes *notes);

/* The most of its k-th need, millionths, that a mission could ask for: at least what any step or inject makes of it. */
int64_t tl_note_most_needed(const struct tl_model *model, int32_t mission, size_t k);

#endif
