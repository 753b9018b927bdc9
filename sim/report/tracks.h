/* The tracks of a trace in Perfetto's form: which entity's row an event stands in. */
#ifndef TL_REPORT_TRACKS_H
#define TL_REPORT_TRACKS_H

#include "base/text.h"
#include "trace/words.h"

/* Groups of tracks, Chrome's processes; each partner is one more, from TL_GROUP_PARTNERS on. */
enum tl_track_group {
    TL_GROUP_INDEXES = 1,
    TL_GROUP_COVERAGE,
    TL_GROUP_SAFE,
    TL_GROUP_GAUGES,
    TL_GROUP_CRISIS,
    TL_GROUP_MISSIONS,
    TL_GROUP_PEOPLE,
    TL_GROUP_WAYS,
    TL_GROUP_PARTNERS,
};

/* Chrome takes the thread whose number is its process's for the main one, so numbers of tracks are raised above those of groups. */
#define TL_TRACK_ID(track) ((track) + 1000)

struct tl_tracks {
    const struct tl_roster *roster;    /* borrowed */
    int64_t first[TL_TYPE_REASON + 1]; /* by tl_field_type: the first one's number; 0: it has none */
    int64_t count;                     /* tracks; they are numbered from 1 */
};

void tl_tracks_init(struct tl_tracks *tracks, const struct tl_roster *roster,
                    const struct tl_trace_words *words);

/* The track of an event, from 1: that of the first field that it has, and the first one of all if it has none. */
int64_t tl_tracks_find(const struct tl_tracks *tracks, const struct tl_event *event);

/* The track of an asset. */
int64_t tl_tracks_of_asset(const struct tl_tracks *tracks, size_t asset);

/* In which group a track is. */
int64_t tl_tracks_group(const struct tl_tracks *tracks, int64_t track);

/* Append the names and the order of groups and tracks: records of Chrome's trace events, each with a comma and a line feed behind it.
 * words  of the roster */
void tl_tracks_print(const struct tl_tracks *tracks, const struct tl_trace_words *words, struct tl_text *out);

#endif
