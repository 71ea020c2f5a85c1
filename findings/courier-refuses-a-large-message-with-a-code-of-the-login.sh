#!/usr/bin/env bash
# Courier's esmtpd refuses a message that is too large with 534, at MAIL FROM already, and a client that has not logged in
# with 535. RFC 4954 §6 gives both codes to the login: 534 says that the mechanism is too weak, 535 that user and password
# are wrong. So who goes by the code looks for a password where the message is too large or where none was sent; Python's
# smtplib raises SMTPSenderRefused for both, which puts the blame on the sender besides. Only the words tell.
# Seen: Debian 12, courier-mta 1.0.16-3+b6, Python 3.11, 2026-11-30. Needs root (chroot), debootstrap, python3 and Debian's
# package archive; changes nothing outside its temporary folder. Exits with 1 when the behaviour is another one.
set -euo pipefail
version=1.0.16-3+b6
folder=$(mktemp -d)
finish() {
  [ ! -x "$folder/usr/sbin/esmtpd" ] || chroot "$folder" /usr/sbin/esmtpd stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap finish EXIT
chmod 755 "$folder"
archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -1)
debootstrap --variant=minbase bookworm "$folder" "${archive:-http://deb.debian.org/debian}" >/dev/null
# No service is started by being installed.
printf '#!/bin/sh\nexit 101\n' > "$folder/usr/sbin/policy-rc.d"
chmod +x "$folder/usr/sbin/policy-rc.d"
cp /etc/resolv.conf "$folder/etc/"
[ ! -d /etc/apt/apt.conf.d ] || cp -r /etc/apt/apt.conf.d "$folder/etc/apt/"
DEBIAN_FRONTEND=noninteractive chroot "$folder" \
  apt-get install -qq --no-install-recommends "courier-mta=$version" courier-authdaemon >/dev/null 2>&1

port=$((20000 + RANDOM % 20000))
settings=$folder/etc/courier/esmtpd
echo 100000 > "$folder/etc/courier/sizelimit"
sed -i "s/^PORT=.*/PORT=127.0.0.1.$port/; s/^ESMTPAUTH=.*/ESMTPAUTH=\"LOGIN\"/; s/^BOFHCHECKDNS=.*/BOFHCHECKDNS=0/" "$settings"
serve() {
  sed -i "s/^AUTH_REQUIRED=.*/AUTH_REQUIRED=$1/" "$settings"
  chroot "$folder" sh -c 'mkdir -p /run/courier/authdaemon; chown -R courier:courier /run/courier; makesmtpaccess
    esmtpd stop; esmtpd start' >/dev/null 2>&1
  for _ in $(seq 50); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return; sleep 0.1; done
}

send() {
  python3 - "$port" "$1" <<'P'
import smtplib, sys
session = smtplib.SMTP('127.0.0.1', int(sys.argv[1]), timeout=30, local_hostname='odoo.example.com')
try:
    session.sendmail('odoo@example.com', ['someone@example.net'], 'Subject: x\r\n\r\n' + 'x\r\n' * int(sys.argv[2]))
    print('sent')
except smtplib.SMTPResponseException as error:
    print(type(error).__name__, error.smtp_code, error.smtp_error.decode())
P
}

serve 0
large=$(send 60000)
small=$(send 1)
serve 1
nobody=$(send 1)
printf '%-24s %s\n' 'too large:' "$large" 'small:' "$small" 'without a login:' "$nobody"
[ "$large" = 'SMTPSenderRefused 534 SIZE=Message too big.' ] &&
  [ "$small" = sent ] &&
  [ "$nobody" = 'SMTPSenderRefused 535 Authentication required.' ]
