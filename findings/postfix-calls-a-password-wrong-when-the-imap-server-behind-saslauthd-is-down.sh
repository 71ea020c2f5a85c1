#!/usr/bin/env bash
# Postfix that checks passwords through Cyrus SASL knows a login that cannot be checked just now: without saslauthd it says
# 454. saslauthd itself can only say OK or NO, and says NO as well when the IMAP server that it asks (-a rimap) is down. So
# a right password is answered with 535 5.7.8, byte for byte the reply to a wrong one, and whoever reads that sets a new
# password in vain. Postfix's log has the same line for both; what happened is only in saslauthd's own log (auth.log).
# Seen: Debian 12, postfix 3.7.11-0+deb12u1, sasl2-bin and libsasl2-modules 2.1.28+dfsg-10+deb12u1, 2026-11-29. Needs root
# (Postfix gives up its rights itself), Debian's package archive, python3 and bash; changes nothing outside its temporary
# folder. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder=$(mktemp -d)
master=
saslauthd=
imap=
finish() {
  local process
  for process in $master $saslauthd $imap; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
chmod 755 "$folder"
cd "$folder"
sasl=2.1.28+dfsg-10+deb12u1
apt-get download -q postfix=3.7.11-0+deb12u1 "sasl2-bin=$sasl" "libsasl2-2=$sasl" "libsasl2-modules=$sasl" >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" package; done
libraries=$folder/package/usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$folder/package/usr/lib/postfix:$libraries SASL_PATH=$libraries/sasl2
mkdir -p etc/sasl data queue mux
(cd queue
  mkdir pid incoming active deferred defer bounce corrupt hold flush trace saved private public maildrop
  chown news incoming active deferred defer bounce corrupt hold flush trace saved private maildrop
  chown news:uucp public
  chmod 700 private
  chmod 710 public
  chmod 730 maildrop)
chown news data
cat > etc/sasl/smtpd.conf <<C
pwcheck_method: saslauthd
mech_list: PLAIN
saslauthd_path: $folder/mux/mux
C
cat > etc/main.cf <<C
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = $folder/package/usr/sbin
daemon_directory = $folder/package/usr/lib/postfix/sbin
shlib_directory = no
meta_directory = $folder/package/etc/postfix
import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C LD_LIBRARY_PATH SASL_PATH
mail_owner = news
setgid_group = uucp
default_privs = games
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example
mydestination = relay.example
mynetworks =
alias_maps =
alias_database =
local_recipient_maps =
default_database_type = texthash
maillog_file = $folder/mail.log
maillog_file_prefixes = $folder
smtpd_sasl_auth_enable = yes
C
chmod -R a+rX etc mux
port=$((20000 + RANDOM % 10000))
imap_port=$((30000 + RANDOM % 10000))
cat > etc/master.cf <<C
127.0.0.1:$port inet n - n - - smtpd
anvil unix - - n - 1 anvil
rewrite unix - - n - - trivial-rewrite
postlog unix-dgram n - n - 1 postlogd
C
# In process groups of their own: master and saslauthd end with all of their group.
setsid "$folder/package/usr/lib/postfix/sbin/master" -c "$folder/etc" -d >/dev/null 2>&1 &
master=$!
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
for _ in $(seq 50); do answers "$port" && break; sleep 0.1; done

# The reply to a login with this password.
log_in() {
  local line
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  reply() { while IFS= read -r -t 20 line <&3; do [ "${line:3:1}" = - ] || { printf '%s' "${line%$'\r'}"; return; }; done; }
  reply >/dev/null
  printf 'EHLO client.example\r\n' >&3
  reply >/dev/null
  printf 'AUTH PLAIN %s\r\n' "$(printf '\0odoo\0%s' "$1" | base64)" >&3
  reply
  exec 3>&-
}
without_saslauthd=$(log_in secret)

setsid "$folder/package/usr/sbin/saslauthd" -d -a rimap -O "127.0.0.1/$imap_port" -m "$folder/mux" -n 1 >saslauthd.log 2>&1 &
saslauthd=$!
cat > imap.py <<'P'
import socketserver, sys

class Mailbox(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b'* OK ready\r\n')
        for line in self.rfile:
            tag, command, *words = line.decode().split()
            is_right = command != 'LOGIN' or words[-1].strip('"') == 'secret'
            self.wfile.write(f'{tag} {"OK done" if is_right else "NO wrong password"}\r\n'.encode())

socketserver.TCPServer(('127.0.0.1', int(sys.argv[1])), Mailbox).serve_forever()
P
python3 imap.py "$imap_port" &
imap=$!
for _ in $(seq 50); do [ -S mux/mux ] && answers "$imap_port" && break; sleep 0.1; done
chmod 755 mux
chmod 777 mux/mux
right=$(log_in secret)
wrong=$(log_in other)
kill "$imap"
wait "$imap" 2>/dev/null || true
imap=
down=$(log_in secret)
sleep 0.5
echo "right password, no saslauthd:     $without_saslauthd"
echo "right password, all is well:      $right"
echo "wrong password:                   $wrong"
echo "right password, IMAP server down: $down"
mapfile -t lines < <(grep -o 'SASL PLAIN authentication failed: .*' mail.log | tail -2)
printf "Postfix's log:   %s\n" "${lines[@]}"
grep -o 'reason=.*' saslauthd.log | sed "s/^/saslauthd's log: /"
[[ $without_saslauthd == '454 4.7.0 '* ]] && [[ $right == '235 '* ]] && [[ $wrong == '535 5.7.8 '* ]] && [ "$down" = "$wrong" ] &&
  [ "${lines[0]}" = "${lines[1]}" ] && grep -q "reason=.*contact remote authentication server" saslauthd.log
