/* Compiling the command network and agreements. */
#include "model/build.h"

static void build_links(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_link *links = tl_arena_alloc(model->arena, scenario->link_count + 1, sizeof *links);
    for (size_t i = 0; i < scenario->link_count; i++) {
        const struct tl_link_def *def = &scenario->links[i];
        links[i] = (struct tl_link){
            .ends = {def->from.index, def->to.index}, .delay_s = def->delay_s, .open_at_start = def->open};
    }
    model->links = links;
    model->link_count = scenario->link_count;
}

static int64_t starts_at(const struct tl_agreement_def *def)
{
    return def->state == TL_AGREEMENT_LATE         ? def->late_s
           : def->state == TL_AGREEMENT_FROM_START ? 0
                                                   : TL_NONE;
}

static void build_agreements(struct tl_model *model, const struct tl_scenario *scenario)
{
    struct tl_agreement *agreements =
        tl_arena_alloc(model->arena, scenario->agreement_count + 1, sizeof *agreements);
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        const struct tl_agreement_def *def = &scenario->agreements[i];
        agreements[i] = (struct tl_agreement){.partner = def->partner.index,
                                              .mission = def->mission.index,
                                              .starts_s = starts_at(def),
                                              .backs_up = def->backs_up,
                                              .notice_s = def->notice_s,
                                              .up_to = def->up_to,
                                              .announce_s = def->announce_s,
                                              .hold = (enum tl_hold)def->hold,
                                              .max_hold_s = def->max_hold_s};
    }
    model->agreements = agreements;
    model->agreement_count = scenario->agreement_count;
}

/* What could be wrong with them is the scenario reader's to say. */
void tl_build_network(struct tl_model *model, const struct tl_scenario *scenario)
{
    build_links(model, scenario);
    build_agreements(model, scenario);
}
