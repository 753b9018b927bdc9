#include "scenario/files.h"

#define SET "--set: "

START_TEST(a_link_joins_two_partners_once)
{
    files_enter();
    static const struct files_case cases[] = {
        {"links={ a = { from = \"us\"; to = \"japan\"; delay = \"1 h\"; }; }", ""},
        {"links={ a = { from = \"us\"; to = \"us\"; delay = \"1 h\"; }; }",
         SET "links.a.to = \"us\": is where the link starts\n"},
        {"links={ a = { from = \"us\"; to = \"japan\"; delay = \"1 h\"; };"
         " b = { from = \"japan\"; to = \"us\"; delay = \"2 h\"; open = false; }; }",
         SET "links.b: link a has the same ends\n"},
        {"links={ a = { from = \"us\"; to = \"japn\"; }; }",
         SET "links.a.to = \"japn\": no such partner; did you mean japan?\n" SET
             "links.a.delay: is required: how long a message takes; a staff that passes one on adds its own "
             "time\n"},
    };
    FILES_EXPECT_CASES(cases);
}
END_TEST

/* japan may serve hunt, which us leads */
#define PACT(keys) "agreements={ pact = { partner = \"japan\"; mission = \"hunt\"; " keys " }; }"

START_TEST(an_agreement_promises_something_that_can_be_kept)
{
    files_enter();
    files_put("good.cfg", good_text);
    files_put("two.cfg",
              "base = \"good.cfg\";\nmissions = { hunt = { partners = [\"us\", \"japan\"]; }; };\n");
    static const struct files_case cases[] = {
        {PACT("backs-up = true; notice = \"2 h\"; up-to = 2;"), ""},
        {PACT("announce = \"2 h\"; state = \"late\"; late = \"5 d\";"), ""},
        {PACT("announce = \"2 h\"; late = \"5 d\";"), ""},
        {PACT("hold = \"until-relieved\"; max-hold = \"3 d\"; state = \"absent\";"), ""},
        {PACT("announce = \"2 h\"; state = \"late\";"),
         SET "agreements.pact.state = \"late\": needs the key \"late\": when it is reached\n"},
        {PACT(""),
         SET "agreements.pact: promises nothing; give the key \"backs-up\", \"announce\" or \"hold\"\n"},
        {PACT("backs-up = 3;"), SET "agreements.pact.backs-up = 3: must be true or false, without quotes\n"},
        {PACT("announce = \"2 h\"; notice = \"2 h\"; up-to = 2; max-hold = \"1 d\";"),
         SET "agreements.pact.notice = \"2 h\": says nothing unless backs-up is true\n" SET
             "agreements.pact.up-to = 2: says nothing unless backs-up is true\n" SET
             "agreements.pact.max-hold = \"1 d\": says nothing unless hold is \"until-relieved\"\n"},
        {"agreements={ pact = { partner = \"us\"; mission = \"hunt\"; backs-up = true; }; }",
         SET "agreements.pact.backs-up = true: says nothing: us leads the mission\n"},
        {"agreements={ pact = { partner = \"japan\"; mission = \"watch\"; backs-up = true; }; }",
         SET "agreements.pact.mission = \"watch\": japan may not serve this mission: see its partners\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        files_expect_with("two.cfg", NULL, (const char *[]){cases[i].set, NULL}, cases[i].expected);
    }
}
END_TEST

TL_TEST_MAIN(promise, a_link_joins_two_partners_once, an_agreement_promises_something_that_can_be_kept)
