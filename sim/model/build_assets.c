/* Compiling assets: expansion by count, kins, streams. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "model/build.h"
#include "model/geo.h"

/* One streams' name an asset and purpose: "js-kongo/failures". */
static uint64_t stream_of(const struct tl_model *model, const char *asset, const char *purpose)
{
    return tl_hash_text(tl_arena_print(model->arena, "%s/%s", asset, purpose));
}

static int32_t find_kin(const struct tl_model *model, const struct tl_kin *kins, int32_t class_index,
                        int32_t partner)
{
    for (size_t i = 0; i < model->kin_count; i++) {
        if (kins[i].class_index == class_index && kins[i].partner == partner) {
            return (int32_t)i;
        }
    }
    return TL_NONE;
}

static struct tl_kin *build_kins(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_kin *kins = tl_arena_alloc(model->arena, scenario->asset_count + 1, sizeof *kins);
    for (size_t i = 0; i < scenario->asset_count; i++) {
        const struct tl_asset_def *def = &scenario->assets[i];
        if (find_kin(model, kins, def->class.index, def->partner.index) == TL_NONE) {
            kins[model->kin_count++] =
                (struct tl_kin){.class_index = def->class.index,
                                .partner = def->partner.index,
                                .readiness = scenario->classes[def->class.index].readiness};
        }
    }
    for (size_t i = 0; i < model->kin_count; i++) {
        tl_geo_rank_bases(model, scenario, &kins[i], model->arena);
    }
    return kins;
}

static int compare_assets(const void *a, const void *b)
{
    return strcmp(((const struct tl_asset_plan *)a)->name, ((const struct tl_asset_plan *)b)->name);
}

static struct tl_asset_plan make_asset(const struct tl_model *model, const struct tl_kin *kins,
                                       int32_t entity, int32_t member)
{
    const struct tl_asset_def *def = &model->scenario->assets[entity];
    struct tl_asset_plan asset = {
        .entity = entity, .member = member, .class_index = def->class.index, .partner = def->partner.index};
    bool is_alone = def->count == 1;
    asset.name = is_alone ? def->name : tl_arena_print(model->arena, "%s-%d", def->name, (int)member);
    asset.kin = find_kin(model, kins, def->class.index, def->partner.index);
    asset.home = def->home.index;
    asset.start_mission = def->at.mission;
    asset.start_place = def->at.place != TL_ABSENT ? def->at.place : def->home.index;
    asset.available = def->available.given ? &def->available.dist : NULL;
    asset.stream_failures = stream_of(model, asset.name, "failures");
    asset.stream_repair = stream_of(model, asset.name, "repair");
    asset.stream_turnaround = stream_of(model, asset.name, "turnaround");
    asset.stream_ready = stream_of(model, asset.name, "ready");
    return asset;
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Two streams of one hash would draw alike: refused (a chance of about 10^-13 for a thousand streams). */
static void check_collisions(const struct tl_model *model, struct tl_mistakes *mistakes)
{
    size_t count = model->asset_count * 4;
    uint64_t *hashes = tl_alloc(count + 1, sizeof *hashes);
    for (size_t i = 0; i < model->asset_count; i++) {
        const struct tl_asset_plan *asset = &model->assets[i];
        hashes[4 * i] = asset->stream_failures;
        hashes[4 * i + 1] = asset->stream_repair;
        hashes[4 * i + 2] = asset->stream_turnaround;
        hashes[4 * i + 3] = asset->stream_ready;
    }
    qsort(hashes, count, sizeof *hashes, compare_hashes);
    for (size_t i = 1; i < count; i++) {
        if (hashes[i] == hashes[i - 1]) {
            tl_mistake_add(mistakes, NULL, NULL, NULL,
                           "two random streams have the same hash: rename an asset");
            break;
        }
    }
    free(hashes);
}

void tl_build_assets(struct tl_model *model, const struct tl_scenario *scenario, struct tl_mistakes *mistakes)
{
    struct tl_kin *kins = build_kins(model, scenario);
    model->kins = kins;
    size_t count = 0;
    for (size_t i = 0; i < scenario->asset_count; i++) {
        count += (size_t)scenario->assets[i].count;
    }
    struct tl_asset_plan *assets = tl_arena_alloc(model->arena, count + 1, sizeof *assets);
    for (size_t i = 0; i < scenario->asset_count; i++) {
        for (int32_t member = 1; member <= scenario->assets[i].count; member++) {
            assets[model->asset_count++] = make_asset(model, kins, (int32_t)i, member);
        }
    }
    qsort(assets, count, sizeof *assets, compare_assets);
    for (size_t i = 0; i < count; i++) { /* their missions' areas are where they start */
        if (assets[i].start_mission != TL_NONE) {
            const struct tl_mission_def *mission = &scenario->missions[assets[i].start_mission];
            assets[i].start_place =
                mission->base.index != TL_ABSENT ? mission->base.index : mission->area.index;
        }
    }
    model->assets = assets;
    check_collisions(model, mistakes);
}
