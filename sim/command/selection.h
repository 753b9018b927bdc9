/* Which kinds, assets, missions, places and times of a trace are asked for. */
#ifndef TL_COMMAND_SELECTION_H
#define TL_COMMAND_SELECTION_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "event/roster.h"

/* As on the command line; NULL: not given. Borrowed from argv. */
struct tl_asked {
    const char *kind, *asset, *mission, *place, *partner; /* patterns of * and ? */
    const char *from, *to;                                /* moments */
    bool is_until; /* the verb calls it --until, since its --to is something else */
};

/* Their options. A verb lists in its own rows those that it knows, and what they mean to it. */
enum tl_asked_option {
    TL_ASKED_KIND = 0x5001,
    TL_ASKED_ASSET,
    TL_ASKED_MISSION,
    TL_ASKED_PLACE,
    TL_ASKED_PARTNER,
    TL_ASKED_FROM,
    TL_ASKED_TO,
    TL_ASKED_UNTIL
};

/* Rows of those that mean the same to every verb. */
#define TL_ASKED_MOMENTS "D+3, 'D+3 06:00', '36 h', an ISO date, or seconds"
#define TL_ASKED_FROM_ROW                                                                                    \
    {                                                                                                        \
        "from", TL_ASKED_FROM, "MOMENT", 0, "from this moment on: " TL_ASKED_MOMENTS, 0                      \
    }
#define TL_ASKED_TO_ROW                                                                                      \
    {                                                                                                        \
        "to", TL_ASKED_TO, "MOMENT", 0, "before this moment", 0                                              \
    }

/* Take one of them from a verb's parser, which passes on what it does not know itself; what is no option of these is ARGP_ERR_UNKNOWN. */
error_t tl_asked_parse(int key, const char *arg, struct tl_asked *asked);

/* A moment of a trace, or bare seconds from its start, as its lines give them; text NULL leaves time_s as it is.
 * option  for the message: "--from"
 * Returns false and reports one that cannot be read. */
bool tl_asked_moment(const char *option, const char *text, int64_t epoch_s, int64_t *time_s,
                     struct tl_error *err);

/* From when to when; from the start, and past the end, where nothing is said: something may happen at the horizon itself.
 * Returns false and reports what cannot be read, and a window without any time of the trace in it. */
bool tl_asked_window(const struct tl_asked *asked, int64_t epoch_s, int64_t horizon_s, int64_t *from_s,
                     int64_t *to_s, struct tl_error *err);

/* Add the options again, quoted for a shell. */
void tl_asked_print(const struct tl_asked *asked, struct tl_text *out);

struct tl_selection {
    int64_t from_s, to_s; /* within the horizon; from_s < to_s */
    bool *assets;         /* [assets] chosen, by name and partner */
    bool *missions;       /* [missions] chosen; NULL: all, and none as well */
    bool *places;         /* [places] likewise */
};

/* What of a roster is asked for. Returns false and reports every pattern that fits no name, and a window without any time in it. Cleared by
 * the caller, whatever it returns. */
bool tl_selection_init(struct tl_selection *selection, const struct tl_roster *roster,
                       const struct tl_asked *asked, struct tl_error *err);
void tl_selection_clear(struct tl_selection *selection);

/* Is it chosen? mission, place: TL_NONE is, unless some are asked for. */
bool tl_selection_has_asset(const struct tl_selection *selection, int32_t asset);
bool tl_selection_has_mission(const struct tl_selection *selection, int32_t mission);
bool tl_selection_has_place(const struct tl_selection *selection, int32_t place);

#endif
