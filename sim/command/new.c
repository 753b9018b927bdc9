/* trilat new DIR */
#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "command/command.h"

static const char base_text[] =
    "// A small scenario to start from. What each key means: trilat schema, or trilat schema 'missions.*'.\n"
    "trilat = 1;                              // version of the scenario language\n"
    "title = \"Two partners, one strait\";\n"
    "epoch = \"2030-06-01T00:00:00Z\";          // the date of D+0\n"
    "horizon = \"30 d\";\n"
    "seed = 1;\n"
    "headline = [\"strait\"];                   // theatres that the headline index counts\n"
    "\n"
    "// Points on the map. Ships live in ports, missions are in areas.\n"
    "places = {\n"
    "    harbour = { kind = \"port\"; at = [36.0, 129.5]; };\n"
    "    narrows = { kind = \"area\"; at = [34.5, 129.8]; };\n"
    "    shoal = { kind = \"area\"; at = [30.0, 126.0]; };\n"
    "};\n"
    "\n"
    "// Who owns forces, and how its commander shares them out: trilat list policies.\n"
    "partners = {\n"
    "    alpha = { capital = \"harbour\"; rank = 1; policy = \"greedy\"; rhythm = \"12 h\"; staff = \"2 h\"; "
    "order-delay = \"1 h\"; };\n"
    "    bravo = { capital = \"harbour\"; rank = 2; policy = \"greedy\"; rhythm = \"12 h\"; staff = \"2 h\"; "
    "order-delay = \"1 h\"; };\n"
    "};\n"
    "\n"
    "// Kinds of ship. gives: units of each capability; the names are yours. Delays may be distributions: "
    "trilat list distributions.\n"
    "classes = {\n"
    "    destroyer = {\n"
    "        domain = \"sea\";\n"
    "        speed = \"18 kn\";\n"
    "        gives = { escort = 1.0; asw = 0.6; presence = 1.0; };\n"
    "        endurance = \"14 d\";\n"
    "        turnaround = \"triangular(1 d, 2 d, 4 d)\";\n"
    "        failures = \"exponential(uncertain(40 d, 60 d, 90 d))\"; // low, nominal, high: what is not "
    "known is marked\n"
    "        repair = \"lognormal(4 d, 3 d)\";\n"
    "    };\n"
    "    frigate = {\n"
    "        domain = \"sea\";\n"
    "        speed = \"16 kn\";\n"
    "        gives = { escort = 0.4; asw = 1.0; presence = 1.0; };\n"
    "        endurance = \"10 d\";\n"
    "        turnaround = \"triangular(1 d, 2 d, 3 d)\";\n"
    "    };\n"
    "    cutter = {\n"
    "        domain = \"sea\";\n"
    "        speed = \"15 kn\";\n"
    "        gives = { presence = 1.0; };\n"
    "        endurance = \"10 d\";\n"
    "        turnaround = \"2 d\";\n"
    "    };\n"
    "};\n"
    "\n"
    "// A count makes that many ships, named NAME-1, NAME-2, ...\n"
    "assets = {\n"
    "    a-destroyer = { class = \"destroyer\"; partner = \"alpha\"; home = \"harbour\"; count = 3; };\n"
    "    a-frigate = { class = \"frigate\"; partner = \"alpha\"; home = \"harbour\"; count = 2; };\n"
    "    a-cutter = { class = \"cutter\"; partner = \"alpha\"; home = \"harbour\"; count = 2; };\n"
    "    b-frigate = { class = \"frigate\"; partner = \"bravo\"; home = \"harbour\"; count = 3; };\n"
    "};\n"
    "\n"
    "phases = {\n"
    "    quiet = { at = \"0 d\"; };\n"
    "    tense = { at = \"6 d\"; };\n"
    "};\n"
    "\n"
    "// What forces are for. needs: what must be on station at the same time; steps say how that changes.\n"
    "missions = {\n"
    "    guard-narrows = {\n"
    "        kind = \"station\";\n"
    "        theatre = \"strait\";\n"
    "        area = \"narrows\";\n"
    "        needs = { escort = 1.0; asw = 1.0; };\n"
    "        steps = ( { phase = \"tense\"; needs = { asw = 2.0; }; } );\n"
    "        partners = [\"alpha\", \"bravo\"];\n"
    "        lead = \"alpha\";\n"
    "        weight = 3.0;\n"
    "        priority = 1;\n"
    "        set-up = \"6 h\";\n"
    "        handover = \"2 h\";\n"
    "    };\n"
    "    watch-shoal = {\n"
    "        kind = \"station\";\n"
    "        theatre = \"shoal\";\n"
    "        area = \"shoal\";\n"
    "        needs = { presence = 1.0; };\n"
    "        partners = [\"alpha\"];\n"
    "        weight = 1.0;\n"
    "        priority = 2;\n"
    "        handover = \"2 h\";\n"
    "    };\n"
    "};\n"
    "\n"
    "// A move of assets on top of the partner's policy. It is not in force here; diversion.cfg turns it "
    "on.\n"
    "diversions = {\n"
    "    to-shoal = {\n"
    "        partner = \"alpha\";\n"
    "        enabled = false;\n"
    "        when = \"day() >= 3\";\n"
    "        until = \"day() >= 12\";\n"
    "        take = ( { class = \"destroyer\"; count = 2; } );\n"
    "        to = \"watch-shoal\";\n"
    "        pick = \"idle-first\";\n"
    "    };\n"
    "};\n";

