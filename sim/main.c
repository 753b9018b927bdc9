/* The program. Everything is in command/; here it ends. */
#include <signal.h>
#include <stdlib.h>

#include "command/command.h"

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is then an error of writing, told as one */
    exit(tl_commands_run(argc, argv));
}
