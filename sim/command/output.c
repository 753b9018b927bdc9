#include "command/output.h"

#include <sys/stat.h>

#include "command/command.h"
#include "report/save.h"
#include "report/saving.h"

/* Are both one regular file, by whatever names? */
static bool is_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && S_ISREG(first.st_mode) &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

bool tl_output_check(const char *file, const char *const *read, size_t count, struct tl_error *err)
{
    for (size_t i = 0; file && i < count; i++) {
        if (is_same(file, read[i])) {
            return tl_error_add(err, TL_FAULT_USER,
                                "-o %s: is what is read, and would be lost: name another file", file);
        }
    }
    return !file || tl_save_check(file, err);
}

bool tl_output_open(struct tl_output *output, const char *file, const char *const *read, size_t count,
                    struct tl_error *err)
{
    *output = (struct tl_output){0};
    if (!tl_output_check(file, read, count, err)) {
        return false;
    }
    output->saving = file ? tl_saving_open(file, err) : NULL;
    return !file || output->saving;
}

void tl_output_add(struct tl_output *output, struct tl_text *text)
{
    if (output->saving) {
        tl_saving_add(output->saving, text);
    } else {
        tl_command_write(text);
    }
    tl_text_reset(text);
}

bool tl_output_close(struct tl_output *output, bool is_kept, struct tl_error *err)
{
    bool good = !output->saving || tl_saving_close(output->saving, is_kept, err);
    *output = (struct tl_output){0};
    return good;
}

struct tl_page tl_output_page(const struct tl_output *output)
{
    struct tl_page page = tl_page_detect(stdout, output->saving ? TL_COLOR_NEVER : TL_COLOR_AUTO);
    page.width = output->saving ? TL_PAGE_DEFAULT : page.width;
    return page;
}
