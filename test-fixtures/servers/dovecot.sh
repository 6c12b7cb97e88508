#!/bin/bash
# Dovecot 2.3: IMAP and POP3, plain, STARTTLS and implicit TLS. User alice, password secret.
# DOVECOT_DISABLE_PLAINTEXT=yes refuses logins without TLS from other addresses than SERVER_IP.
# DOVECOT_PROTOCOLS: what it speaks (imap pop3); lmtp and sieve have packages of their own.
# DOVECOT_SETTINGS: further lines of its configuration, for example process limits.
# MAIL_STORE: where the mailboxes are (dovecot/mail).
# A SIGSTOP to the process in dovecot/run/master.pid gives a server that accepts connections and never answers.
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/dovecot
pid_file=$dir/run/master.pid
mail=${MAIL_STORE:-$RUNROOT/dovecot/mail}
imap=${IMAP_PORT:-10143} imaps=${IMAPS_PORT:-10993} pop3=${POP3_PORT:-10110} pop3s=${POP3S_PORT:-10995}
lmtp=${LMTP_PORT:-10024} sieve=${SIEVE_PORT:-14190} protocols=${DOVECOT_PROTOCOLS:-imap pop3}
mail_user=mail mail_group=mail
[ "$(id -u)" = 0 ] || mail_user=$(id -un) mail_group=$(id -gn)

# a Dovecot that was not started by root may not change users or roots
without_root() { [ "$(id -u)" = 0 ] || printf '%s\n' "$@"; }

# spoken PROTOCOL LINE...: the lines of the configuration for a protocol that this Dovecot speaks
spoken() { case " $protocols " in *" $1 "*) shift && printf '%s\n' "$@" ;; esac }

configure() {
    "$HERE/certs.sh" || exit 1
    mkdir -p "$dir"/{run,state} "$mail"
    chmod 755 "$RUNROOT" "$dir"
    chown "$mail_user:$mail_group" "$mail"
    echo 'alice:{PLAIN}secret::::::' >"$dir/users"
    chown root:dovecot "$dir/users"
    chmod 640 "$dir/users"
    cat >"$dir/dovecot.conf" <<END
base_dir = $dir/run
state_dir = $dir/state
instance_name = $(basename "$RUNROOT")
log_path = $dir/dovecot.log
protocols = $protocols
listen = $SERVER_IP
auth_mechanisms = plain login cram-md5
disable_plaintext_auth = ${DOVECOT_DISABLE_PLAINTEXT:-no}
ssl = yes
ssl_cert = <$RUNROOT/certs/server.pem
ssl_key = <$RUNROOT/certs/server.key
mail_location = maildir:$mail/%u
first_valid_uid = 8
mail_uid = $mail_user
mail_gid = $mail_group
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u $dir/users
}
userdb {
  driver = static
  args = uid=$mail_user gid=$mail_group home=$mail/%u
}
$(without_root "default_internal_user = $(id -un)" "default_internal_group = $(id -gn)" \
        "default_login_user = $(id -un)" "service anvil {" "  chroot =" "}")
service imap-login {
$(without_root "  chroot =")
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service pop3-login {
$(without_root "  chroot =")
  inet_listener pop3 {
    port = $pop3
  }
  inet_listener pop3s {
    port = $pop3s
    ssl = yes
  }
}
$(spoken lmtp "service lmtp {" "  inet_listener lmtp {" "    port = $lmtp" "  }" "}")
$(spoken sieve "service managesieve-login {" "  inet_listener sieve {" "    port = $sieve" "  }" "}")
service auth {
$(without_root "  user =")
  unix_listener auth-smtp {
    mode = 0666
  }
}
${DOVECOT_SETTINGS:-}
END
}

ready() { banner "$SERVER_IP" "$imap" '^\* OK' && banner "$SERVER_IP" "$pop3" '^\+OK'; }

case ${1:-} in
launch)
    configure
    /usr/sbin/dovecot -c "$dir/dovecot.conf" >>"$dir/stdout.log" 2>&1 </dev/null ||
        die "dovecot does not start: $(tail -n 3 "$dir/stdout.log")"
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "dovecot does not answer: $(tail -n 3 "$dir/dovecot.log")"
    ;;
wait) wait_until "${2:-15}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
ports) say IMAP_PORT IMAPS_PORT POP3_PORT POP3S_PORT LMTP_PORT SIEVE_PORT ;;
*) usage ;;
esac
