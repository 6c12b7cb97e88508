#!/bin/bash
# Nagios Core 4. An interval of 1 lasts NAGIOS_INTERVAL seconds (1). Put hosts and services as *.cfg into
# $RUNROOT/nagios/objects before `start` or `reload`; base.cfg there gives the time period 24x7, the contact admin,
# the commands ok and dummy, the host template test-host and the service template test-service.
# NAGIOS_USER (nagios); NAGIOS_LIMITS = a file of main settings to use instead of the built-in time limits;
# NAGIOS_BASE=no = only the given objects.
#   command 'EXTERNAL COMMAND;...'    service HOST SERVICE [FIELD]    services    reload    verify
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/nagios
pid_file=$dir/nagios.pid
user=${NAGIOS_USER:-nagios}
[ "$(id -u)" = 0 ] || user=$(id -un)

limits() {
    if [ -n "${NAGIOS_LIMITS:-}" ]; then
        grep -v '^#' "$NAGIOS_LIMITS"
    else
        say service_check_timeout=720 service_check_timeout_state=u event_handler_timeout=30 | tr ' ' '\n'
    fi
}

configure() {
    mkdir -p "$dir"/{objects,rw,spool,archives,tmp}
    chmod 755 "$RUNROOT" "$dir" "$dir/objects"
    cat >"$dir/nagios.cfg" <<END
log_file=$dir/nagios.log
cfg_dir=$dir/objects
object_cache_file=$dir/objects.cache
precached_object_file=$dir/objects.precache
resource_file=$dir/resource.cfg
status_file=$dir/status.dat
status_update_interval=1
nagios_user=$user
nagios_group=$(id -gn "$user")
check_external_commands=1
command_file=$dir/rw/nagios.cmd
query_socket=$dir/rw/nagios.qh
lock_file=$pid_file
temp_file=$dir/tmp/nagios.tmp
temp_path=$dir/tmp
check_result_path=$dir/spool
state_retention_file=$dir/retention.dat
retain_state_information=0
log_rotation_method=n
log_archive_path=$dir/archives
use_syslog=0
log_service_retries=1
log_event_handlers=1
log_external_commands=1
log_passive_checks=1
log_initial_states=1
interval_length=${NAGIOS_INTERVAL:-1}
service_inter_check_delay_method=n
host_inter_check_delay_method=n
service_interleave_factor=1
check_result_reaper_frequency=1
check_workers=4
enable_event_handlers=1
enable_environment_macros=0
check_service_freshness=1
service_freshness_check_interval=1
additional_freshness_latency=0
cached_host_check_horizon=0
cached_service_check_horizon=0
enable_notifications=0
enable_flap_detection=0
illegal_macro_output_chars=\`~\$&|'"<>
illegal_object_name_chars=\`~!\$%^&*|'"<>?,()=
date_format=iso8601
event_broker_options=0
$(limits)
END
    [ -e "$dir/resource.cfg" ] || echo "\$USER1\$=/usr/lib/nagios/plugins" >"$dir/resource.cfg"
    [ "${NAGIOS_BASE:-yes}" = no ] || base >"$dir/objects/base.cfg"
    chown "$user" "$dir" "$dir"/{rw,spool,archives,tmp}
}

base() {
    cat <<'END'
define timeperiod {
    timeperiod_name 24x7
    alias           always
    sunday          00:00-24:00
    monday          00:00-24:00
    tuesday         00:00-24:00
    wednesday       00:00-24:00
    thursday        00:00-24:00
    friday          00:00-24:00
    saturday        00:00-24:00
}
define command {
    command_name ok
    command_line /bin/true
}
define command {
    command_name dummy
    command_line /usr/lib/nagios/plugins/check_dummy $ARG1$ "$ARG2$"
}
define contact {
    contact_name                  admin
    host_notification_period      24x7
    service_notification_period   24x7
    host_notification_options     n
    service_notification_options  n
    host_notification_commands    ok
    service_notification_commands ok
}
define host {
    name                test-host
    register            0
    address             127.0.0.1
    check_command       ok
    check_interval      60
    retry_interval      5
    max_check_attempts  2
    check_period        24x7
    notification_period 24x7
    contacts            admin
}
define service {
    name                  test-service
    register              0
    check_period          24x7
    notification_period   24x7
    contacts              admin
    max_check_attempts    3
    check_interval        2
    retry_interval        1
    notification_interval 0
}
END
}

# service HOST SERVICE [FIELD,...]: what Nagios thinks of it, from its status file
service() {
    awk -v host="$1" -v service="$2" -v fields="${3:-current_state,state_type,current_attempt,plugin_output}" '
        BEGIN { n = split(fields, wanted, ",") }
        /^servicestatus \{/ { inside = 1; split("", v); next }
        inside && /^\t\}/ {
            inside = 0
            if (v["host_name"] == host && v["service_description"] == service)
                for (i = 1; i <= n; i++) print wanted[i] "=" v[wanted[i]]
            next
        }
        inside { sub(/^\t/, ""); k = index($0, "="); v[substr($0, 1, k - 1)] = substr($0, k + 1) }' "$dir/status.dat"
}

# services: one line HOST;SERVICE;STATE;TYPE;OUTPUT for each; STATE is PENDING before the first result
services() {
    awk 'BEGIN { split("OK WARNING CRITICAL UNKNOWN", state, " "); split("SOFT HARD", type, " ") }
        /^servicestatus \{/ { inside = 1; split("", v); next }
        inside && /^\t\}/ {
            inside = 0
            print v["host_name"] ";" v["service_description"] ";" \
                (v["has_been_checked"] == 1 ? state[v["current_state"] + 1] : "PENDING") ";" \
                type[v["state_type"] + 1] ";" v["plugin_output"]
            next
        }
        inside { sub(/^\t/, ""); k = index($0, "="); v[substr($0, 1, k - 1)] = substr($0, k + 1) }' "$dir/status.dat"
}

ready() { alive "$(pid_in "$pid_file")" && [ -p "$dir/rw/nagios.cmd" ] && [ -s "$dir/status.dat" ]; }

case ${1:-} in
launch)
    configure
    alive "$(pid_in "$pid_file")" || rm -f "$pid_file"
    rm -f "$dir/rw/nagios.cmd" "$dir/status.dat"
    /usr/sbin/nagios4 -d "$dir/nagios.cfg" >>"$dir/stdout.log" 2>&1 </dev/null ||
        die "nagios does not start: $(/usr/sbin/nagios4 -v "$dir/nagios.cfg" | grep -E '^(Error|Warning)')"
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "nagios does not run: $(tail -n 3 "$dir/nagios.log")"
    ;;
wait) wait_until "${2:-15}" ready ;;
stop)
    stop_pid_file "$pid_file"
    # 4.4.6 leaves the pipe behind: writers would wait for a reader that never comes
    rm -f "$dir/rw/nagios.cmd" "$dir/rw/nagios.qh"
    ;;
status) status_of "$pid_file" ;;
reload) kill -HUP "$(pid_in "$pid_file")" ;;
verify)
    configure
    /usr/sbin/nagios4 -v "$dir/nagios.cfg"
    ;;
command) printf '[%s] %s\n' "$(date +%s)" "$2" >"$dir/rw/nagios.cmd" ;;
service) service "${@:2}" ;;
services) services ;;
ports) ;;
*) usage 'reload|verify|command TEXT|service HOST SERVICE [FIELDS]|services' ;;
esac
