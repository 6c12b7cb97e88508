#!/bin/bash
# A real two-node Pacemaker and Corosync cluster on one machine: each node has namespaces of its own, so that two Corosyncs
# do not meet, and so that a node that Pacemaker gives up on takes nothing else with it. Needs root.
#
#   pacemaker.sh exec NODE COMMAND...   runs it in node1 or node2
#   pacemaker.sh off NODE               power loss
#   pacemaker.sh fresh [SERVICE]...     as at the beginning: the group mail1 on node1, an address and a service that does
#                                       nothing; more such services beside it
#   pacemaker.sh fence                  fencing by a power switch, see agents/fence_hamail
#   pacemaker.sh control WHAT [VALUE]   what an agent is told, see agents/Service; without a value not any more
#   pacemaker.sh places                 the nodes on which something of the group is active
#   pacemaker.sh starts                 how often the service has been started since `fresh`
#   pacemaker.sh stops                  how often a stop of it has begun
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/pacemaker
nodes="node1 node2"
net=10.77.0
private="/etc/corosync /etc/pacemaker /var/lib/pacemaker /var/lib/corosync /var/log"

# processes are known by number and start time, so that a number used again is never signalled
start_time() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    say "${20}"
}
record() { say "$2 $(start_time "$2")" >"$1"; }
recorded() {
    local pid start
    [ -s "$1" ] && read -r pid start <"$1" && [ "$(start_time "$pid")" = "$start" ] && alive "$pid" && say "$pid"
}
off() {
    local pid
    pid=$(recorded "$1") || return 0
    kill -KILL "$pid"
    wait_until 10 gone "$pid" || die "process $pid does not end"
    rm -f "$1"
}

node_pid() { recorded "$dir/$1/init.pid"; }
in_hub() { nsenter -t "$(recorded "$dir/hub.pid")" -n -- "$@"; }
in_node() {
    local pid
    pid=$(node_pid "$1") || die "$1 is off"
    shift
    nsenter -t "$pid" -m -u -i -n -p -- "$@"
}

# the network between the nodes: a bridge in a network namespace of its own
start_hub() {
    local pid
    ! recorded "$dir/hub.pid" >/dev/null || return 0
    setsid unshare --net -- sleep infinity </dev/null >/dev/null 2>&1 &
    pid=$!
    wait_until 5 grep -qx sleep "/proc/$pid/comm" || die "the network of the cluster does not start"
    record "$dir/hub.pid" $pid
    in_hub ip link set lo up && in_hub ip link add br0 type bridge stp_state 0 forward_delay 0 &&
        in_hub ip addr add "$net.254/24" dev br0 && in_hub ip link set br0 up || die "no bridge for the cluster"
}

