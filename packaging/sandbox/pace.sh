# shellcheck shell=bash
# Sourced by quickstart and first-hour: how fast Nagios may go on this machine. Expects $root, the jars, and $minute and $patience
# as they are on a fast machine.

# check_cost: milliseconds of processor time for one check; the first one makes the archive of classes and does not count
check_cost() {
    local times user system TIMEFORMAT='%3U %3S'
    for _ in 1 2; do
        times=$({ time "$root/plugins/check_mail_daemon" -d imapd >/dev/null 2>&1; } 2>&1)
    done
    read -r user system <<<"$times"
    echo $((10#${user/[.,]/} + 10#${system/[.,]/})) # the locale's decimal point
}

# pace CHECKS: makes Nagios' minute, and what a probe waits, so much longer that this many checks a minute take at most half of
# this machine's processors. At the pace of a fast machine a slow one ends nothing within its time.
pace() {
    local fast=$minute share
    share=$(($(nproc) * 500))
    minute=$((($1 * $(check_cost) + share - 1) / share))
    [ "$minute" -gt "$fast" ] || minute=$fast
    patience=$((patience * minute / fast))
}
