#!/bin/bash
# Icinga 2.13 with its API (users root/icingapw and limited/limitedpw) and its command pipe. Objects: *.conf in
# $RUNROOT/icinga2/conf.d; base.conf there gives the host mail1. ICINGA_PLUGINS: the folder of the plugins.
# ICINGA_USER (nagios). Certificate authority: icinga2/data/certs/ca.crt.
#   api METHOD PATH [JSON]    verify
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/icinga2
pid_file=$dir/run/icinga2.pid
port=${ICINGA_PORT:-15665}
node=monitor
user=${ICINGA_USER:-nagios}
[ "$(id -u)" = 0 ] || user=$(id -un)
group=$(id -gn "$user")
# the constants are read before the configuration, so they must be given as options
paths=(-D "ConfigDir=$dir" -D "DataDir=$dir/data" -D "LogDir=$dir/log" -D "CacheDir=$dir/cache"
    -D "SpoolDir=$dir/spool" -D "InitRunDir=$dir/run" -D "StatePath=$dir/data/icinga2.state"
    -D "ModAttrPath=$dir/data/modified-attributes.conf" -D "ObjectsPath=$dir/cache/icinga2.debug"
    -D "VarsPath=$dir/cache/icinga2.vars" -D "PidPath=$pid_file" -D "RunAsUser=$user" -D "RunAsGroup=$group")

certificates() (
    cd "$dir/data/certs" || exit 1
    openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=Icinga CA" -keyout ca.key -out ca.crt &&
        openssl req -newkey rsa:2048 -nodes -subj "/CN=$node" -keyout "$node.key" -out "$node.csr" &&
        printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1,IP:%s\n' "$node" "$SERVER_IP" >names &&
        openssl x509 -req -in "$node.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile names \
            -out "$node.crt"
) >>"$dir/stdout.log" 2>&1

configure() {
    mkdir -p "$dir"/{conf.d,rw,cache} "$dir"/data/{certs,api/{packages,zones,zones-stage,log,repository}} \
        "$dir"/data/certificate-requests "$dir"/log/{crash,compat/archives,error} "$dir"/spool/{tmp,perfdata} "$dir/run/cmd"
    chmod 755 "$RUNROOT" "$dir"
    [ -s "$dir/data/certs/$node.crt" ] || certificates || die "no certificate: $(tail -n 1 "$dir/stdout.log")"
    cat >"$dir/icinga2.conf" <<END
const NodeName = "$node"
const ZoneName = NodeName
const TicketSalt = ""
const PluginDir = "${ICINGA_PLUGINS:-/usr/lib/nagios/plugins}"
include <itl>
include <plugins>
object Endpoint NodeName { }
object Zone ZoneName { endpoints = [ NodeName ] }
object FileLogger "main" { severity = "information"; path = LogDir + "/icinga2.log" }
object CheckerComponent "checker" { }
object ExternalCommandListener "command" { command_path = InitRunDir + "/cmd/icinga2.cmd" }
object ApiListener "api" { bind_host = "$SERVER_IP"; bind_port = $port }
object ApiUser "root" { password = "icingapw"; permissions = [ "*" ] }
object ApiUser "limited" {
  password = "limitedpw"
  permissions = [ "actions/process-check-result", "objects/query/Service" ]
}
include "conf.d/*.conf"
END
    [ -e "$dir/conf.d/base.conf" ] || cat >"$dir/conf.d/base.conf" <<'END'
object Host "mail1" {
  address = "127.0.0.1"
  check_command = "dummy"
  vars.dummy_state = 0
  check_interval = 60s
}
END
    chown -R "$user:$group" "$dir"/{data,log,cache,spool,run,rw}
}

api() {
    curl -sS -m 10 --cacert "$dir/data/certs/ca.crt" -u root:icingapw -H 'Accept: application/json' -X "$1" \
        "https://$SERVER_IP:$port$2" ${3:+-H 'Content-Type: application/json' -d "$3"}
}

ready() { api GET /v1/status/IcingaApplication | grep -q '"pid"'; }

case ${1:-} in
launch)
    configure
    rm -f "$pid_file"
    setsid /usr/sbin/icinga2 daemon "${paths[@]}" -c "$dir/icinga2.conf" >>"$dir/stdout.log" 2>&1 </dev/null &
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "icinga2 does not answer: $(grep -E 'critical|error' "$dir/stdout.log" | tail -n 3)"
    ;;
wait) wait_until "${2:-30}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
verify)
    configure
    /usr/sbin/icinga2 daemon "${paths[@]}" -C -c "$dir/icinga2.conf"
    ;;
api) api "${@:2}" ;;
ports) say ICINGA_PORT ;;
*) usage 'verify|api METHOD PATH [JSON]' ;;
esac
