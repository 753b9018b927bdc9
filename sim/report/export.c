#include "report/export.h"

#include "base/units.h"

void tl_export_add_facts(const struct tl_roster *roster, struct tl_text *out)
{
    const char *const texts[][2] = {{"schema", "trilat.trace-export/1"},
                                    {"program", roster->program},
                                    {"scenario", roster->scenario},
                                    {"title", roster->title},
                                    {"hash", roster->hash}};
    struct tl_text epoch = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        tl_text_print(out, "\"%s\":", texts[i][0]);
        tl_text_add_json(out, texts[i][1]);
        tl_text_add_char(out, ',');
    }
    tl_date_print(&epoch, roster->epoch_s);
    tl_text_print(out, "\"seed\":%llu,\"replication\":%llu,\"epoch\":\"%s\",\"horizon\":%lld",
                  (unsigned long long)roster->seed, (unsigned long long)roster->replication,
                  tl_text_get(&epoch), (long long)roster->horizon_s);
    tl_text_clear(&epoch);
}
