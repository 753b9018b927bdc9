#!/usr/bin/env bash
# The queues of configs/textbook beside their formulas: each mean lies within its 99.9 % interval of what the formula says, and
# with a service 2 % slower it does not. n is chosen for power: such a service moves each mean by at least 7 of its standard
# errors, so it goes unseen less than once in 1,000 times. The table of the README is what is measured here; TL_UPDATE_GOLDEN=1
# rewrites it.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
export LC_ALL=C.UTF-8
textbook=$TL_SOURCE/configs/textbook

# Formulas of awk, in mean services. c servers, a erlangs offered; N machines whose mean time to failure is `work` repairs.
# shellcheck disable=SC2016
formulas='
function erlang_b(c, a,    k, b) { b = 1; for (k = 1; k <= c; k++) b = a * b / (k + a * b); return b }
function erlang_c(c, a,    b) { b = erlang_b(c, a); return b / (1 - a / c * (1 - b)) }
function time_in_system(c, a) { return 1 + erlang_c(c, a) / (c - a) }
function broken(N, c, work,    k, p, sum, mean) {
    p = 1; sum = 1; mean = 0
    for (k = 1; k <= N; k++) { p *= (N - k + 1) / work / (k < c ? k : c); sum += p; mean += k * p }
    return mean / sum
}'

formula() { awk "$formulas BEGIN { printf \"%.10g\", $1 }"; }

# verdict MEASURE ENTITY WANT UNIT QUANTILE: is the mean of the replications on stdin, in units, the one wanted? Says yes or
# no, and the numbers. QUANTILE of Student's t at 0.9995, for as many replications as there are.
verdict() {
    awk -F, -v measure="$1" -v entity="$2" -v want="$3" -v unit="$4" -v quantile="$5" '
        $3 == measure && $4 == entity { x = $5 / unit; n++; d = x - mean; mean += d / n; squares += d * (x - mean) }
        END {
            error = sqrt(squares / (n - 1) / n)
            off = mean - want
            printf "%s, %s: %.5f +- %.5f, formula %.5f\n", (off < 0 ? -off : off) <= quantile * error ? "yes" : "no",
                measure, mean, quantile * error, want
        }'
}

# measured: the mean and its half-width of what a verdict said, for a table.
measured() { sed -E 's/^.*: (.*) \+- (.*), formula .*$/\1 \2/' said | awk '{ printf "%.4f ± %.4f", $1, $2 }'; }

# hold MODEL CONFIG N QUANTILE SLOWER [WORDS MEASURE ENTITY FORMULA UNIT]...: both verdicts on each measure, and a row of the table.
hold() {
    local model=$1 config=$2 n=$3 quantile=$4 slower=$5
    shift 5
    expect_status 0 "$TL_PROGRAM" run "$textbook/$config.cfg" -n "$n" --format csv --rows replications
    mv stdout right
    expect_status 0 "$TL_PROGRAM" run "$textbook/$config.cfg" -n "$n" --format csv --rows replications --set "$slower"
    mv stdout slow
    while (($# > 0)); do
        local want right
        want=$(formula "$4")
        verdict "$2" "$3" "$want" "$5" "$quantile" <right >said
        right=$(measured)
        printf '%s: %s\n' "$config" "$(cat said)"
        [[ $(cat said) == yes* ]] || fail "$config: $(cat said)"
        verdict "$2" "$3" "$want" "$5" "$quantile" <slow >said
        printf '%s, 2 %% slower: %s\n' "$config" "$(cat said)"
        [[ $(cat said) == no* ]] || fail "$config, 2 % slower: $(cat said)"
        printf '| %s | %s | %.4f | %s | %s |\n' "$model" "$1" "$want" "$right" "$(measured)" >>table
        shift 5
    done
}

printf '| model | measure | formula | measured | 2 %% slower |\n| --- | --- | --- | --- | --- |\n' >table

# Times are in minutes, a service takes 10; the number of those there is a mean over time, which no horizon cuts.
hold M/M/1 mm1 40 3.558 incidents.customers.scene='exponential(612 s)' \
    'time in system' time-in-system queue 'time_in_system(1, 0.9)' 10 \
    'number in system' number-in-system queue '0.9 * time_in_system(1, 0.9)' 1
hold M/M/5 mmc 40 3.558 incidents.customers.scene='exponential(612 s)' \
    'time in system' time-in-system queue 'time_in_system(5, 4)' 10 \
    'number in system' number-in-system queue '4 * time_in_system(5, 4)' 1
# The share of incidents that are answered, and the share of time in which one would be: that they agree is PASTA.
hold M/M/5/5 erlang-b 40 3.558 incidents.customers.scene='exponential(612 s)' \
    'share answered' answered-share queue '1 - erlang_b(5, 4)' 1 \
    'share of time in which one would be' coverage queue '1 - erlang_b(5, 4)' 1
# Hours in repair, waiting for it included, over the 100 d behind the warm-up.
hold 'machine repair' machine-repair 10 4.781 classes.machine.repair='exponential(734.4 s)' \
    'broken machines' force-hours house/repair 'broken(500, 5, 100)' 2400

expect_result "$textbook/README.md" table
