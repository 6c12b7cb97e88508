# shellcheck shell=bash
# Sourced by first-hour: what an administrator has before hamail comes. Two nodes with Debian's Dovecot and Postfix, a command or
# a Pacemaker that moves them, and a monitoring server with Debian's Nagios; root's key of the latter opens the nodes.

nodes="phys-a phys-b"
machines="mon1 $nodes"
address_of() { case $1 in mon1) echo 192.0.2.20 ;; phys-a) echo 192.0.2.11 ;; phys-b) echo 192.0.2.12 ;; esac }

# what all machines begin with: the packages, and a hamail.deb where the administrator has put it
make_base() {
    start_machine base ""
    mkdir -p "$(root_of base)/root/debs"
    cp "$debs"/*.deb "$(root_of base)/root/debs/" && cp "$sandbox"/package/hamail_*_all.deb "$(root_of base)/root/" || fail "no packages"
    on base bash -s >"$sandbox/base.log" 2>&1 <<'SETUP' || fail "the packages do not install: $(tail -n 5 "$sandbox/base.log")"
set -e
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
dpkg --force-confnew --force-unsafe-io -i /root/debs/*.deb
rm /usr/sbin/policy-rc.d
rm -rf /root/debs /root/.ssh /etc/ssh/ssh_host_*
cat >/etc/hosts <<HOSTS
127.0.0.1 localhost
192.0.2.10 mail1.example.org mail1
192.0.2.11 phys-a
192.0.2.12 phys-b
192.0.2.20 mon1
HOSTS
cat >/etc/dovecot/dovecot.conf <<DOVECOT
protocols = imap pop3
ssl = no
disable_plaintext_auth = no
log_path = /var/log/dovecot.log
mail_location = maildir:/var/mail/%u
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=/var/mail/%u
}
DOVECOT
cp /etc/postfix/master.cf.proto /etc/postfix/master.cf
cat >/etc/postfix/main.cf <<POSTFIX
compatibility_level = 3.6
myhostname = mail1.example.org
mynetworks = 127.0.0.0/8
maillog_file = /var/log/mail.log
smtpd_peername_lookup = no
POSTFIX
ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
SETUP
    mkdir -p "$(root_of base)/root/key"
    mv "$(root_of base)"/root/.ssh/id_ed25519* "$(root_of base)/root/key/"
    stop_machine base
}

# on the nodes sshd; on the monitoring server root's key and the nodes' own
make_machines() {
    local machine
    for machine in $machines; do
        start_machine "$machine" base "$(address_of "$machine")"
    done
    for machine in $nodes; do
        cp test-fixtures/cluster/two-nodes/mailnode "$(root_of "$machine")/usr/local/sbin/"
        on "$machine" sh -ec 'cd /root && install -D -m 600 key/id_ed25519.pub .ssh/authorized_keys && rm -r key
            ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key && service ssh start' >/dev/null 2>&1 ||
            fail "no sshd on $machine"
    done
    cp test-fixtures/cluster/two-nodes/mailcluster "$(root_of mon1)/usr/local/sbin/"
    on mon1 sh -ec 'install -D -m 600 /root/key/id_ed25519 /root/.ssh/id_ed25519
        rm -r /root/key' || fail "no key on mon1"
    for machine in $nodes; do
        echo "$machine $(cut -d ' ' -f 1,2 "$(root_of "$machine")/etc/ssh/ssh_host_ed25519_key.pub")"
    done >"$(root_of mon1)/root/.ssh/known_hosts"
    log=$(root_of mon1)/var/log/nagios4/nagios.log journal=$(root_of mon1)/var/lib/hamail/mail1/journal.jsonl
    evidence="$journal $sandbox/*.log $(root_of phys-a)/var/log/pacemaker/pacemaker.log"
    mkdir -p "$sandbox/nagios"
    ln -s "$(root_of mon1)/var/lib/nagios4/status.dat" "$sandbox/nagios/status.dat"
}

# quicker than Debian's settings, so that nobody has to wait: a minute of Nagios lasts $minute s
hurry_nagios() {
    on mon1 sh -c "sed -i '/^cfg_file=.*localhost.cfg/d; /^use_syslog=/d; /^\(status_update_interval\|check_result_reaper_frequency\)=/s/=.*/=1/' \
        /etc/nagios4/nagios.cfg && echo interval_length=$minute >>/etc/nagios4/nagios.cfg"
}

# the same for hamail: what the page has put into its configuration waits less long
hurry_hamail() {
    local times="settle: 5s\n      confirm_timeout: ${minute}s\n      verify_timeout: $((minute * 2))s"
    on mon1 sed -i "s/^      mode: failover\$/&\n      $times/" /etc/hamail/hamail.yaml
}

# and for the probes, wherever they run
hurry_probes() {
    local node
    on mon1 sed -i "s/-w 10/-w $patience -t $patience/" /etc/nagios4/conf.d/mail1.cfg
    [ "$way" = NRPE ] || return 0
    for node in $nodes; do
        on "$node" sed -i "s/-w 10/-w $patience -t $patience/" /etc/nagios/nrpe.d/hamail-nrpe.cfg
        on "$node" service nagios-nrpe-server restart >/dev/null
    done
}

# lose_users NODE: from now on Dovecot's auth process there begins, and never answers
lose_users() {
    on "$1" sh -ec 'printf "#!/bin/sh\nexec sleep infinity\n" >/usr/local/sbin/silent-auth
        chmod 755 /usr/local/sbin/silent-auth
        printf "service auth {\n  executable = /usr/local/sbin/silent-auth\n}\n" >>/etc/dovecot/dovecot.conf
        doveadm reload'
}

start_mail() {
    on phys-a mailnode start >"$sandbox/mail.log" 2>&1 || fail "no mail service: $(tail -n 5 "$sandbox/mail.log")"
}

nagios() { RUNROOT=$sandbox "$root/test-fixtures/servers/nagios.sh" "$@"; }

# in mailcluster's words, whoever moves it
where() {
    if [ "$engine" = commands ]; then
        on mon1 mailcluster status mail1
    else
        on phys-a sh -c 'crm_resource --resource mail1-postfix --locate 2>/dev/null' |
            sed -n 's/.* is running on: \([^ ]*\) *$/active=\1 state=running/p'
    fi
}