configuration() {
    local node i=1
    cat <<END
totem {
    version: 2
    cluster_name: hamail
    transport: knet
    crypto_cipher: none
    crypto_hash: none
    token: 1000
}
system {
    sched_rr: no
    move_to_root_cgroup: no
    allow_knet_handle_fallback: yes
}
logging {
    to_syslog: no
    to_logfile: yes
    logfile: /var/log/corosync/corosync.log
}
quorum {
    provider: corosync_votequorum
    two_node: 1
}
nodelist {
END
    for node in $nodes; do
        printf 'node {\n name: %s\n nodeid: %s\n ring0_addr: %s.%s\n}\n' "$node" $i $net $i
        i=$((i + 1))
    done
    say '}'
}

# copy_tree PATH: its directories alone, with their owners
copy_tree() {
    (cd "$1" && find . -xdev -type d -print0) | while IFS= read -r -d '' folder; do
        mkdir -p "$2$1/$folder"
        chown --reference="$1/$folder" "$2$1/$folder"
        chmod --reference="$1/$folder" "$2$1/$folder"
    done
}

prepare() {
    local files=$dir/$1/files path node i=1
    for path in $private; do
        [ -d "$files$path" ] || copy_tree "$path" "$files"
    done
    configuration >"$files/etc/corosync/corosync.conf"
    install -m 640 -o root -g haclient "$dir/authkey" "$files/etc/pacemaker/authkey"
    say "$1" >"$files/etc/hostname"
    {
        say "127.0.0.1 localhost"
        for node in $nodes; do
            say "$net.$i $node"
            i=$((i + 1))
        done
    } >"$files/etc/hosts"
    # with a first configuration the election of a DC takes 2 s instead of 20
    [ -e "$files/var/lib/pacemaker/cib/cib.xml" ] || cat >"$files/var/lib/pacemaker/cib/cib.xml" <<END
<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0">
  <configuration>
    $(settings)
    <nodes/><resources/><constraints/>
    $(stickiness 100)
  </configuration><status/>
</cib>
END
    chown hacluster:haclient "$files/var/lib/pacemaker/cib/cib.xml"
    chmod 600 "$files/var/lib/pacemaker/cib/cib.xml"
}

start_node() {
    local node=$1 i=${1#node} pid
    ! node_pid "$node" >/dev/null || return 0
    mkdir -p "$dir/$node"
    prepare "$node"
    setsid unshare --mount --uts --ipc --net --pid --fork --kill-child -- \
        "$HERE/pacemaker-node" "$dir/$node" "$node" "$private" </dev/null >"$dir/$node/console" 2>&1 &
    wait_until 10 node_pid "$node" || die "$node does not start: $(tail -n 3 "$dir/$node/console")"
    pid=$(node_pid "$node")
    in_hub ip link del "v$i" 2>/dev/null
    in_hub ip link add "v$i" type veth peer name eth0 netns "$pid" && in_hub ip link set "v$i" master br0 up &&
        in_node "$node" ip addr add "$net.$i/24" dev eth0 && in_node "$node" ip link set eth0 up ||
        die "no network for $node"
    daemon "$node" corosync -f
    wait_until 30 in_node "$node" corosync-cmapctl -g runtime.votequorum.this_node_id || die "no Corosync on $node"
    daemon "$node" pacemakerd
}

daemon() {
    local node=$1
    shift
    in_node "$node" env -i PATH="$PATH" HOME=/root LC_ALL=C PCMK_logfacility=none \
        PCMK_logfile=/var/log/pacemaker/pacemaker.log setsid -f "$@" </dev/null >>"$dir/$node/$1.out" 2>&1
}

online() { in_node "$1" crm_mon -1 --output-as=xml 2>/dev/null | grep -q "<node name=\"$1\" .*online=\"true\".*pending=\"false\""; }
all_online() { for node in $nodes; do online "$node" || return 1; done; }

# service ID: a primitive that does nothing, and what it is told in $dir/control
service() {
    cat <<END
    <primitive id="$1" class="ocf" provider="hamail" type="Service">
      <instance_attributes id="$1-set"><nvpair id="$1-control" name="control" value="$dir/control"/></instance_attributes>
      <operations><op id="$1-monitor" name="monitor" interval="5s" timeout="20s"/></operations>
    </primitive>
END
}

resources() {
    cat <<END
<resources>
  <group id="mail1">
    <primitive id="mail1-ip" class="ocf" provider="heartbeat" type="IPaddr2">
      <instance_attributes id="mail1-ip-set">
        <nvpair id="mail1-ip-address" name="ip" value="$net.100"/>
        <nvpair id="mail1-ip-mask" name="cidr_netmask" value="24"/>
      </instance_attributes>
      <operations><op id="mail1-ip-monitor" name="monitor" interval="10s" timeout="20s"/></operations>
    </primitive>
    $(service mail1-service)
  </group>
$(for one; do service "$one"; done)
</resources>
END
}

# fence: a power switch for both nodes, and fencing on
fence() {
    : >"$dir/control/fencing"
    in_node node1 cibadmin --create --scope resources --xml-pipe <<END || return 1
<primitive id="power" class="stonith" type="fence_hamail"><instance_attributes id="power-set">
<nvpair id="power-hosts" name="pcmk_host_list" value="$nodes"/><nvpair id="power-control" name="control" value="$dir/control"/>
</instance_attributes></primitive>
END
    in_node node1 crm_attribute --name stonith-enabled --update true
}

# where nodes were fenced, or were to be, nothing of it is left
new_cluster() {
    for node in $nodes; do off "$dir/$node/init.pid" && rm -rf "${dir:?}/$node"; done
}

# everything as it was at the beginning, and the group on node1; further words are services outside the group
fresh() {
    [ ! -e "$dir/control/fencing" ] || new_cluster
    rm -rf "$dir/control" && mkdir -p "$dir/control"
    for node in $nodes; do start_node "$node"; done
    wait_until 60 all_online || die "the nodes do not come up"
    {
        constraints && resources "$@" | replace resources --xml-pipe &&
            settings | in_node node1 cibadmin --modify --scope crm_config --xml-pipe &&
            stickiness "${STICKINESS:-100}" | replace rsc_defaults --xml-pipe &&
            constraints '<rsc_location id="fresh" rsc="mail1" node="node1" score="INFINITY"/>'
    } || die "no fresh configuration"
    for node in $nodes; do
        in_node node1 crm_attribute --node "$node" --name standby --delete >/dev/null 2>&1
        in_node node1 crm_attribute --node "$node" --name maintenance --delete >/dev/null 2>&1
    done
    for one in maintenance-mode stop-all-resources; do
        in_node node1 crm_attribute --name $one --delete >/dev/null 2>&1
    done
    in_node node1 crm_resource --cleanup >/dev/null 2>&1
    wait_until 60 group_on node1 || die "the group is not on node1: $(in_node node1 crm_mon -1 2>&1 | tail -n 20)"
    constraints '<rsc_location id="operators-own" rsc="mail1" node="node1" score="10"/>'
    rm -f "$dir"/control/mail1-service.{starts,stops}
}

# the nodes on which the service's own file or the address really is
places() {
    for node in $nodes; do
        node_pid "$node" >/dev/null || continue
        in_node "$node" sh -c "[ -e /run/hamail-mail1-service.state ] || ip -o address show | grep -q '$net.100/'" && say "$node"
    done
    return 0
}

# replace SCOPE WHERE-FROM...: all of one section
replace() {
    local scope=$1
    shift
    in_node node1 cibadmin --replace --scope "$scope" "$@" >/dev/null
}
constraints() { replace constraints --xml-text "<constraints>${1:-}</constraints>"; }

group_on() {
    in_node node1 crm_mon -1 --output-as=xml | tr '\n' ' ' | sed 's/<resource /\n&/g' |
        grep -c "^<resource id=\"mail1-.*role=\"Started\".* blocked=\"false\".*<node name=\"$1\"" | grep -qx 2
}

settings() {
    cat <<END
<crm_config><cluster_property_set id="options">
  <nvpair id="options-dc-deadtime" name="dc-deadtime" value="2s"/>
  <nvpair id="options-stonith" name="stonith-enabled" value="false"/>
</cluster_property_set></crm_config>
END
}

stickiness() {
    cat <<END
<rsc_defaults><meta_attributes id="defaults">
  <nvpair id="defaults-stickiness" name="resource-stickiness" value="$1"/>
</meta_attributes></rsc_defaults>
END
}

case ${1:-} in
launch)
    [ "$(id -u)" = 0 ] || die "a cluster needs root"
    mkdir -p "$dir"
    chmod 755 "$RUNROOT" "$dir"
    [ -f "$dir/authkey" ] || head -c 256 /dev/urandom >"$dir/authkey"
    mkdir -p "$dir/agents/sbin" "$dir/agents/ocf/hamail" "$dir/control"
    cp "$HERE/../cluster/agents/fence_hamail" "$dir/agents/sbin/"
    cp "$HERE/../cluster/agents/Service" "$dir/agents/ocf/hamail/"
    start_hub
    for node in $nodes; do start_node "$node"; done
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "the cluster does not come up: $(in_node node1 crm_mon -1 2>&1 | tail -n 20)"
    ;;
wait) wait_until "${2:-120}" all_online ;;
stop)
    for node in $nodes; do off "$dir/$node/init.pid"; done
    off "$dir/hub.pid"
    ;;
status) say "pid $(node_pid node1)" ;;
exec)
    shift
    in_node "$@"
    ;;
off) off "$dir/$2/init.pid" ;;
fresh)
    shift
    fresh "$@"
    ;;
fence) fence ;;
places) places ;;
control)
    case ${3:-} in
    '') rm -f "$dir/control/$2" ;;
    *) say "$3" >"$dir/control/$2" ;;
    esac
    ;;
starts | stops) grep -c "" "$dir/control/mail1-service.$1" 2>/dev/null || say 0 ;;
ports) ;;
*) usage "exec|off|fresh|fence|control|starts|stops|places" ;;
esac
