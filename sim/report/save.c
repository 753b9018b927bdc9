#include "report/save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

static bool fail(const char *path, const char *what, struct tl_error *err)
{
    return tl_error_add(err, TL_FAULT_WORLD, "%s: cannot %s: %s", path, what, strerror(errno));
}

static char *copy_folder(const char *path)
{
    char *folder = tl_copy(path);
    char *slash = strrchr(folder, '/');
    if (!slash) {
        free(folder);
        return tl_copy(".");
    }
    slash[slash == folder ? 1 : 0] = '\0';
    return folder;
}

/* Is there something that is no regular file? A link is none: it stays, /dev/stdout above all. */
static bool is_special(const char *path, bool *is_folder)
{
    struct stat status, behind;
    bool exists = lstat(path, &status) == 0;
    *is_folder = exists && stat(path, &behind) == 0 && S_ISDIR(behind.st_mode);
    return exists && !S_ISREG(status.st_mode);
}

bool tl_save_is_special(const char *path)
{
    bool is_folder;
    return is_special(path, &is_folder);
}

bool tl_save_check(const char *path, struct tl_error *err)
{
    bool is_folder;
    if (is_special(path, &is_folder)) {
        return !is_folder || tl_error_add(err, TL_FAULT_USER, "%s: is a folder: name a file", path);
    }
    char *folder = copy_folder(path);
    bool good = access(folder, W_OK | X_OK) == 0 || fail(path, "write", err);
    free(folder);
    return good;
}

/* Write and close; the file must be on the disk before it takes the other's name. */
static bool write_all(FILE *file, const struct tl_text *text, bool sync)
{
    bool good = fwrite(tl_text_get(text), 1, text->size, file) == text->size;
    good = fflush(file) == 0 && good;
    if (good && sync && fsync(fileno(file)) != 0) {
        good = false;
    }
    int why = errno; /* of the first failure */
    if (fclose(file) != 0 && good) {
        why = errno;
        good = false;
    }
    errno = why;
    return good;
}

static bool write_beside(const char *path, const char *beside, const struct tl_text *text,
                         struct tl_error *err)
{
    FILE *file = fopen(beside, "wx");
    if (!file) {
        return fail(path, "write", err);
    }
    if (!write_all(file, text, true) || rename(beside, path) != 0) {
        fail(path, "write", err);
        unlink(beside);
        return false;
    }
    return true;
}

bool tl_save_text(const char *path, const struct tl_text *text, struct tl_error *err)
{
    bool is_folder;
    if (is_special(path, &is_folder)) {
        FILE *file = fopen(path, "w");
        return (file && write_all(file, text, false)) || fail(path, "write", err);
    }
    struct tl_text beside = {0};
    tl_text_print(&beside, "%s.%ld.part", path, (long)getpid());
    bool good = write_beside(path, tl_text_get(&beside), text, err);
    tl_text_clear(&beside);
    return good;
}
