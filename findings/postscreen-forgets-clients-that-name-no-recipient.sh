#!/usr/bin/env bash
# Postfix's postscreen, with one of its tests that come after the greeting, turns every new client away with 450 and
# remembers it as passed only if it went as far as RCPT TO. A client that says EHLO, MAIL FROM and QUIT, as a probe of
# credentials or of a sender does, is as new at its next visit: it sees the 220 and the 250s of a healthy server each
# time, and the first mail that comes after it is turned away all the same.
# Seen: Debian 12, postfix 3.7.11-0+deb12u1, 2026-11-28. Needs root (Postfix gives up its rights itself), Debian's package
# archive and bash; changes nothing outside its temporary folder. Exits with 1 when the behaviour is another one.
set -euo pipefail
version=3.7.11-0+deb12u1
folder=$(mktemp -d)
master=
finish() { [ -z "$master" ] || kill "$master" 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -q "postfix=$version" >/dev/null 2>&1
dpkg -x postfix_*.deb package
export LD_LIBRARY_PATH=$folder/package/usr/lib/postfix
mkdir etc data queue
(cd queue
  mkdir pid incoming active deferred defer bounce corrupt hold flush trace saved private public maildrop
  chown news incoming active deferred defer bounce corrupt hold flush trace saved private maildrop
  chown news:uucp public
  chmod 700 private
  chmod 710 public
  chmod 730 maildrop)
chown news data
cat > etc/main.cf <<C
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = $folder/package/usr/sbin
daemon_directory = $folder/package/usr/lib/postfix/sbin
shlib_directory = no
meta_directory = $folder/package/etc/postfix
import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C LD_LIBRARY_PATH
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
postscreen_access_list =
postscreen_greet_wait = 1s
postscreen_bare_newline_enable = yes
postscreen_bare_newline_action = enforce
postscreen_cache_map = internal:postscreen_cache
C
port=$((20000 + RANDOM % 20000))
cat > etc/master.cf <<C
127.0.0.1:$port inet n - n - 1 postscreen
smtpd pass - - n - - smtpd
dnsblog unix - - n - 0 dnsblog
tlsproxy unix - - n - 0 tlsproxy
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
qmgr unix n - n 300 1 qmgr
C
"$folder/package/usr/lib/postfix/sbin/master" -c "$folder/etc" -d >/dev/null 2>&1 &
master=$!
for _ in $(seq 50); do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
sleep 2

# One session; prints the code of each reply, the last line of each.
visit() {
  local line command
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  reply() { while IFS= read -r -t 10 line <&3; do [ "${line:3:1}" = - ] || { printf '%s ' "${line:0:3}"; return; }; done; }
  reply
  for command in "$@"; do printf '%s\r\n' "$command" >&3; reply; done
  exec 3>&-
  echo
}
short=('EHLO client.example' 'MAIL FROM:<a@client.example>' QUIT)
long=('EHLO client.example' 'MAIL FROM:<a@client.example>' 'RCPT TO:<b@relay.example>' QUIT)
first=$(visit "${short[@]}"); second=$(visit "${short[@]}"); third=$(visit "${long[@]}"); fourth=$(visit "${long[@]}")
echo "EHLO, MAIL, QUIT:        $first"
echo "the same again:          $second"
echo "with RCPT, first mail:   $third"
echo "with RCPT, the next one: $fourth"
grep -E 'postscreen.*(PASS|HANGUP|NOQUEUE)' mail.log | sed 's/.*postscreen[^:]*: //' || true
[ "$first" = '220 250 250 221 ' ] && [ "$second" = "$first" ] && [[ $third == '220 250 250 450 221 ' ]] && [[ $fourth == '220 250 250 '* ]] && [[ $fourth != *'450 221'* ]]
