#include "model/observe.h"

#include "model/rules.h"

size_t tl_argument_count(const struct tl_model *model, enum tl_argument argument)
{
    const size_t counts[] = {0,
                             model->scenario->mission_count,
                             model->roster.index_count,
                             model->scenario->class_count,
                             model->scenario->diversion_count,
                             model->scenario->place_count,
                             model->scenario->posture_count,
                             model->scenario->consent_count,
                             model->scenario->gauge_count,
                             model->scenario->partner_count,
                             model->scenario->group_count,
                             model->scenario->lane_count,
                             model->scenario->weather_count};
    return counts[argument];
}

/* Entities have the same index in the scenario and in the model. */
const char *tl_argument_name(const struct tl_model *model, enum tl_argument argument, size_t i)
{
    switch (argument) {
    case TL_ARGUMENT_MISSION:
        return model->scenario->missions[i].name;
    case TL_ARGUMENT_INDEX:
        return model->roster.indexes[i].name;
    case TL_ARGUMENT_CLASS:
        return model->scenario->classes[i].name;
    case TL_ARGUMENT_DIVERSION:
        return model->scenario->diversions[i].name;
    case TL_ARGUMENT_PLACE:
        return model->scenario->places[i].name;
    case TL_ARGUMENT_POSTURE:
        return model->scenario->postures[i].name;
    case TL_ARGUMENT_CONSENT:
        return model->scenario->consents[i].name;
    case TL_ARGUMENT_GAUGE:
        return model->scenario->gauges[i].name;
    case TL_ARGUMENT_PARTNER:
        return model->scenario->partners[i].name;
    case TL_ARGUMENT_GROUP:
        return model->scenario->groups[i].name;
    case TL_ARGUMENT_LANE:
        return model->scenario->lanes[i].name;
    case TL_ARGUMENT_WEATHER:
        return model->scenario->weathers[i].name;
    case TL_ARGUMENT_NONE:
        break;
    }
    return "";
}

double tl_observe_day(const struct tl_state *state, int32_t subject)
{
    (void)subject;
    return (double)state->now_s / (double)TL_DAY_S;
}

double tl_observe_phase_number(const struct tl_scenario *scenario, int32_t phase)
{
    int number = 1;
    uint64_t at = (uint64_t)scenario->phases[phase].at_s; /* TL_ABSENT is the latest */
    for (int32_t i = 0; i < (int32_t)scenario->phase_count; i++) {
        uint64_t other = (uint64_t)scenario->phases[i].at_s;
        number += other < at || (other == at && i < phase);
    }
    return number;
}

double tl_observe_phase(const struct tl_state *state, int32_t subject)
{
    (void)subject;
    return state->phase == TL_NONE ? 0.0 : tl_observe_phase_number(state->model->scenario, state->phase);
}

double tl_observe_coverage(const struct tl_state *state, int32_t mission)
{
    return state->coverage.covered[mission];
}

double tl_observe_index(const struct tl_state *state, int32_t index)
{
    return 1.0 - (double)state->coverage.loss_rate_u[index] / (double)TL_MICRO;
}

double tl_observe_ready(const struct tl_state *state, int32_t class_index)
{
    int ready = 0;
    for (size_t i = 0; i < state->model->asset_count; i++) {
        ready +=
            state->model->assets[i].class_index == class_index && state->assets[i].state == TL_STATE_READY;
    }
    return ready;
}

double tl_observe_diverted(const struct tl_state *state, int32_t diversion)
{
    return state->diversions[diversion].active ? 1.0 : 0.0;
}

double tl_observe_is_open(const struct tl_state *state, int32_t place)
{
    return state->place_open[place] ? 1.0 : 0.0;
}

double tl_observe_posture(const struct tl_state *state, int32_t posture)
{
    return state->postures[posture].level;
}

double tl_observe_consent(const struct tl_state *state, int32_t consent)
{
    return tl_consent_grade(state, consent);
}

double tl_observe_gauge(const struct tl_state *state, int32_t gauge)
{
    return (double)state->gauges_u[gauge] / (double)TL_MICRO;
}

double tl_observe_messaging(const struct tl_state *state, int32_t partner)
{
    int64_t told_u = state->messaging_u[partner];
    return told_u == TL_NONE ? 0.0 : (double)told_u / (double)TL_MICRO;
}

double tl_observe_divergence(const struct tl_state *state, int32_t subject)
{
    (void)subject;
    int64_t least_u = TL_NONE;
    int64_t greatest_u = TL_NONE;
    for (size_t i = 0; i < state->model->partner_count; i++) {
        int64_t told_u = state->messaging_u[i];
        least_u = told_u != TL_NONE && (least_u == TL_NONE || told_u < least_u) ? told_u : least_u;
        greatest_u = told_u > greatest_u ? told_u : greatest_u;
    }
    return (double)(greatest_u - least_u) / (double)TL_MICRO;
}

double tl_observe_supply(const struct tl_state *state, int32_t mission)
{
    return (double)state->coverage.supply_u[(size_t)mission * TL_NEEDS_MAX] / (double)TL_MICRO;
}

double tl_observe_demand(const struct tl_state *state, int32_t mission)
{
    return (double)state->coverage.demand_u[(size_t)mission * TL_NEEDS_MAX] / (double)TL_MICRO;
}

double tl_observe_safe(const struct tl_state *state, int32_t group)
{
    return (double)state->coverage.people.safe[group];
}

double tl_observe_waiting(const struct tl_state *state, int32_t place)
{
    return (double)state->coverage.people.held[place];
}

double tl_observe_lane_open(const struct tl_state *state, int32_t lane)
{
    return state->lane_open[lane] ? 1.0 : 0.0;
}

double tl_observe_rough(const struct tl_state *state, int32_t weather)
{
    return state->weathers[weather].is_rough ? 1.0 : 0.0;
}
