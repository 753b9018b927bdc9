#include "report/tracks.h"

#include <assert.h>

/* Whose tracks there are, in the order in which they are numbered. */
static const struct family {
    enum tl_field_type type;
    enum tl_track_group group; /* TL_GROUP_PARTNERS: its partner's */
    bool is_shared;            /* one track for all of them */
    const char *name; /* of the shared track, or what stands before the entity's own name; "": nothing */
} families[] = {
    {TL_TYPE_PHASE, TL_GROUP_CRISIS, true, "phases"},
    {TL_TYPE_INJECT, TL_GROUP_CRISIS, true, "injects"},
    {TL_TYPE_GAUGE, TL_GROUP_CRISIS, true, "gauges"},
    {TL_TYPE_POSTURE, TL_GROUP_CRISIS, false, "posture "},
    {TL_TYPE_CONSENT, TL_GROUP_CRISIS, false, "consent "},
    {TL_TYPE_AGREEMENT, TL_GROUP_CRISIS, false, "agreement "},
    {TL_TYPE_DIVERSION, TL_GROUP_CRISIS, false, "diversion "},
    {TL_TYPE_WEATHER, TL_GROUP_CRISIS, false, "weather "},
    {TL_TYPE_LINK, TL_GROUP_CRISIS, false, "link "},
    {TL_TYPE_MISSION, TL_GROUP_MISSIONS, false, ""},
    {TL_TYPE_INCIDENT, TL_GROUP_MISSIONS, false, "incidents "},
    {TL_TYPE_GROUP, TL_GROUP_PEOPLE, false, ""},
    {TL_TYPE_CORRIDOR, TL_GROUP_PEOPLE, false, "corridor "},
    {TL_TYPE_PLACE, TL_GROUP_WAYS, false, ""},
    {TL_TYPE_LANE, TL_GROUP_WAYS, false, "lane "},
    {TL_TYPE_PARTNER, TL_GROUP_PARTNERS, false, "commander "},
    {TL_TYPE_ASSET, TL_GROUP_PARTNERS, false, ""},
};

#define FAMILIES (sizeof families / sizeof *families)

void tl_tracks_init(struct tl_tracks *tracks, const struct tl_roster *roster,
                    const struct tl_trace_words *words)
{
    *tracks = (struct tl_tracks){.roster = roster};
    for (size_t i = 0; i < FAMILIES; i++) {
        size_t names = words->names[families[i].type].count;
        tracks->first[families[i].type] = tracks->count + 1;
        tracks->count += families[i].is_shared ? 1 : (int64_t)names;
    }
}

static const struct family *family_of(enum tl_field_type type)
{
    size_t i = 0;
    while (families[i].type != type) {
        i++;
        assert(i < FAMILIES);
    }
    return &families[i];
}

int64_t tl_tracks_find(const struct tl_tracks *tracks, const struct tl_event *event)
{
    const struct tl_event_class *class = tl_event_class_get(event->kind);
    int at = 0;
    while (at < class->field_count && tl_event_field(event, class->fields[at]) == TL_NONE) {
        at++;
    }
    if (at == class->field_count) {
        return 1;
    }
    enum tl_field_type type = tl_field_class_get(class->fields[at])->type;
    bool is_shared = family_of(type)->is_shared;
    return tracks->first[type] + (is_shared ? 0 : tl_event_field(event, class->fields[at]));
}

int64_t tl_tracks_of_asset(const struct tl_tracks *tracks, size_t asset)
{
    return tracks->first[TL_TYPE_ASSET] + (int64_t)asset;
}

/* The family of a track, and which one in it. */
static const struct family *place_of(const struct tl_tracks *tracks, int64_t track, size_t *index)
{
    size_t i = FAMILIES - 1;
    while (tracks->first[families[i].type] > track) {
        i--;
    }
    /* the last family that begins there: those before it are empty */
    *index = (size_t)(track - tracks->first[families[i].type]);
    return &families[i];
}

int64_t tl_tracks_group(const struct tl_tracks *tracks, int64_t track)
{
    size_t index;
    const struct family *family = place_of(tracks, track, &index);
    if (family->type == TL_TYPE_PARTNER) {
        return TL_GROUP_PARTNERS + (int64_t)index;
    }
    if (family->type == TL_TYPE_ASSET) {
        return TL_GROUP_PARTNERS + tracks->roster->assets[index].partner;
    }
    return family->group;
}

static void print_group(int64_t group, const char *before, const char *name, struct tl_text *out)
{
    struct tl_text whole = {0};
    tl_text_print(&whole, "%s%s", before, name);
    tl_text_print(
        out, "{\"ph\":\"M\",\"pid\":%lld,\"name\":\"process_name\",\"args\":{\"name\":", (long long)group);
    tl_text_add_json(out, tl_text_get(&whole));
    tl_text_print(
        out,
        "}},\n{\"ph\":\"M\",\"pid\":%lld,\"name\":\"process_sort_index\",\"args\":{\"sort_index\":%lld}},\n",
        (long long)group, (long long)group);
    tl_text_clear(&whole);
}

static void print_track(const struct tl_tracks *tracks, const struct tl_trace_words *words, int64_t track,
                        struct tl_text *out)
{
    size_t index;
    const struct family *family = place_of(tracks, track, &index);
    long long group = tl_tracks_group(tracks, track);
    tl_text_print(out,
                  "{\"ph\":\"M\",\"pid\":%lld,\"tid\":%lld,\"name\":\"thread_name\",\"args\":{\"name\":\"%s",
                  group, (long long)TL_TRACK_ID(track), family->name);
    if (!family->is_shared) { /* the word has quotes around it */
        const struct tl_trace_word *word = &words->names[family->type].items[index];
        tl_text_add_bytes(out, word->text + 1, word->size - 2);
    }
    tl_text_print(out,
                  "\"}},\n{\"ph\":\"M\",\"pid\":%lld,\"tid\":%lld,\"name\":\"thread_sort_index\",\"args\":"
                  "{\"sort_index\":%lld}},\n",
                  group, (long long)TL_TRACK_ID(track), (long long)track);
}

void tl_tracks_print(const struct tl_tracks *tracks, const struct tl_trace_words *words, struct tl_text *out)
{
    static const char *const groups[] = {[TL_GROUP_INDEXES] = "indexes",
                                         [TL_GROUP_COVERAGE] = "coverage",
                                         [TL_GROUP_SAFE] = "people who are safe",
                                         [TL_GROUP_GAUGES] = "gauges",
                                         [TL_GROUP_CRISIS] = "crisis",
                                         [TL_GROUP_MISSIONS] = "missions",
                                         [TL_GROUP_PEOPLE] = "people",
                                         [TL_GROUP_WAYS] = "places and lanes"};
    for (int64_t group = 1; group < TL_GROUP_PARTNERS; group++) {
        print_group(group, "", groups[group], out);
    }
    for (size_t partner = 0; partner < tracks->roster->partners.count; partner++) {
        print_group(TL_GROUP_PARTNERS + (int64_t)partner, "forces of ",
                    tracks->roster->partners.items[partner], out);
    }
    for (int64_t track = 1; track <= tracks->count; track++) {
        print_track(tracks, words, track, out);
    }
}
