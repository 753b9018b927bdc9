#include "report/save.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static char folder[] = "/tmp/trilat-save-XXXXXX";

static size_t count_files(void)
{
    size_t count = 0;
    DIR *dir = opendir(".");
    for (struct dirent *entry; (entry = readdir(dir));) {
        count += entry->d_name[0] != '.';
    }
    closedir(dir);
    return count;
}

static void enter(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

START_TEST(test_the_new_file_takes_the_place_of_the_old)
{
    struct tl_text text = {0};
    struct tl_error err = {0};
    char read[8] = "";
    enter();
    tl_text_add(&text, "old");
    ck_assert(tl_save_text("result", &text, &err));
    tl_text_reset(&text);
    tl_text_add(&text, "newer");
    ck_assert(tl_save_check("result", &err) && tl_save_text("result", &text, &err));
    FILE *file = fopen("result", "r");
    ck_assert_uint_eq(fread(read, 1, sizeof read, file), 5);
    fclose(file);
    ck_assert_str_eq(read, "newer");
    ck_assert_uint_eq(count_files(), 1);
    tl_text_clear(&text);
}
END_TEST

/* What it leads to is written anew, and the link stays: -o /dev/stdout must not take its place. */
START_TEST(test_a_link_stays)
{
    struct tl_text text = {0};
    struct tl_error err = {0};
    struct stat status;
    enter();
    tl_text_add(&text, "text");
    ck_assert_int_eq(symlink("result", "link"), 0);
    for (int twice = 0; twice < 2; twice++) {
        ck_assert(tl_save_check("link", &err) && tl_save_text("link", &text, &err));
        ck_assert(lstat("link", &status) == 0 && S_ISLNK(status.st_mode));
        ck_assert(lstat("result", &status) == 0 && S_ISREG(status.st_mode));
        ck_assert_int_eq(status.st_size, 4);
    }
    ck_assert_uint_eq(count_files(), 2);
    tl_text_clear(&text);
}
END_TEST

START_TEST(test_a_failure_leaves_nothing)
{
    struct tl_text text = {0};
    struct tl_error err = {0};
    enter();
    ck_assert(!tl_save_check("none/result", &err));
    ck_assert_int_eq(err.fault, TL_FAULT_WORLD);
    ck_assert(!tl_save_text("none/result", &text, &err));
    ck_assert_int_eq(mkdir("folder", 0777), 0);
    ck_assert(!tl_save_check("folder", &err));
    ck_assert(!tl_save_text("folder", &text, &err));
    ck_assert_uint_eq(count_files(), 1);
    ck_assert_uint_eq(err.count, 4);
    tl_error_clear(&err);
}
END_TEST

START_TEST(test_devices_are_written_to)
{
    struct tl_text text = {0};
    struct tl_error err = {0};
    tl_text_add(&text, "gone");
    ck_assert(tl_save_check("/dev/null", &err) && tl_save_text("/dev/null", &text, &err));
    ck_assert(!tl_save_text("/dev/full", &text, &err));
    tl_error_clear(&err);
    tl_text_clear(&text);
}
END_TEST

TL_TEST_MAIN(save, test_the_new_file_takes_the_place_of_the_old, test_a_link_stays,
             test_a_failure_leaves_nothing, test_devices_are_written_to)
