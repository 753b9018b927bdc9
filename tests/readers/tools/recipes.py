"""Run the recipes of a page and hold them to what it shows: recipes.py PAGE FIRST LAST [update].

A recipe is a block of ```sh behind the heading FIRST and before LAST; it runs in the current folder and must print what the block of
```text right behind it holds, and nothing where there is none. update: the page is written anew with what they print.
"""
import re
import subprocess
import sys

BLOCK = re.compile(r"```sh\n(.*?)```\n(```text\n(.*?)```\n)?", re.DOTALL)


def run(recipe):
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", recipe], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"status {done.returncode}:\n{recipe}{done.stderr}"
    return done.stdout


def main(page, first, last, update=None):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    before, section = text.split(f"\n{first}\n")
    section, after = section.split(f"\n{last}\n")
    wrong = []

    def replace(match):
        printed = run(match[1])
        if printed != (match[3] or ""):
            wrong.append(f"{match[1]}printed\n{printed}instead of\n{match[3]}")
        return f"```sh\n{match[1]}```\n" + (f"```text\n{printed}```\n" if printed else "")

    anew, count = BLOCK.subn(replace, section)
    assert count > 0, "no recipes"
    if update:
        with open(page, "w", encoding="utf-8") as file:
            file.write(f"{before}\n{first}\n{anew}\n{last}\n{after}")
    elif wrong:
        sys.exit("\n".join(wrong))
    print(f"{count} recipes")


main(*sys.argv[1:])
