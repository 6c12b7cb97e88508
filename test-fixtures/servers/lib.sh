# shellcheck shell=bash
# Shared by the scripts beside it; each starts one real server in a directory of its own, on loopback.
#
#   NAME.sh start|launch|wait [seconds]|stop|status|ports
#
# RUNROOT    the directory that holds everything; it and its parents must be passable (0755) for the servers' users
# SERVER_IP  the loopback address to listen on (127.0.0.1)
# *_PORT     the ports; `NAME.sh ports` prints the names of those that the script uses
#
# STOP_SECONDS  how long a server has to end before it is killed (15)
#
# `start` returns when the server answers, `launch` at once. `stop` signals the process in the server's own pid file,
# no other.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${RUNROOT:?RUNROOT must name the directory for the servers}"
: "${SERVER_IP:=127.0.0.1}"

say() { printf '%s\n' "$*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 1
}

now_ms() { date +%s%3N; }

# alive PID: a zombie still takes signal 0, but it is gone
alive() { [ -n "${1:-}" ] && kill -0 "$1" 2>/dev/null && ! grep -q '^State:.*Z' "/proc/$1/status" 2>/dev/null; }
gone() { ! alive "$1"; }

# wait_until SECONDS COMMAND...
wait_until() {
    local end=$(($(now_ms) + $1 * 1000))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$(now_ms)" -lt "$end" ] || return 1
        sleep 0.05
    done
}

port_open() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# banner ADDRESS PORT REGEX: the first line that the server sends matches
banner() (
    exec 3<>"/dev/tcp/$1/$2" || exit 1
    IFS= read -r -t 2 line <&3
    [[ ${line:-} =~ $3 ]]
) 2>/dev/null

# pid_in FILE: the number at the beginning of a pid file
pid_in() { tr -d ' ' 2>/dev/null <"$1" | head -n 1; }

# stop_pid_file FILE: TERM to that process; when it does not go within STOP_SECONDS (a stopped one cannot), KILL
stop_pid_file() {
    local pid
    [ -s "$1" ] || return 0
    pid=$(pid_in "$1")
    if alive "$pid"; then
        kill -TERM "$pid"
        if ! wait_until "${STOP_SECONDS:-15}" gone "$pid"; then
            kill -KILL "$pid"
            wait_until 5 gone "$pid" || die "process $pid does not end"
        fi
    fi
    rm -f "$1"
}

# status_of FILE
status_of() {
    local pid
    pid=$(pid_in "$1")
    alive "$pid" && say "pid $pid"
}

usage() { die "usage: $(basename "$0") start|launch|wait [seconds]|stop|status|ports${1:+|$1}"; }

mkdir -p "$RUNROOT"
# without root there is nobody to give files to: the servers run as the caller
[ "$(id -u)" = 0 ] || chown() { :; }
