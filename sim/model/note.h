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

/* Capabilities that assets give and nothing asks for, once each. */
void tl_note_gives(const struct tl_notes *notes);

/* Shares and flags that a condition compares with a number which they never are. */
void tl_note_comparisons(const struct tl_notes *notes);

/* Needs above all that could ever be given, and policies that have nothing to go by. */
void tl_note_needs(const struct tl_notes *notes);

/* Is the condition one of the time alone, which can be told without a run? false where it is not given. */
bool tl_note_may_tell(const struct tl_notes *notes, const struct tl_words_text *text);
/* Does a condition of the time alone hold then, before the horizon? */
bool tl_note_holds_at(const struct tl_notes *notes, const struct tl_condition *condition, int64_t time_s);
/* Does it become true within [from_s, until_s), when it is looked at? */
bool tl_note_rises_in(const struct tl_notes *notes, const struct tl_condition *condition, int64_t from_s,
                      int64_t until_s);
/* Does a condition of the time alone hold already when another one becomes true? */
bool tl_note_holds_as_rises(const struct tl_notes *notes, const struct tl_condition *condition,
                            const struct tl_condition *other);
/* Note a condition of the time alone that never becomes true, or never holds; others are passed over. */
void tl_note_rises(const struct tl_notes *notes, const struct tl_condition *condition,
                   const struct tl_words_text *text);
void tl_note_holds(const struct tl_notes *notes, const struct tl_condition *condition,
                   const struct tl_words_text *text);

/* People whom nobody takes up, places where they are stuck, ways that nobody takes, services that never depart, and what lift and work missions say in vain. */
void tl_note_people(const struct tl_notes *notes);

/* Consents that are never asked for, moves of postures that never happen or are cut, conditions outside diversions that are never true. */
void tl_note_parties(const struct tl_notes *notes);

/* The most of its k-th need, millionths, that a mission could ask for: at least what any step or inject makes of it. */
int64_t tl_note_most_needed(const struct tl_model *model, int32_t mission, size_t k);

#endif
