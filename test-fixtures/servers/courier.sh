#!/bin/bash
# Courier IMAP 5: IMAP with STARTTLS and implicit TLS, POP3. User alice, password secret. Unpacked, not installed.
# One couriertcpd for each port, with its pid file, as Debian's own start scripts have it.
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/courier
pid_file=$dir/daemon.pid
# COURIER_PROCESSES: how many for each port, at most
imap=${COURIER_IMAP_PORT:-12143} imaps=${COURIER_IMAPS_PORT:-12993} pop3=${COURIER_POP3_PORT:-12110}

configure() {
    "$HERE/unpacked.sh" fetch && "$HERE/certs.sh" || exit 1
    mkdir -p "$dir"/{run/courier/authdaemon,mail/alice/Maildir/{new,cur,tmp},etc}
    chmod 755 "$RUNROOT" "$dir" "$dir"/run{,/courier,/courier/authdaemon}
    cp -a "${UNPACKED:-$HERE/../../target/unpacked}/root/etc/courier/." "$dir/etc/"
    sed -i 's/^authmodulelist=.*/authmodulelist="authuserdb"/; s/^LOGGEROPTS=.*/LOGGEROPTS=""/' "$dir/etc/authdaemonrc"
    cat "$RUNROOT/certs/server.key" "$RUNROOT/certs/server.pem" >"$dir/etc/imapd.pem"
    : >"$dir/etc/tlscache"
    chmod 600 "$dir/etc/imapd.pem" "$dir/etc/tlscache"
    chown 152:152 "$dir/etc/imapd.pem" "$dir/etc/tlscache" # couriertls gives up root for STARTTLS
    chown -R mail:mail "$dir/mail"
    printf 'alice\tuid=8|gid=8|home=%s/mail/alice|mail=%s/mail/alice/Maildir|systempw=%s\n' \
        "$dir" "$dir" "$(openssl passwd -6 secret)" >"$dir/etc/userdb"
    chmod 600 "$dir/etc/userdb"
    cat >"$dir/inside.sh" <<END
#!/bin/bash
# runs in the namespace; whoever ends it ends all of them
set -a
. /etc/courier/imapd
. /etc/courier/imapd-ssl
set +a
export TLS_CACHEFILE=$dir/etc/tlscache TLS_CERTFILE=/etc/courier/imapd.pem IMAP_STARTTLS=YES
export COURIERTLS=/usr/bin/couriertls TLS_PROTOCOL= TLS_PRIORITY="NORMAL:-CTYPE-OPENPGP"
/usr/sbin/makeuserdb
/usr/lib/courier/courier-authlib/authdaemond &
children=\$!
for try in \$(seq 100); do
    [ -S /run/courier/authdaemon/socket ] && break
    sleep 0.02
done
listen() { # NAME WORDS...
    /usr/sbin/couriertcpd -address=$SERVER_IP -maxprocs=${COURIER_PROCESSES:-40} -maxperip=40 -nodnslookup -noidentlookup "\${@:2}" &
    children="\$children \$!"
    echo \$! >$dir/\$1.pid
}
listen imapd $imap /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir
IMAP_TLS=1 listen imapd-ssl $imaps /usr/bin/couriertls -server -tcpd /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir
POP3_STARTTLS=YES listen pop3d $pop3 /usr/lib/courier/courier/courierpop3login /usr/lib/courier/courier/courierpop3d Maildir
trap 'kill \$children' TERM INT
wait
wait
END
    chmod 755 "$dir/inside.sh"
}

ready() { banner "$SERVER_IP" "$imap" '^\* OK' && banner "$SERVER_IP" "$pop3" '^\+OK'; }

case ${1:-} in
launch)
    [ "$(id -u)" = 0 ] || die "courier needs root"
    configure
    BINDS="$dir/etc:/etc/courier $dir/run:/run" "$HERE/unpacked.sh" run "$dir/inside.sh" \
        >>"$dir/stdout.log" 2>&1 </dev/null &
    echo $! >"$pid_file"
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "courier does not answer: $(tail -n 3 "$dir/stdout.log")"
    ;;
wait) wait_until "${2:-15}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
ports) say COURIER_IMAP_PORT COURIER_IMAPS_PORT COURIER_POP3_PORT ;;
*) usage ;;
esac
