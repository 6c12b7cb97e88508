# shellcheck shell=bash
# Sourced by quickstart and first-hour: what people see, step by step, with the seconds that it took.

say() { printf '%s\n' "$*"; }
title() { printf '\n%s\n%s\n' "$*" "${*//?/-}"; }
now() { date +%s%3N; }
elapsed() { seconds $(($(now) - started)); }
seconds() { printf '%d.%d' $(($1 / 1000)) $(($1 % 1000 / 100)); }
# shellcheck disable=SC2001
show() { sed 's/^/         /' <<<"$1"; }
started=$(now)
began=$started
mark_log=0
mark_journal=0

# new_folder NAME: makes one below TMPDIR and prints it; the signal that ends the caller cannot come between
new_folder() {
    trap '' INT TERM HUP
    mktemp -d "${TMPDIR:-/tmp}/$1.XXXXXX"
}

# what ends a walk goes on to its end: a second signal would leave the rest behind
to_the_end() {
    trap '' INT TERM HUP
    trap - EXIT
}

# one step, with the seconds since the scene began
done_after() { printf '%6s s  %s\n' "$(seconds $(($(now) - began)))" "$*"; }

scene() {
    title "$*"
    began=$(now)
    mark_log=0 mark_journal=0
    [ ! -e "$log" ] || mark_log=$(wc -l <"$log")
    [ ! -e "$journal" ] || mark_journal=$(wc -l <"$journal")
}

# await WHAT COMMAND...: until the command holds; its output is the proof and is shown. Only a hang reaches the limit.
limit=${LIMIT:-600}
await() {
    local what=$1 end proof
    shift
    end=$(($(now) + limit * 1000))
    until proof=$("$@"); do
        [ "$(now)" -lt "$end" ] || fail "not within $limit s: $what"
        sleep 0.5
    done
    done_after "$what"
    [ -z "$proof" ] || show "$proof"
}

# fail WHY: keeps what can tell more ($evidence), in target/NAME-failed
fail() {
    local kept=target/$name-failed
    rm -rf "$kept"
    mkdir -p "$kept"
    # shellcheck disable=SC2086 # a pattern
    cp "$log" $evidence "$kept/" 2>/dev/null
    say "
FAILED: $*

The end of Nagios' log (all of it, and the journal, are in $kept):"
    tail -n 15 "$log" | cut -c 1-300
    say "
The end of the journal:"
    tail -n 10 "$journal" 2>/dev/null | cut -c 1-300
    say "
What Nagios does not show OK:"
    nagios services 2>/dev/null | cut -d ';' -f 2,3,5 | grep -v '^[^;]*;OK;' | sed 's/;/  /g' | cut -c 1-300
    stop_sandbox
    exit 1
}
