#!/bin/bash
# Servers that Debian does not let us install beside Postfix and Dovecot, unpacked instead of installed.
#
#   unpacked.sh fetch          downloads their packages and unpacks them; nothing happens when that is done already
#   unpacked.sh run COMMAND... runs a command where they look installed: a mount namespace of its own, in which /usr and
#                              /etc are overlaid with them. Nothing changes for the rest of the machine.
#
# UNPACKED   the directory that keeps packages and files (target/unpacked of this checkout)
# BINDS      for run: further mounts, "FROM:TO FROM:TO"; TO must exist
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${UNPACKED:=$here/../../target/unpacked}"
packages="exim4-daemon-light exim4-base libidn12 libnsl2 cyrus-imapd cyrus-pop3d cyrus-common libcyrus-imap-perl
 libical3 libpcre3 libxapian30 libzephyr4 libclamav11 libclamav12 libmspack0 libwrap0 libsasl2-modules-db sasl2-bin
 courier-base courier-imap courier-pop courier-authlib courier-authdaemon courier-authlib-userdb
 libcourier-unicode4 gamin libgamin0"

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# those that exist in this release of Debian; the libraries' names change between its updates
available() {
    # shellcheck disable=SC2086 # one word for each package
    apt-cache --no-all-versions show $packages 2>/dev/null | sed -n 's/^Package: //p'
}

download() {
    local names
    names=$(available)
    # shellcheck disable=SC2086 # one word for each package
    [ -n "$names" ] && apt-get -qq download $names
}

fetch() {
    mkdir -p "$UNPACKED/debs"
    exec 9>"$UNPACKED/lock"
    flock 9
    [ -e "$UNPACKED/complete" ] && return
    rm -rf "$UNPACKED/root"
    mkdir -p "$UNPACKED/root/etc/exim4" "$UNPACKED/root/usr"
    (
        cd "$UNPACKED/debs" || exit 1
        rm -f -- *.deb
        download || { apt-get -qq update && download; }
    ) >"$UNPACKED/log" 2>&1 9>&- || die "cannot download: $(tail -n 3 "$UNPACKED/log")"
    for deb in "$UNPACKED"/debs/*.deb; do
        dpkg -x "$deb" "$UNPACKED/root" || die "cannot unpack $deb"
    done
    # one /usr on the machine, so one in the overlay
    for folder in bin lib sbin; do
        [ ! -d "$UNPACKED/root/$folder" ] || cp -an "$UNPACKED/root/$folder" "$UNPACKED/root/usr/" || exit 1
    done
    : >"$UNPACKED/root/etc/exim4/exim4.conf" # a place to mount on
    users
    touch "$UNPACKED/complete"
}

# the users that the packages would have made, seen only in the namespace
users() {
    {
        cat /etc/passwd
        echo 'Debian-exim:x:150:150::/nonexistent:/usr/sbin/nologin'
        echo 'cyrus:x:151:8::/nonexistent:/usr/sbin/nologin'
        echo 'courier:x:152:152::/nonexistent:/usr/sbin/nologin'
    } >"$UNPACKED/passwd"
    { cat /etc/group && echo 'Debian-exim:x:150:' && echo 'courier:x:152:'; } >"$UNPACKED/group"
}

case ${1:-} in
fetch) fetch ;;
run)
    shift
    UNPACKED=$(cd "$UNPACKED" && pwd) || exit 1
    export UNPACKED
    # a chain of exec: the process id of this script is that of the command
    # shellcheck disable=SC2016 # expanded inside
    exec unshare --mount --propagation private bash -c '
        mount -t overlay overlay -o "lowerdir=$UNPACKED/root/usr:/usr" /usr || exit 97
        mount -t overlay overlay -o "lowerdir=$UNPACKED/root/etc:/etc" /etc || exit 97
        mount --bind "$UNPACKED/passwd" /etc/passwd && mount --bind "$UNPACKED/group" /etc/group || exit 98
        for pair in ${BINDS:-}; do mount --bind "${pair%%:*}" "${pair#*:}" || exit 99; done
        exec "$@"' unpacked "$@"
    ;;
*) die "usage: $(basename "$0") fetch|run COMMAND..." ;;
esac