static const char diversion_text[] = "// An overlay: it names its base and says what differs. Groups merge "
                                     "by name, everything else replaces.\n"
                                     "base = \"base.cfg\";\n"
                                     "title = \"Alpha moves two destroyers to the shoal on day 3\";\n"
                                     "diversions = { to-shoal = { enabled = true; }; };\n";

static const struct {
    const char *name;
    const char *text;
} files[] = {{"base.cfg", base_text}, {"diversion.cfg", diversion_text}};

#define TL_FILE_COUNT (sizeof files / sizeof *files)

static error_t parse(int key, char *arg, struct argp_state *state)
{
    const char **folder = state->input;
    switch (key) {
    case ARGP_KEY_ARG:
        if (*folder) {
            argp_error(state, "one folder at a time");
        }
        *folder = arg;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "into which folder?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static char *join(const char *folder, const char *name)
{
    struct tl_text path = {0};
    size_t n = strlen(folder);
    tl_text_print(&path, "%s%s%s", folder, n > 0 && folder[n - 1] == '/' ? "" : "/", name);
    return path.data; /* the caller's */
}

/* A mistake for each file that is there already: nothing is ever overwritten. */
static bool check_absent(const char *folder, struct tl_error *err)
{
    bool good = true;
    for (size_t i = 0; i < TL_FILE_COUNT; i++) {
        char *path = join(folder, files[i].name);
        struct stat there;
        if (lstat(path, &there) == 0) {
            good = tl_error_add(err, TL_FAULT_USER, "%s is there already; give a folder without it", path);
        }
        free(path);
    }
    return good;
}

/* Write a file that must not exist yet; it appears whole or not at all. */
static bool write_file(const char *folder, const char *name, const char *text, struct tl_error *err)
{
    char *path = join(folder, name);
    FILE *out = fopen(path, "wx");
    bool good = out != NULL;
    if (out) {
        good = fputs(text, out) >= 0;
        good = fclose(out) == 0 && good;
        if (!good) {
            int why = errno;
            unlink(path);
            errno = why;
        }
    }
    if (!good) {
        tl_error_add(err, TL_FAULT_WORLD, "cannot write %s: %s", path, strerror(errno));
    }
    free(path);
    return good;
}

/* Take back the first `count` files, and the folder if it is ours; whatever else is in it stays. */
static void remove_files(const char *folder, size_t count, bool is_ours)
{
    for (size_t i = 0; i < count; i++) {
        char *path = join(folder, files[i].name);
        unlink(path);
        free(path);
    }
    if (is_ours) {
        rmdir(folder);
    }
}

static bool write_files(const char *folder, struct tl_error *err)
{
    bool is_ours = mkdir(folder, 0777) == 0;
    if (!is_ours && errno != EEXIST) {
        return tl_error_add(err, TL_FAULT_WORLD, "cannot make %s: %s", folder, strerror(errno));
    }
    if (!check_absent(folder, err)) {
        return false;
    }
    for (size_t i = 0; i < TL_FILE_COUNT; i++) {
        if (!write_file(folder, files[i].name, files[i].text, err)) {
            remove_files(folder, i, is_ours);
            return false;
        }
    }
    return true;
}

static void tell_next(const char *folder)
{
    char *base = join(folder, files[0].name);
    char *diversion = join(folder, files[1].name);
    printf("%s is a small scenario, %s moves some of its ships elsewhere. Next:\n"
           "  trilat validate %s %s\n"
           "  trilat run %s -n 50\n"
           "  trilat compare %s %s -n 200\n",
           base, diversion, base, diversion, base, base, diversion);
    free(base);
    free(diversion);
}

int tl_command_new(int argc, char **argv)
{
    static const struct argp argp = {
        .parser = parse,
        .args_doc = "DIR",
        .doc = "Write a small commented scenario, base.cfg, and an overlay, diversion.cfg, into a folder, "
               "which is made if it is not "
               "there.",
    };
    const char *folder = NULL;
    struct tl_error err = {0};
    argp_parse(&argp, argc, argv, 0, NULL, &folder);
    if (write_files(folder, &err)) {
        tell_next(folder);
    }
    return tl_command_fail(&err);
}
