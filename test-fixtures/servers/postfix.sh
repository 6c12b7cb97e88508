#!/bin/bash
# Postfix 3.7: SMTP, SMTP over TLS, submission; mail to alice@mail.test goes into Dovecot's maildirs (MAIL_STORE).
# Needs root.
# It listens where master.cf says; inet_interfaces takes only addresses that an interface carries.
# POSTFIX_SETTINGS: further lines of main.cf; SMTPD_PROCESSES: how many may run.
# SMTP_SASL=yes: logins against the Dovecot of the same RUNROOT.
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/postfix
pid_file=$dir/queue/pid/master.pid
smtp=${SMTP_PORT:-10025} smtps=${SMTPS_PORT:-10465} submission=${SUBMISSION_PORT:-10587}
mail=${MAIL_STORE:-$RUNROOT/dovecot/mail}

configure() {
    "$HERE/certs.sh" || exit 1
    mkdir -p "$dir"/{etc,queue,data,log} "$mail"
    chmod 755 "$RUNROOT" "$dir" "$dir"/{etc,queue,log}
    chown postfix "$dir/data"
    chmod 700 "$dir/data"
    chown mail:mail "$mail"
    cat >"$dir/etc/main.cf" <<END
compatibility_level = 3.6
config_directory = $dir/etc
queue_directory = $dir/queue
data_directory = $dir/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
multi_instance_enable = no
syslog_name = postfix-test
maillog_file = $dir/log/mail.log
maillog_file_prefixes = /var, /dev/stdout, $dir/log
myhostname = mail.test
mydomain = mail.test
myorigin = mail.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relayhost =
default_transport = error:no outbound mail from a test
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
disable_dns_lookups = yes
smtp_host_lookup = native
smtpd_peername_lookup = no
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = mail.test
virtual_mailbox_base = $mail
virtual_mailbox_maps = inline:{alice@mail.test=alice/,bob@mail.test=bob/}
virtual_uid_maps = static:8
virtual_gid_maps = static:8
virtual_minimum_uid = 8
smtpd_tls_security_level = may
smtpd_tls_cert_file = $RUNROOT/certs/server.pem
smtpd_tls_key_file = $RUNROOT/certs/server.key
smtpd_tls_loglevel = 1
smtpd_tls_session_cache_database =
smtpd_sasl_type = dovecot
smtpd_sasl_path = $RUNROOT/dovecot/run/auth-smtp
smtpd_sasl_auth_enable = ${SMTP_SASL:-no}
smtpd_tls_auth_only = no
${POSTFIX_SETTINGS:-}
END
    cat >"$dir/etc/master.cf" <<END
$SERVER_IP:$smtp inet n - n - ${SMTPD_PROCESSES:--} smtpd
$SERVER_IP:$submission inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
$SERVER_IP:$smtps inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
smtp      unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
local     unix  - n n - - local
virtual   unix  - n n - - virtual
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
END
    # every Postfix program sleeps a second on a main.cf that is younger than two
    touch -d '-1 minute' "$dir/etc/main.cf" "$dir/etc/master.cf"
}

# `postfix start` spends two seconds in checks, of which only the first is needed: it makes the queue's folders
run_master() {
    [ -d "$dir/queue/maildrop" ] || /usr/sbin/postfix -c "$dir/etc" check || return 1
    /usr/lib/postfix/sbin/master -c "$dir/etc" -w
}

ready() { banner "$SERVER_IP" "$smtp" '^220 '; }

case ${1:-} in
launch)
    [ "$(id -u)" = 0 ] || die "postfix needs root"
    configure
    run_master >>"$dir/stdout.log" 2>&1 </dev/null ||
        die "postfix does not start: $(tail -n 3 "$dir/stdout.log" "$dir/log/mail.log" 2>/dev/null)"
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "postfix does not answer: $(tail -n 3 "$dir/log/mail.log")"
    ;;
wait) wait_until "${2:-15}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
ports) say SMTP_PORT SMTPS_PORT SUBMISSION_PORT ;;
*) usage ;;
esac
