/* Which changes of a scenario leave a root of losses out. */
#ifndef TL_COMMAND_LEAVE_H
#define TL_COMMAND_LEAVE_H

#include "command/variants.h"
#include "measure/ledger_root.h"

/* Is it a root that changes can leave out: "failure", "diversion/NAME"? If not, this is a mistake of --counterfactual. */
bool tl_leave_check(const char *root, struct tl_error *err);

/* What a scenario without the root is, in a few words; NULL where no change leaves it out. */
const char *tl_leave_without(const struct tl_ledger_root_row *row);

/* The same of a root that tl_leave_check lets pass. */
const char *tl_leave_meaning(const char *root);

/* Find the changes that leave the root out of a scenario. Returns false where the scenario has nothing of the name behind the '/';
 * of the others each scenario has what there is, even if that is no change at all.
 * root     one that tl_leave_check lets pass
 * arena    keeps the texts of the changes
 * changes  out: cleared by the caller */
bool tl_leave_find(const struct tl_scenario *scenario, const char *root, struct tl_arena *arena,
                   struct tl_changes *changes);

/* That a scenario has nothing of the name behind the '/', and what may be meant. Returns false. */
bool tl_leave_refuse(const struct tl_scenario *scenario, const char *root, struct tl_error *err);

#endif
