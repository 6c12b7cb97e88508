# shellcheck shell=bash
# Sourced by quickstart and first-hour: proofs, from Nagios' own log and from hamail's journal, of what happened in this scene.
# Each prints what it found.

new_in_log() { tail -n "+$((mark_log + 1))" "$log"; }
new_in_journal() { tail -n "+$((mark_journal + 1))" "$journal" 2>/dev/null; }
text_of() { sed -E "s/.*\"$1\":\"(([^\"\\\\]|\\\\.)*)\".*/\1/"; }

alert() { new_in_log | grep -m 1 -o -E "SERVICE ALERT: mail1;[^;]*$1.*"; }
recorded() { new_in_journal | grep -q -E "\"type\":\"notification\".*$1"; }

# decided restart|failover|hold
decided() {
    local line
    line=$(new_in_journal | grep -m 1 -E "\"type\":\"decision\".*\"decision\":\"$1\"") || return 1
    printf '%s (%s): %s' "$1" "$(text_of rule <<<"$line")" "$(text_of reason <<<"$line")"
}

acted() { new_in_journal | grep -q '"type":"intent"'; }

# ids ACTION: of the intents of that action
ids() { new_in_journal | grep -E "\"type\":\"intent\".*\"action\":\"$1\"" | text_of id; }

# outcome ACTION OUTCOME
outcome() {
    local id
    for id in $(ids "$1"); do
        new_in_journal | grep -E '"type":"outcome"' | grep -F "\"id\":\"$id\"" | grep -q "\"outcome\":\"$2\"" || continue
        [ "$1" = restart ] || where
        return 0
    done
    return 1
}

# verified true|false: what came out of the verification of an action of this scene
verified() {
    local line
    line=$(new_in_journal | grep -m 1 -E "\"type\":\"verification\".*\"ok\":$1") || return 1
    text_of detail <<<"$line"
}

all_ok() { all_ok_but ''; }

# all_ok_but SERVICE: every other one of the mail service is
all_ok_but() {
    local states
    states=$(nagios services | grep "^mail1;" | grep -v "^mail1;$1;" | cut -d ';' -f 3 | sort -u)
    [ "$states" = OK ]
}

dovecot_pid() { cat "$sandbox/mail1/dovecot/run/master.pid"; }
stopped() { grep -q '^State:.*T' "/proc/$(dovecot_pid)/status"; }
on_node() {
    where | grep -q "^active=$1 state=running" || fail "mail1 is not on $1"
}
