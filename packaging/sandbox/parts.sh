# shellcheck shell=bash
# Sourced by quickstart: the directory with two nodes, their servers, Nagios and hamail. It expects $root, the checkout.

address=127.0.0.10
minute=6
patience=4
sandbox=

nagios() { RUNROOT=$sandbox "$root/test-fixtures/servers/nagios.sh" "$@"; }
hamail() { "$root/plugins/hamail" "$@"; }
cluster=$root/test-fixtures/cluster/mailcluster
where() { "$cluster" "$sandbox" status mail1; }

build_jars() {
    mkdir -p target
    mvn -B -q -Dmaven.test.skip=true package >target/quickstart-build.log 2>&1 &
    trap 'kill $! 2>/dev/null && wait $!; exit 1' INT TERM HUP
    if ! wait $!; then
        grep -E '^\[ERROR\]' target/quickstart-build.log | head -n 20
        say "could not build, see target/quickstart-build.log"
        return 1
    fi
    trap 'exit 1' INT TERM HUP
}

# seven ports in a row that nobody uses, below those that the kernel hands out by itself; prints the first
free_ports() {
    local first port
    while :; do
        first=$((10000 + RANDOM % 2000 * 10))
        for port in $(seq "$first" $((first + 6))); do
            (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null && continue 2
        done
        echo "$first"
        return
    done
}

make_sandbox() {
    trap stop_sandbox EXIT
    sandbox=$(new_folder hamail-quickstart) || exit 1
    chmod 755 "$sandbox"
    name=quickstart evidence="$sandbox/hamail.yaml $sandbox/state/mail1/*"
    log=$sandbox/nagios/nagios.log journal=$sandbox/state/mail1/journal.jsonl
    export HAMAIL_CONFIG=$sandbox/hamail.yaml
    mkdir -p "$sandbox"/nodes/phys-{a,b} "$sandbox/nagios/objects"
    {
        echo "SERVER_IP=$address"
        port=$(free_ports)
        for name in IMAP IMAPS POP3 POP3S SMTP SMTPS SUBMISSION; do echo "${name}_PORT=$((port++))"; done
        echo "MAIL_STORE=$sandbox/disk"
    } >"$sandbox/settings"
    . "$sandbox/settings"
    configure_hamail >"$HAMAIL_CONFIG"
    configure_nagios
    mkdir -p "$sandbox/state"
}

configure_hamail() {
    cat <<END
state_dir: $sandbox/state
profiles:
  sandbox:                        # the roles as Dovecot and Postfix play them on the node that carries mail1
    restart_scope: daemon
    daemons:
      smtpd: {command: master, arguments: "$sandbox/", protocol: smtp, port: $SMTP_PORT}
      popd: {command: dovecot, arguments: "$sandbox/", protocol: pop, port: $POP3_PORT}
      imapd: {command: dovecot, arguments: "$sandbox/", protocol: imap, port: $IMAP_PORT}
logical_hosts:
  mail1:
    address: $address
    nodes:
      - {name: phys-a, transport: local}
      - {name: phys-b, transport: local}
    server: {profile: sandbox}
    engine:
      kind: command
      status: [$cluster, $sandbox, status, "{logical_host}"]
      restart: [$cluster, $sandbox, restart, "{logical_host}", "{daemon}"]
      move: [$cluster, $sandbox, move, "{logical_host}", "{from}", "{to}"]
      stop: [$cluster, $sandbox, stop, "{logical_host}"]
      start: [$cluster, $sandbox, start, "{logical_host}"]
      timeout: 1m
    policy:
      mode: failover
      act_on: [absent, timeout]
      retry_count: 2
      retry_interval: 1h
      remote_failures: 2
      settle: 2s                  # short times for the show, like the probe's
      verify_successes: 2
      verify_timeout: $((minute * 2))s
      confirm_timeout: ${patience}s
      pingpong_interval: 10m
END
}

# Debian's own objects, our commands and templates as they are, and a host of three daemons
configure_nagios() {
    local objects=$sandbox/nagios/objects name
    for name in contacts timeperiods templates commands; do cp "/etc/nagios4/objects/$name.cfg" "$objects/stock-$name.cfg"; done
    cp nagios-config/nagios/commands.cfg nagios-config/nagios/templates.cfg "$objects/"
    echo "\$USER1\$=$root/plugins" >"$sandbox/nagios/resource.cfg"
    {
        cat <<END
define command {
    command_name check-host-alive
    command_line /bin/true
}
define host {
    use                generic-host
    host_name          mail1
    address            $address
    check_command      check-host-alive
    max_check_attempts 3
    contact_groups     admins
    _PROFILE           sandbox
}
END
        service hamail-state hamail check_mail_ha
        for name in smtpd popd imapd; do service hamail-process "$name process" check_mail_daemon "$name"; done
        service hamail-protocol-local "SMTP protocol local" "check_mail_protocol!smtp!$SMTP_PORT!-t $patience" smtpd
        service hamail-protocol-local "POP3 protocol local" "check_mail_protocol!pop!$POP3_PORT!-t $patience" popd
        service hamail-protocol-local "IMAP protocol local" "check_mail_protocol!imap!$IMAP_PORT!-t $patience" imapd
        service hamail-protocol-remote "IMAP protocol remote" "check_mail_protocol!imap!$IMAP_PORT!-t $patience" imapd
    } >"$objects/mail1.cfg"
}

# service TEMPLATE DESCRIPTION COMMAND [DAEMON]
service() {
    cat <<END
define service {
    use                 $1
    host_name           mail1
    service_description $2
    check_command       $3
${4:+    _DAEMON             $4}
}
END
}

# each node once by itself, so that its queue and its certificate are made; then the one that carries mail1
start_sandbox() {
    "$cluster" "$sandbox" start mail1 && "$cluster" "$sandbox" move mail1 phys-a phys-b &&
        "$cluster" "$sandbox" move mail1 phys-b phys-a || fail "the nodes do not start"
    hamail validate || fail "hamail does not accept its configuration"
    NAGIOS_BASE=no NAGIOS_USER=root NAGIOS_INTERVAL=$minute NAGIOS_LIMITS=$root/nagios-config/nagios/limits.conf \
        nagios start || fail "Nagios does not start"
}

# the workers of this run: java with this configuration in its environment
workers() {
    local process
    for process in /proc/[0-9]*; do
        [ "$(cat "$process/comm")" = java ] && grep -q -z -x -F "HAMAIL_CONFIG=$sandbox/hamail.yaml" "$process/environ" &&
            echo "${process#/proc/}"
    done 2>/dev/null
}

# what still runs in the sandbox, by its command line or its working directory
leftovers() {
    local process
    for process in /proc/[0-9]*; do
        case $(readlink "$process/cwd") in "$sandbox"*) echo "${process#/proc/}" && continue ;; esac
        grep -q -z -F "$sandbox/" "$process/cmdline" && echo "${process#/proc/}"
    done 2>/dev/null
}

