# shellcheck shell=bash
# Sourced by the commands beside it: gets what they need from Debian's packages, without starting or enabling a service.

# what building takes
BUILD_PACKAGES="openjdk-17-jdk-headless maven"
# the servers of the quickstart
MAIL_PACKAGES="nagios4-core monitoring-plugins-basic dovecot-imapd dovecot-pop3d postfix openssl procps"
# what only tests need
TEST_PACKAGES="monitoring-plugins-standard slapd ldap-utils nsca nsca-client icinga2-bin faketime curl"
# what reads the scripts
TEST_PACKAGES="$TEST_PACKAGES shellcheck shfmt"
# what a Dovecot of the tests also speaks
TEST_PACKAGES="$TEST_PACKAGES dovecot-lmtpd dovecot-managesieved"
# what judges the packages and the units, and what reads the agent's figures
TEST_PACKAGES="$TEST_PACKAGES lintian rpm systemd man-db prometheus"
# a browser that looks at the pages
TEST_PACKAGES="$TEST_PACKAGES chromium"
# a cluster of two nodes, each in namespaces of its own
CLUSTER_PACKAGES="pacemaker pacemaker-cli-utils corosync resource-agents iproute2 util-linux"
TEST_PACKAGES="$TEST_PACKAGES $CLUSTER_PACKAGES"
# libraries of the servers that tests unpack, because Debian does not install them beside the others
TEST_PACKAGES="$TEST_PACKAGES libgnutls-dane0 libjansson4 libjson-c5 libpq5 libxml2"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

all_installed() { dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort; }

# install_packages NAME...: those that are missing. Refuses where apt would have to remove something for it.
install_packages() {
    local missing=() package before policy=/usr/sbin/policy-rc.d ours=no result=0
    for package; do installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "installing: ${missing[*]}"
    before=$(all_installed)
    # Debian asks this file before it starts a service; where the administrator has one, it is respected
    if [ ! -e "$policy" ]; then
        ours=yes
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        # shellcheck disable=SC2064
        trap "$(printf 'as_root rm -f %q' "$policy")" EXIT
    fi
    apt_install "${missing[@]}" || result=1
    if [ $ours = yes ]; then
        as_root rm -f "$policy"
        trap - EXIT
    fi
    leave_disabled "$before"
    return $result
}

apt_install() {
    local log
    log=$(mktemp)
    # Postfix asks what kind of site this is; without a configuration it never starts by itself
    echo 'postfix postfix/main_mailer_type select No configuration' | as_root debconf-set-selections
    if as_root apt-get -q update >"$log" 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends --no-remove install "$@" >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 15 "$log" >&2
        rm -f "$log"
        echo "could not install: $*" >&2
        return 1
    fi
}

# what came with the packages shall not start at the next boot either
leave_disabled() {
    local package unit
    for package in $(comm -13 <(printf '%s\n' "$1") <(all_installed)); do
        for unit in $(dpkg -L "$package" | sed -n 's|^\(/usr\)\?/lib/systemd/system/\([^@]*\.\(service\|socket\)\)$|\2|p'); do
            ! command -v systemctl >/dev/null || as_root systemctl --quiet disable "$unit" >/dev/null 2>&1
        done
        for unit in $(dpkg -L "$package" | sed -n 's|^/etc/init\.d/\([^/]*\)$|\1|p'); do
            as_root update-rc.d "$unit" disable >/dev/null 2>&1
        done
    done
}
