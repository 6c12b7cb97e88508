# shellcheck shell=bash
# Sourced first: goes on in a copy-on-write view of this machine below $top/root, which ends with the command. Needs root.
[ "${IN_NAMESPACE:-}" = yes ] || IN_NAMESPACE=yes exec unshare --mount --propagation private -- "$0" "$@"
top=$(mktemp -d)
mount -t tmpfs tmpfs "$top" || exit 1
mkdir "$top/upper" "$top/work" "$top/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$top/upper,workdir=$top/work" "$top/root" || exit 1
mount --rbind /proc "$top/root/proc" && mount --rbind /dev "$top/root/dev" || exit 1

inside() { chroot "$top/root" "$@"; }

there() { inside test -e "$1" && echo "$2: $1 is there" || echo "$2: $1 is gone"; }

quiet() { inside env DEBIAN_FRONTEND=noninteractive "$@" >"$top/log" 2>&1 || {
    echo "failed: $*"
    cat "$top/log"
}; }
