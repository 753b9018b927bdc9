/* The program. Everything is in command/; here it ends. */
#include <stdlib.h>

#include "command/command.h"

int main(int argc, char **argv)
{
    exit(tl_commands_run(argc, argv));
}
