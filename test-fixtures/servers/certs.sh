#!/bin/bash
# Makes $RUNROOT/certs/{ca.pem,server.pem,server.key}, once: a certificate for localhost, mail.test and SERVER_IP.
. "$(dirname "$0")/lib.sh"
certs=$RUNROOT/certs
[ -s "$certs/server.pem" ] && exit 0
mkdir -p "$certs"
cd "$certs" || exit 1
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=Test CA" -keyout ca.key -out ca.pem 2>openssl.log &&
    openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -keyout server.key -out server.csr 2>>openssl.log &&
    printf 'subjectAltName=DNS:localhost,DNS:mail.test,DNS:%s,IP:127.0.0.1,IP:%s\n' "$(hostname)" "$SERVER_IP" >names &&
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile names \
        -out server.pem 2>>openssl.log || die "no certificate: $(tail -n 1 openssl.log)"
chmod 644 server.pem ca.pem
chmod 600 server.key ca.key
