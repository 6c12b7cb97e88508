#!/bin/bash
# nsca 2.10: passes results on to the command pipe of the Nagios in the same RUNROOT.
# NSCA_METHOD (1 = xor), NSCA_PASSWORD (secret), NSCA_COMMAND_FILE (that Nagios' pipe).
# `NAME.sh send` reads lines of send_nsca (host TAB service TAB state TAB text) from standard input.
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/nsca
pid_file=$dir/nsca.pid
port=${NSCA_PORT:-15667}
method=${NSCA_METHOD:-1} password=${NSCA_PASSWORD-secret}
user=nagios
[ "$(id -u)" = 0 ] || user=$(id -un)

configure() {
    mkdir -p "$dir"
    chmod 755 "$RUNROOT" "$dir"
    chown "$user" "$dir"
    cat >"$dir/nsca.cfg" <<END
pid_file=$pid_file
server_port=$port
server_address=$SERVER_IP
nsca_user=$user
nsca_group=$(id -gn "$user")
debug=1
command_file=${NSCA_COMMAND_FILE:-$RUNROOT/nagios/rw/nagios.cmd}
alternate_dump_file=$dir/nsca.dump
aggregate_writes=0
append_to_file=0
max_packet_age=30
decryption_method=$method
${password:+password=$password}
END
    printf 'encryption_method=%s\n%s\n' "$method" "${password:+password=$password}" >"$dir/send_nsca.cfg"
}

ready() { port_open "$SERVER_IP" "$port" && test -s "$pid_file"; }

case ${1:-} in
launch)
    configure
    /usr/sbin/nsca -c "$dir/nsca.cfg" --daemon >>"$dir/nsca.log" 2>&1 </dev/null ||
        die "nsca does not start: $(tail -n 3 "$dir/nsca.log")"
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "nsca does not answer: $(tail -n 3 "$dir/nsca.log")"
    ;;
wait) wait_until "${2:-15}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
send) /usr/sbin/send_nsca -H "$SERVER_IP" -p "$port" -c "$dir/send_nsca.cfg" -to 5 ;;
ports) say NSCA_PORT ;;
*) usage send ;;
esac