# Nagios first, so that nothing new begins; then the worker, the mail servers, and the directory
stop_sandbox() {
    local node server end
    to_the_end
    [ -n "$sandbox" ] || return 0
    [ ! -d "$sandbox/nagios" ] || nagios stop
    for worker in $(workers); do kill -TERM "$worker" 2>/dev/null; done
    for node in phys-a phys-b; do
        for server in dovecot postfix; do
            RUNROOT=$sandbox/nodes/$node STOP_SECONDS=3 "$root/test-fixtures/servers/$server.sh" stop
        done
    done
    end=$(($(now) + 10000))
    until [ -z "$(leftovers)" ]; do
        if [ "$(now)" -ge "$end" ]; then
            say "still running in $sandbox:"
            for server in $(leftovers); do show "$server $(tr '\0' ' ' <"/proc/$server/cmdline")"; done
            return 1
        fi
        sleep 0.1
    done
    rm -rf "$sandbox"
    sandbox=
}

keep_sandbox() {
    trap - EXIT
    cat <<END

It all goes on in $sandbox
  to look:  export HAMAIL_CONFIG=$HAMAIL_CONFIG
            $root/plugins/hamail status
            $root/plugins/hamail history
            tail -f $log
            RUNROOT=$sandbox $root/test-fixtures/servers/nagios.sh services
  to play:  $cluster $sandbox status mail1
  to stop:  $root/packaging/quickstart --stop $sandbox
END
}
