# shellcheck shell=bash
# Sourced by first-hour: a real Pacemaker and Corosync on the two nodes, with the address, Dovecot and Postfix as the group
# mail1-group, and a power switch that switches nothing.

corosync_settings() {
    local node
    cat <<END2
totem {
    version: 2
    cluster_name: mail
    transport: knet
    crypto_cipher: none
    crypto_hash: none
    token: 3000
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
    node {
        name: phys-a
        nodeid: 1
        ring0_addr: 192.0.2.11
    }
    node {
        name: phys-b
        nodeid: 2
        ring0_addr: 192.0.2.12
    }
}
END2
}

# with a first configuration the election of a DC takes 2 s instead of 20
first_configuration() {
    cat <<'END2'
<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0">
  <configuration>
    <crm_config><cluster_property_set id="options">
      <nvpair id="options-dc-deadtime" name="dc-deadtime" value="2s"/>
      <nvpair id="options-stonith" name="stonith-enabled" value="true"/>
    </cluster_property_set></crm_config>
    <nodes/><resources/><constraints/>
    <rsc_defaults><meta_attributes id="defaults">
      <nvpair id="defaults-stickiness" name="resource-stickiness" value="1000"/>
    </meta_attributes></rsc_defaults>
  </configuration><status/>
</cib>
END2
}

# the group, and phys-a as its first choice
configuration() {
    cat <<'END2'
<configuration><resources>
  <primitive id="power" class="stonith" type="fence_hamail">
    <instance_attributes id="power-set"><nvpair id="power-hosts" name="pcmk_host_list" value="phys-a phys-b"/></instance_attributes>
  </primitive>
  <group id="mail1-group">
    <primitive id="mail1-ip" class="ocf" provider="heartbeat" type="IPaddr2">
      <instance_attributes id="mail1-ip-set">
        <nvpair id="mail1-ip-address" name="ip" value="192.0.2.10"/>
        <nvpair id="mail1-ip-mask" name="cidr_netmask" value="24"/>
      </instance_attributes>
      <operations><op id="mail1-ip-monitor" name="monitor" interval="10s" timeout="20s"/></operations>
    </primitive>
    <primitive id="mail1-dovecot" class="ocf" provider="heartbeat" type="dovecot">
      <operations>
        <op id="mail1-dovecot-start" name="start" interval="0" timeout="20s"/>
        <op id="mail1-dovecot-stop" name="stop" interval="0" timeout="20s"/>
      </operations>
    </primitive>
    <primitive id="mail1-postfix" class="ocf" provider="heartbeat" type="postfix">
      <operations>
        <op id="mail1-postfix-start" name="start" interval="0" timeout="20s"/>
        <op id="mail1-postfix-stop" name="stop" interval="0" timeout="20s"/>
      </operations>
    </primitive>
  </group>
</resources>
<constraints><rsc_location id="first-choice" rsc="mail1-group" node="phys-a" score="10"/></constraints></configuration>
END2
}

all_online() {
    local known
    known=$(on phys-a crm_mon -1 --output-as=xml 2>/dev/null) &&
        [ "$(grep -c '<node name="phys-.*online="true".*pending="false"' <<<"$known")" = 2 ]
}

all_started() {
    [ "$(on phys-a crm_mon -1 --output-as=xml 2>/dev/null | tr '\n' ' ' | sed 's/<resource /\n&/g' |
        grep -c '^<resource id="mail1-.*role="Started".*<node name="phys-a"')" = 3 ]
}

daemon() {
    on "$1" env PCMK_logfacility=none PCMK_logfile=/var/log/pacemaker/pacemaker.log setsid -f "${@:2}" </dev/null \
        >>"$sandbox/$1-cluster.log" 2>&1
}

start_cluster() {
    local node files
    head -c 256 /dev/urandom >"$sandbox/authkey"
    for node in $nodes; do
        files=$(root_of "$node")
        corosync_settings >"$files/etc/corosync/corosync.conf"
        cp test-fixtures/cluster/agents/fence_hamail "$files/usr/sbin/"
        cp "$sandbox/authkey" "$files/etc/pacemaker/authkey"
        first_configuration >"$files/var/lib/pacemaker/cib/cib.xml"
        on "$node" sh -ec 'chown root:haclient /etc/pacemaker/authkey && chmod 640 /etc/pacemaker/authkey
            chown hacluster:haclient /var/lib/pacemaker/cib/cib.xml && chmod 600 /var/lib/pacemaker/cib/cib.xml
            install -d -m 1755 /run/resource-agents' || fail "no cluster on $node"
        daemon "$node" corosync -f
    done
    for node in $nodes; do
        until on "$node" corosync-cmapctl -g runtime.votequorum.this_node_id >/dev/null 2>&1; do
            [ "$(now)" -lt $((began + 60000)) ] || fail "no Corosync on $node: $(tail -n 5 "$sandbox/$node-cluster.log")"
            sleep 0.2
        done
        daemon "$node" pacemakerd
    done
    await "Pacemaker on both nodes" all_online
    configuration | on phys-a cibadmin --modify --allow-create --xml-pipe >/dev/null || fail "the cluster refuses the group"
    await "the group mail1-group on phys-a" all_started
}
