#!/bin/bash
# Cyrus IMAP 3.6: IMAP and POP3, plain, STARTTLS and implicit TLS. User alice, password secret. Unpacked, not installed.
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/cyrus
pid_file=$dir/run/daemon.pid
# CYRUS_PROCESSES: how many for each service, at most
imap=${CYRUS_IMAP_PORT:-11143} imaps=${CYRUS_IMAPS_PORT:-11993}
pop3=${CYRUS_POP3_PORT:-11110} pop3s=${CYRUS_POP3S_PORT:-11995}

configure() {
    "$HERE/unpacked.sh" fetch && "$HERE/certs.sh" || exit 1
    mkdir -p "$dir"/conf/{db,proc,socket,log,msg,lock,user,quota,ptclient,sieve,sync,rpm} "$dir"/{spool,run}
    chmod 755 "$RUNROOT" "$dir"
    install -m 600 "$RUNROOT/certs/server.key" "$dir/server.key"
    cat >"$dir/imapd.conf" <<END
configdirectory: $dir/conf
defaultpartition: default
partition-default: $dir/spool
cyrus_user: cyrus
cyrus_group: mail
admins: cyrus
servername: cyrus.test
defaultdomain: mail.test
virtdomains: no
hashimapspool: yes
autocreate_quota: 0
autocreate_post: yes
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $dir/sasldb2
sasl_mech_list: PLAIN LOGIN
tls_server_cert: $RUNROOT/certs/server.pem
tls_server_key: $dir/server.key
tls_client_ca_file: $RUNROOT/certs/ca.pem
idlesocket: $dir/conf/socket/idle
lmtpsocket: $dir/conf/socket/lmtp
notifysocket: $dir/conf/socket/notify
proc_path: $dir/conf/proc
mboxname_lockpath: $dir/conf/lock
sieveusehomedir: false
sievedir: $dir/conf/sieve
END
    cat >"$dir/cyrus.conf" <<END
START {
  recover cmd="ctl_cyrusdb -C $dir/imapd.conf -r"
}
SERVICES {
  imap  cmd="imapd -C $dir/imapd.conf" listen="$SERVER_IP:$imap" prefork=0 maxchild=${CYRUS_PROCESSES:-50}
  imaps cmd="imapd -C $dir/imapd.conf -s" listen="$SERVER_IP:$imaps" prefork=0 maxchild=${CYRUS_PROCESSES:-50}
  pop3  cmd="pop3d -C $dir/imapd.conf" listen="$SERVER_IP:$pop3" prefork=0 maxchild=${CYRUS_PROCESSES:-50}
  pop3s cmd="pop3d -C $dir/imapd.conf -s" listen="$SERVER_IP:$pop3s" prefork=0 maxchild=${CYRUS_PROCESSES:-50}
  lmtpunix cmd="lmtpd -C $dir/imapd.conf" listen="$dir/conf/socket/lmtp" prefork=0 maxchild=20
}
EVENTS { }
END
    [ -e "$dir/sasldb2" ] ||
        echo -n secret | "$HERE/unpacked.sh" run /usr/sbin/saslpasswd2 -f "$dir/sasldb2" -c -p -u cyrus.test alice ||
        die "no password for alice"
    chown -R 151:8 "$dir"/{conf,spool,sasldb2,server.key}
}

ready() { banner "$SERVER_IP" "$imap" '^\* OK' && banner "$SERVER_IP" "$pop3" '^\+OK'; }

case ${1:-} in
launch)
    [ "$(id -u)" = 0 ] || die "cyrus needs root"
    configure
    "$HERE/unpacked.sh" run /usr/lib/cyrus/bin/master -C "$dir/imapd.conf" -M "$dir/cyrus.conf" \
        -p "$dir/run/master.pid" >>"$dir/stdout.log" 2>&1 </dev/null &
    echo $! >"$pid_file"
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "cyrus does not answer: $(tail -n 3 "$dir/stdout.log")"
    ;;
wait) wait_until "${2:-20}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
ports) say CYRUS_IMAP_PORT CYRUS_IMAPS_PORT CYRUS_POP3_PORT CYRUS_POP3S_PORT ;;
*) usage ;;
esac
