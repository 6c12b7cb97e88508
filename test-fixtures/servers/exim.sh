#!/bin/bash
# Exim 4.96: SMTP with STARTTLS and implicit TLS; delivers for alice and bob into exim/mail. Unpacked, not installed.
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/exim
pid_file=$dir/daemon.pid
# EXIM_SETTINGS: more lines for the main part of its configuration
smtp=${EXIM_SMTP_PORT:-10125} smtps=${EXIM_SMTPS_PORT:-10565}

configure() {
    "$HERE/unpacked.sh" fetch && "$HERE/certs.sh" || exit 1
    mkdir -p "$dir"/{spool,log,mail}
    chmod 755 "$RUNROOT" "$dir"
    chown 150:150 "$dir"/{spool,log}
    chown mail:mail "$dir/mail"
    install -o 150 -g 150 -m 600 "$RUNROOT/certs/server.key" "$dir/server.key"
    cat >"$dir/exim.conf" <<END
spool_directory = $dir/spool
log_file_path = $dir/log/%s.log
pid_file_path = $dir/exim.pid
exim_path = /usr/sbin/exim4
daemon_smtp_ports = $smtp : $smtps
tls_on_connect_ports = $smtps
local_interfaces = <; $SERVER_IP
primary_hostname = exim.test
qualify_domain = mail.test
keep_environment =
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts = *
tls_certificate = $RUNROOT/certs/server.pem
tls_privatekey = $dir/server.key
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = accept
${EXIM_SETTINGS:-}
begin acl
acl_rcpt:
  accept domains = mail.test
  deny message = relay not permitted
begin routers
local:
  driver = accept
  domains = mail.test
  local_parts = alice : bob
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = $dir/mail/\$local_part_data
  maildir_format
  create_directory
  user = mail
  group = mail
begin retry
* * F,2h,15m
END
    chmod 644 "$dir/exim.conf"
}

ready() { banner "$SERVER_IP" "$smtp" '^220 '; }

case ${1:-} in
launch)
    [ "$(id -u)" = 0 ] || die "exim needs root"
    configure
    # with -C it would give up root before it delivers
    BINDS="$dir/exim.conf:/etc/exim4/exim4.conf" "$HERE/unpacked.sh" run /usr/sbin/exim4 -bdf -q30m \
        >>"$dir/stdout.log" 2>&1 </dev/null &
    echo $! >"$pid_file"
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "exim does not answer: $(tail -n 3 "$dir/stdout.log" "$dir"/log/* 2>/dev/null)"
    ;;
wait) wait_until "${2:-15}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
ports) say EXIM_SMTP_PORT EXIM_SMTPS_PORT ;;
*) usage ;;
esac
