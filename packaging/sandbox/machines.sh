# shellcheck shell=bash
# Sourced by first-hour: machines made of namespaces. Each sees this machine's files, and what it writes is its own and gone with
# it; all are below one process, the hub, which holds their network (192.0.2.0/24) and ends with this shell. Expects $root, $sandbox.

# what the machines need that Debian's other packages of the tests do not bring; downloaded once, installed in them alone
MACHINE_PACKAGES="openssh-server sudo nagios-nrpe-server nagios-nrpe-plugin iputils-arping"
debs=$root/target/machines
hub='' hub_parent=''

pid_of() { cat "$sandbox/$1.pid"; }
in_hub() { nsenter -t "$hub" -n -- "$@"; }
root_of() { echo "/proc/$(pid_of "$1")/root"; }

# on MACHINE COMMAND...
on() {
    local machine=$1
    shift
    nsenter -t "$(pid_of "$machine")" -m -u -i -n -p -- \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$@"
}

# names, with those that they need, in the order in which they are installed
missing_packages() {
    # shellcheck disable=SC2086
    apt-get -s --no-install-recommends install $MACHINE_PACKAGES | sed -n 's/^Inst \([^ ]*\) .*/\1/p'
}

download_packages() {
    mkdir -p "$debs"
    (
        cd "$debs" || exit 1
        flock 9 # another one may be at it
        [ ! -e complete ] || exit 0
        rm -f -- *.deb
        # shellcheck disable=SC2046
        apt-get -qq download $(missing_packages) ||
            { apt-get -qq update && apt-get -qq download $(missing_packages); } || exit 1
        touch complete
    ) >"$debs/log" 2>&1 9>"$debs/lock"
}

# started NAME: it has written its process id
started() {
    local end=$(($(now) + 10000))
    until [ -s "$sandbox/$1.pid" ]; do
        [ "$(now)" -lt "$end" ] || return 1
        sleep 0.05
    done
}

start_hub() {
    mkdir -p "$sandbox/machines"
    setsid setpriv --pdeathsig "$1" unshare --mount --net --pid --fork --kill-child --propagation private -- \
        bash "$root/packaging/sandbox/hub" "$sandbox" </dev/null >"$sandbox/hub.out" 2>&1 &
    hub_parent=$!
    disown
    started hub || fail "the network of the machines does not start: $(cat "$sandbox/hub.out")"
    hub=$(pid_of hub)
}

# start_machine NAME LAYERS [ADDRESS]: LAYERS are the machines whose files it begins with
start_machine() {
    nsenter -t "$hub" -m -n -p -- setsid unshare --mount --uts --ipc --net --pid --fork --kill-child -- \
        bash "$root/packaging/sandbox/machine" "$sandbox" "$1" "$2" </dev/null >"$sandbox/$1.out" 2>&1 &
    disown
    started "$1" || fail "$1 does not start: $(cat "$sandbox/$1.out")"
    [ -n "${3:-}" ] || return 0
    in_hub ip link add "$1" type veth peer name eth0 netns "$(pid_of "$1")" && in_hub ip link set "$1" master br0 up &&
        on "$1" ip address add "$3/24" dev eth0 && on "$1" ip link set eth0 up || fail "no network for $1"
}

stop_machine() {
    kill -KILL "$(pid_of "$1")" && rm "$sandbox/$1.pid"
}

stop_hub() {
    local end=$(($(now) + 10000))
    [ -n "$hub_parent" ] || return 0
    # it may not have told its process id yet
    hub=${hub:-$(ps -o pid= --ppid "$hub_parent")}
    kill -KILL "$hub_parent" "$hub" 2>/dev/null
    while lives "$hub_parent" || lives "$hub"; do
        [ "$(now)" -lt "$end" ] || return 1
        sleep 0.1
    done
    hub='' hub_parent=''
}

lives() { [ -e "/proc/${1:-none}" ] && ! grep -q '^State:.*Z' "/proc/$1/status" 2>/dev/null; }
