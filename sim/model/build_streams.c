/* Random streams are told apart by the hash of their name: two of one hash would draw alike. */
#include <stdlib.h>

#include "model/build.h"

struct streams {
    uint64_t *hashes;
    size_t count;
};

static void add(struct streams *streams, uint64_t hash)
{
    streams->hashes[streams->count++] = hash;
}

/* Those of assets and incident processes, which have been compared with each other. */
static void list_others(struct streams *streams, const struct tl_model *model)
{
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *asset = &model->assets[i];
        add(streams, asset->stream_failures);
        add(streams, asset->stream_repair);
        add(streams, asset->stream_turnaround);
        add(streams, asset->stream_ready);
    }
    for (size_t i = 0; i < model->incident_count; i++) {
        const struct tl_incident *incident = &model->incidents[i];
        add(streams, incident->stream_candidates);
        add(streams, incident->stream_accept);
        add(streams, incident->stream_scene);
        add(streams, incident->stream_quarters);
        add(streams, incident->stream_regimes);
        add(streams, incident->stream_stays);
    }
}

static bool is_taken(const struct streams *streams, uint64_t hash)
{
    for (size_t i = 0; i < streams->count; i++) {
        if (streams->hashes[i] == hash) {
            return true;
        }
    }
    return false;
}

/* Add the two of an entity, if nobody else has them. */
static void claim(struct streams *streams, uint64_t first, uint64_t second, const char *path,
                  const struct tl_origin *origin, struct tl_mistakes *mistakes)
{
    const uint64_t hashes[] = {first, second};
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        if (is_taken(streams, hashes[i])) {
            tl_mistake_add(mistakes, origin, path, NULL,
                           "one of its random streams has the hash of another one: rename it");
        }
        add(streams, hashes[i]);
    }
}

void tl_build_check_streams(const struct tl_model *model, const struct tl_scenario *scenario,
                            struct tl_mistakes *mistakes)
{
    size_t parties = model->consent_count + model->posture_count + model->weather_count;
    struct streams streams = {0};
    streams.hashes = tl_alloc(model->asset_count * 4 + model->incident_count * 6 + parties * 2 + 1,
                              sizeof *streams.hashes);
    list_others(&streams, model);
    for (size_t i = 0; i < model->consent_count; i++) {
        const struct tl_consent *consent = &model->consents[i];
        claim(&streams, consent->stream_delay, consent->stream_answer, scenario->consents[i].path,
              &scenario->consents[i].origin, mistakes);
    }
    for (size_t i = 0; i < model->posture_count; i++) {
        const struct tl_posture *posture = &model->postures[i];
        claim(&streams, posture->stream_candidates, posture->stream_accept, scenario->postures[i].path,
              &scenario->postures[i].origin, mistakes);
    }
    for (size_t i = 0; i < model->weather_count; i++) {
        const struct tl_weather *weather = &model->weathers[i];
        claim(&streams, weather->stream_calm, weather->stream_rough, scenario->weathers[i].path,
              &scenario->weathers[i].origin, mistakes);
    }
    free(streams.hashes);
}
