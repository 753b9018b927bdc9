#!/usr/bin/env bash
# The README's examples for continuous integration, run as far as a shell can: their steps, with what the services set and keep.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
need git
need /usr/bin/python3 # Debian's, which has the package
/usr/bin/python3 -c 'import yaml' 2>/dev/null || {
    printf 'skipped: python3-yaml is not installed\n'
    exit 77
}
export GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
git config --global user.name tester
git config --global user.email tester@localhost
git config --global init.defaultBranch main

# trilat's repository, of which the examples use scripts/trilat alone.
mkdir -p trilat/scripts
printf '#!/bin/sh\nexec "%s" "$@"\n' "$TL_PROGRAM" >trilat/scripts/trilat
chmod +x trilat/scripts/trilat
(cd trilat && git init -q && git add . && git commit -qm one)

# A repository of scenarios, with baselines that hold.
mkdir scenarios
(cd scenarios && "$TL_PROGRAM" new strait >/dev/null)
(cd scenarios/strait && "$TL_PROGRAM" check --update base.cfg diversion.cfg -n 60) >/dev/null
mkdir repository
mv scenarios repository
(cd repository && git init -q && git add . && git commit -qm one)

# example MARK: the YAML between <!-- MARK --> and <!-- end -->.
example() {
    sed -n "/^<!-- $1 -->\$/,/^<!-- end -->\$/p" "$TL_SOURCE/README.md" | sed '1,/^```yaml$/d; /^```$/,$d' >example.yaml
    [[ -s example.yaml ]] || fail "no example of $1 in the README"
}

# As GitHub does: the checkouts, then each step in a shell of its own; after a failure those with always() alone.
cat >github.py <<'PYTHON'
import os, subprocess, sys, yaml
job, = yaml.safe_load(open("example.yaml"))["jobs"].values()
failed = 0
for step in job["steps"]:
    if failed and step.get("if") != "always()":
        continue
    action = step.get("uses", "").split("@")[0]
    if action == "actions/checkout":
        inputs = step.get("with", {})
        source = "trilat" if inputs.get("repository", "").endswith("/trilat") else "repository"
        target = os.path.normpath(os.path.join("job", inputs.get("path", ".")))
        subprocess.run(["git", "clone", "-q", source, target], check=True)
    elif action == "actions/upload-artifact":
        assert os.path.exists(os.path.join("job", step["with"]["path"])), step
    else:
        assert not action, action
        env = dict(os.environ, GITHUB_STEP_SUMMARY=os.path.abspath("summary.md"), CI="true")
        failed = failed or subprocess.run(["sh", "-e", "-c", step["run"]], cwd="job", env=env).returncode
sys.exit(failed)
PYTHON

# As GitLab does: one shell, and the report whatever comes of it.
cat >gitlab.py <<'PYTHON'
import os, subprocess, sys, yaml
job, = yaml.safe_load(open("example.yaml")).values()
subprocess.run(["git", "clone", "-q", "repository", "job"], check=True)
script = "\n".join(["set -e"] + job["before_script"] + job["script"])
env = dict(os.environ, TRILAT=os.path.abspath("trilat"), CI="true")
status = subprocess.run(["bash", "-c", script], cwd="job", env=env).returncode
assert job["artifacts"]["when"] == "always"
assert os.path.exists(os.path.join("job", job["artifacts"]["reports"]["junit"]))
sys.exit(status)
PYTHON
mkdir bin # the packages are there already
printf '#!/bin/sh\n' >bin/apt-get
chmod +x bin/apt-get

# run_ci STATUS MARK: run the example on the repository as it is.
run_ci() {
    rm -rf job summary.md
    : >summary.md
    example "$2"
    PATH="$work/bin:$PATH" expect_status "$1" /usr/bin/python3 "$2.py"
}

run_ci 0 github
expect_text stdout ''
expect_text summary.md '| scenarios/strait/base.check.json | passes | 60 | 0 |'
run_ci 0 gitlab
expect_text stdout '2 of 2 baselines pass'

# Somebody asks for more: the pull request says where, what and since when.
(cd repository && sed -i 's|needs = { asw = 2.0; }|needs = { asw = 6.0; }|' scenarios/strait/base.cfg && git commit -qam two)
line=$(grep -n 'asw = 6.0' repository/scenarios/strait/base.cfg | cut -d: -f1)
run_ci 1 github
expect_text stdout "::error file=scenarios/strait/base.cfg,line=$line,title=scenarios/strait/base.check.json%3A regressed::"
expect_text summary.md '| scenarios/strait/base.check.json | regressed |'
grep -q 'failures="2"' job/outcomes.xml || fail 'the report does not say so'
run_ci 1 gitlab
expect_text stdout 'regressed  scenarios/strait/base.check.json'
grep -q 'failures="2"' job/outcomes.xml || fail 'the report does not say so'

# A merge that nobody finished is an error, and told in all reports.
(cd repository && sed -i '3s/.*/<<<<<<< ours/' scenarios/strait/base.check.json && git commit -qam three)
run_ci 2 github
expect_text stdout '::error file=scenarios/strait/base.check.json,title='
expect_text summary.md '| scenarios/strait/base.check.json | refused |'
grep -q 'errors="1" skipped="1"' job/outcomes.xml || fail 'the report does not say so'
