#include "report/saving.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "report/save.h"
#include "trace/gzip.h"

struct tl_saving {
    char *path;
    char *part; /* where it is written to; NULL: to `path` itself */
    int file;
    struct tl_gzip *gzip;
    int why; /* errno of the first failure; 0: none */
};

static void note_failure(struct tl_saving *saving)
{
    if (saving->why == 0) {
        saving->why = errno;
    }
}

static bool ends_in(const char *text, const char *end)
{
    size_t size = strlen(text);
    return size >= strlen(end) && strcmp(text + size - strlen(end), end) == 0;
}

static void free_all(struct tl_saving *saving)
{
    free(saving->path);
    free(saving->part);
    free(saving);
}

static bool report(const struct tl_saving *saving, struct tl_error *err)
{
    return saving->why == 0 ||
           tl_error_add(err, TL_FAULT_WORLD, "%s: cannot write: %s", saving->path, strerror(saving->why));
}

struct tl_saving *tl_saving_open(const char *path, struct tl_error *err)
{
    struct tl_saving *saving = tl_alloc(1, sizeof *saving);
    struct tl_text part = {0};
    tl_text_print(&part, "%s.%ld.part", path, (long)getpid());
    saving->path = tl_copy(path);
    saving->part = tl_save_is_special(path) ? NULL : tl_copy(tl_text_get(&part));
    tl_text_clear(&part);
    saving->file = saving->part ? open(saving->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)
                                : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (saving->file < 0) {
        note_failure(saving);
        report(saving, err);
        free_all(saving);
        return NULL;
    }
    saving->gzip = tl_gzip_open(saving->file, !ends_in(path, ".gz"));
    if (!saving->gzip) {
        note_failure(saving);
    }
    return saving;
}

void tl_saving_add(struct tl_saving *saving, const struct tl_text *text)
{
    if (saving->why == 0 && !tl_gzip_add(saving->gzip, tl_text_get(text), text->size)) {
        note_failure(saving);
    }
}

bool tl_saving_close(struct tl_saving *saving, bool is_kept, struct tl_error *err)
{
    if (saving->gzip && !tl_gzip_close(saving->gzip)) {
        note_failure(saving);
    }
    /* the file must be on the disk before it takes the other's name */
    if (saving->part && is_kept && saving->why == 0 && fsync(saving->file) != 0) {
        note_failure(saving);
    }
    if (close(saving->file) != 0) {
        note_failure(saving);
    }
    bool takes_name = saving->part && is_kept && saving->why == 0;
    if (takes_name && rename(saving->part, saving->path) != 0) {
        note_failure(saving);
        takes_name = false;
    }
    if (saving->part && !takes_name) {
        unlink(saving->part);
    }
    bool good = report(saving, err);
    free_all(saving);
    return good;
}
