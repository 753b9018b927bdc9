#include "experiment/traces.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

bool tl_traces_wanted(const struct tl_study_options *options, uint64_t replication)
{
    return options->traces && replication >= options->trace_first && replication <= options->trace_last;
}

bool tl_traces_make_folder(const char *folder, struct tl_error *err)
{
    char *path = tl_copy(folder);
    for (char *end = path + (*path == '/'); end; end = *end ? end + 1 : NULL) {
        end += strcspn(end, "/");
        char cut = *end;
        *end = '\0';
        if (*path && mkdir(path, 0777) < 0 && errno != EEXIST) {
            tl_error_add(err, TL_FAULT_WORLD, "%s: cannot make this folder: %s", path, strerror(errno));
            free(path);
            return false;
        }
        *end = cut;
    }
    free(path);
    return true;
}

/* LABEL.rK.trace.gz */
static void print_name(struct tl_text *name, const char *label, uint64_t replication)
{
    for (const char *c = label; *c; c++) {
        tl_text_add_char(name, *c == '/' ? '-' : *c);
    }
    tl_text_print(name, ".r%llu.trace.gz", (unsigned long long)replication);
}

void tl_traces_print_path(struct tl_text *path, const char *folder, const char *label, uint64_t replication)
{
    tl_text_print(path, "%s/", folder);
    print_name(path, label, replication);
}

/* Is `file` what stands beside the unfinished trace NAME: NAME.NUMBERS.part? */
static bool is_part_of(const char *file, const char *name)
{
    size_t size = strlen(name);
    if (strncmp(file, name, size) != 0 || file[size] != '.') {
        return false;
    }
    const char *number = file + size + 1;
    size_t digits = strspn(number, "0123456789-");
    return digits > 0 && strcmp(number + digits, ".part") == 0;
}

/* Does it belong to a trace that this study was to write? */
static bool is_ours(const struct tl_study *study, const char *file)
{
    const char *mark = strstr(file, ".trace.gz.");
    while (mark && mark > file && mark[-1] >= '0' && mark[-1] <= '9') {
        mark--; /* to the digits of rK */
    }
    if (!mark) {
        return false;
    }
    uint64_t replication = strtoull(mark, NULL, 10);
    const struct tl_study_options *options = &study->options;
    if (!tl_traces_wanted(options, replication) || replication - options->first >= options->n) {
        return false;
    }
    bool ours = false;
    for (size_t i = 0; i < study->variant_count && !ours; i++) {
        struct tl_text name = {0};
        print_name(&name, study->variants[i].model->roster.scenario, replication);
        ours = is_part_of(file, tl_text_get(&name));
        tl_text_clear(&name);
    }
    return ours;
}

void tl_traces_clean(const struct tl_study *study)
{
    DIR *folder = study->options.traces ? opendir(study->options.traces) : NULL;
    if (!folder) {
        return;
    }
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (is_ours(study, entry->d_name)) {
            unlinkat(dirfd(folder), entry->d_name, 0);
        }
    }
    closedir(folder);
}
