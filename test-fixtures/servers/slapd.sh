#!/bin/bash
# OpenLDAP 2.5: LDAP with StartTLS, and LDAPS. Base dc=mail,dc=test; cn=admin,dc=mail,dc=test and
# uid=alice,ou=people,dc=mail,dc=test have the password secret.
. "$(dirname "$0")/lib.sh"
dir=$RUNROOT/slapd
pid_file=$dir/slapd.pid
ldap=${LDAP_PORT:-10389} ldaps=${LDAPS_PORT:-10636}
base=dc=mail,dc=test
user=openldap
[ "$(id -u)" = 0 ] || user=

configure() {
    "$HERE/certs.sh" || exit 1
    mkdir -p "$dir/db"
    chmod 755 "$RUNROOT" "$dir"
    cp "$RUNROOT/certs/server.key" "$dir/server.key"
    chmod 600 "$dir/server.key"
    chown openldap "$dir" "$dir/db" "$dir/server.key"
    cat >"$dir/slapd.conf" <<END
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile $pid_file
argsfile $dir/slapd.args
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile $RUNROOT/certs/ca.pem
TLSCertificateFile $RUNROOT/certs/server.pem
TLSCertificateKeyFile $dir/server.key
database mdb
suffix "$base"
rootdn "cn=admin,$base"
rootpw secret
maxsize 10485760
directory $dir/db
index objectClass eq
index mail,uid eq
END
    [ -e "$dir/db/data.mdb" ] || fill
}

fill() {
    /usr/sbin/slapadd -q -f "$dir/slapd.conf" >>"$dir/stdout.log" 2>&1 <<END || die "slapadd: $(cat "$dir/stdout.log")"
dn: $base
objectClass: top
objectClass: dcObject
objectClass: organization
o: Mail Test
dc: mail

dn: ou=people,$base
objectClass: organizationalUnit
ou: people

dn: uid=alice,ou=people,$base
objectClass: inetOrgPerson
uid: alice
cn: Alice Test
sn: Test
mail: alice@mail.test
userPassword: secret
END
    chown -R openldap "$dir/db"
}

ready() { ldapsearch -x -LLL -o nettimeout=2 -H "ldap://$SERVER_IP:$ldap" -s base -b "$base" dn; }

case ${1:-} in
launch)
    configure
    # -d keeps it in the foreground: it does not leave the caller's pipes open
    setsid /usr/sbin/slapd -f "$dir/slapd.conf" -h "ldap://$SERVER_IP:$ldap/ ldaps://$SERVER_IP:$ldaps/" \
        ${user:+-u "$user" -g "$user"} -d 0 >>"$dir/slapd.log" 2>&1 </dev/null &
    ;;
start)
    "$0" launch || exit 1
    "$0" wait || die "slapd does not answer: $(tail -n 3 "$dir/slapd.log")"
    ;;
wait) wait_until "${2:-15}" ready ;;
stop) stop_pid_file "$pid_file" ;;
status) status_of "$pid_file" ;;
ports) say LDAP_PORT LDAPS_PORT ;;
*) usage ;;
esac
