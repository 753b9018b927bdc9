#include "command/command.h"

#include <argp.h>
#include <errno.h>
#include <string.h>

#include "report/page.h"

static const struct tl_command commands[] = {
#define TL_COMMAND(name, help) {#name, help, tl_command_##name},
#include "command/command.def"
#undef TL_COMMAND
};

#define TL_COMMAND_COUNT (sizeof commands / sizeof *commands)

const struct tl_command *tl_commands_get(size_t *count)
{
    *count = TL_COMMAND_COUNT;
    return commands;
}

const struct tl_command *tl_command_find(const char *name)
{
    for (size_t i = 0; i < TL_COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

void tl_commands_print_help(FILE *out)
{
    fputs("Usage: trilat SUBCOMMAND [OPTION...]\n"
          "Simulate how partners share out their forces in a crisis, and what diverting\n"
          "some of them costs.\n\n",
          out);
    for (size_t i = 0; i < TL_COMMAND_COUNT; i++) {
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].help);
    }
    fputs("\n"
          "  trilat SUBCOMMAND --help tells a subcommand's options.\n"
          "  --help, --version\n\n"
          "Results go to the standard output, everything else to the standard error. Exit\n"
          "status: 0 done and well, 1 the answer is no, 2 your mistake, 3 the world's\n"
          "failure, 4 undecided, 130 interrupted.\n",
          out);
}

static int refuse_command(const char *name)
{
    const char *names[TL_COMMAND_COUNT];
    for (size_t i = 0; i < TL_COMMAND_COUNT; i++) {
        names[i] = commands[i].name;
    }
    const char *nearest = tl_text_nearest(name, names, TL_COMMAND_COUNT);
    struct tl_error err = {0};
    tl_error_add(&err, TL_FAULT_USER, "no %s %s%s%s%s trilat --help lists the subcommands",
                 *name == '-' ? "option" : "subcommand", name, nearest ? "; did you mean " : "",
                 nearest ? nearest : "", nearest ? "?" : ";");
    return tl_command_fail(&err);
}

static int stdout_errno; /* of the first write to stdout that failed */

void tl_command_flush(void)
{
    if ((fflush(stdout) != 0 || ferror(stdout)) && stdout_errno == 0) {
        stdout_errno = errno;
    }
}

/* Did the results reach stdout? A full disk shows only here. */
static int finish(int status)
{
    tl_command_flush();
    if (stdout_errno == 0) {
        return status;
    }
    fprintf(stderr, "trilat: cannot write the results: %s\n", strerror(stdout_errno));
    return TL_FAULT_WORLD;
}

int tl_commands_run(int argc, char **argv)
{
    static char title[64];
    argp_err_exit_status = TL_FAULT_USER;
    argp_program_version = "trilat " TL_VERSION;
    if (argc < 2) {
        tl_commands_print_help(stderr);
        return TL_FAULT_USER;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        tl_commands_print_help(stdout);
        return finish(TL_FAULT_NONE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts(argp_program_version);
        return finish(TL_FAULT_NONE);
    }
    const struct tl_command *command = tl_command_find(argv[1]);
    if (!command) {
        return refuse_command(argv[1]);
    }
    snprintf(title, sizeof title, "trilat %s", command->name);
    argv[1] = title;
    return finish(command->run(argc - 1, argv + 1));
}

int tl_command_fail(struct tl_error *err)
{
    int status = (int)err->fault;
    struct tl_page page = tl_page_detect(stderr, TL_COLOR_AUTO);
    struct tl_text text = {0};
    for (size_t i = 0; i < err->count; i++) {
        tl_page_add(&page, &text, TL_INK_WARNING, "trilat:");
        tl_text_print(&text, " %s\n", err->lines[i]);
    }
    tl_command_flush(); /* keeps the order where both go to one file */
    fputs(tl_text_get(&text), stderr);
    tl_text_clear(&text);
    tl_error_clear(err);
    return status;
}

void tl_command_write(const struct tl_text *text)
{
    if (fwrite(tl_text_get(text), 1, text->size, stdout) < text->size) {
        tl_command_flush(); /* while errno still says why */
    }
}
