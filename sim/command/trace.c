/* trilat trace VERB TRACE... */
#include "command/trace.h"

#include <argp.h>
#include <string.h>

#include "command/command.h"

static const struct tl_command verbs[] = {
#define TL_TRACE_VERB(name, help) {#name, help, tl_trace_verb_##name},
#include "command/trace.def"
#undef TL_TRACE_VERB
};

#define VERB_COUNT (sizeof verbs / sizeof *verbs)

static void print_help(FILE *out)
{
    fputs("Usage: trilat trace VERB [OPTION...] TRACE...\n"
          "Read the record of one replication, as trilat run --traces writes it.\n\n",
          out);
    for (size_t i = 0; i < VERB_COUNT; i++) {
        fprintf(out, "  %-10s %s\n", verbs[i].name, verbs[i].help);
    }
    fputs("\n  trilat trace VERB --help tells a verb's options.\n", out);
}

static int refuse_verb(const char *name)
{
    const char *names[VERB_COUNT];
    for (size_t i = 0; i < VERB_COUNT; i++) {
        names[i] = verbs[i].name;
    }
    const char *nearest = tl_text_nearest(name, names, VERB_COUNT);
    struct tl_error err = {0};
    tl_error_add(&err, TL_FAULT_USER, "trace: no %s %s%s%s; trilat trace --help lists the verbs",
                 *name == '-' ? "option" : "verb", name, nearest ? "; did you mean " : "",
                 nearest ? nearest : "");
    return tl_command_fail(&err);
}

int tl_command_trace(int argc, char **argv)
{
    static char title[64];
    if (argc < 2) {
        print_help(stderr);
        return TL_FAULT_USER;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "-?") == 0) {
        print_help(stdout);
        return TL_FAULT_NONE;
    }
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (strcmp(argv[1], verbs[i].name) == 0) {
            snprintf(title, sizeof title, "trilat trace %s", verbs[i].name);
            argv[1] = title;
            return verbs[i].run(argc - 1, argv + 1);
        }
    }
    return refuse_verb(argv[1]);
}
