#!/usr/bin/env bash
# msmtpd takes every recipient and asks msmtp only after the mail's text. What the provider said is gone then: the client
# reads one sentence at the end of DATA with msmtp's exit code in it, and that code turns meanings round. 454, a login that
# works again in a minute, becomes 554 like a wrong password and with the same text; a provider's name that does not exist
# becomes 451; one unknown recipient of two is 554 for both, and the good one gets nothing. msmtpd hangs up after each
# such reply without a 421, so a client that sends several mails in one session, as Odoo does with Python's smtplib, loses
# the next mail too, to "please run connect() first". NOOP and RSET, with which clients keep and clear a session, are
# answered with 500 and the end of it.
# Seen: Debian 12, msmtp and msmtp-mta 1.8.23-1, Python 3.11, 2026-11-29. The manual has the two codes 451 and 554, not
# what becomes which, nor the end of the session. Needs Debian's package archive, python3 and bash. Exits with 1 when the
# behaviour is another one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q msmtp=1.8.23-1 msmtp-mta=1.8.23-1 libgsasl18=2.2.0-1+deb12u2 libntlm0=1.6-4 libgssglue1=0.7-1.1 \
  libsecret-1-0=0.20.5-3 >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" root; done
cat > run.py <<'P'
import os, smtplib, socket, socketserver, subprocess, sys, threading, time

folder = os.getcwd()
environment = {**os.environ, 'HOME': folder, 'LD_LIBRARY_PATH': f'{folder}/root/usr/lib/x86_64-linux-gnu'}
behaviour = {}


class Provider(socketserver.StreamRequestHandler):
    def handle(self):
        def say(text):
            self.wfile.write(text.encode() + b'\r\n')
        say('220 provider.example ESMTP')
        is_text = False
        for line in self.rfile:
            line = line.decode().strip()
            if is_text:
                is_text = line != '.'
                if not is_text:
                    say('250 2.0.0 taken')
                continue
            verb = line.upper()[:4]
            if verb == 'EHLO':
                say('250-provider.example')
                say('250 AUTH PLAIN')
            elif verb == 'AUTH':
                say(behaviour.get('login', '235 2.7.0 welcome'))
            elif verb == 'RCPT':
                say('550 5.1.1 no such user' if 'gone@' in line else behaviour.get('recipient', '250 2.1.5 known'))
            elif verb == 'DATA':
                is_text = True
                say('354 go on')
            else:
                say('250 2.0.0 done')


provider = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Provider)
provider.daemon_threads = True
threading.Thread(target=provider.serve_forever, daemon=True).start()


def configure(host='127.0.0.1', **said):
    behaviour.clear()
    behaviour.update(said)
    with open('msmtprc', 'w', opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(f'account default\nhost {host}\nport {provider.server_address[1]}\ntls off\n'
                   'auth plain\nuser odoo\npassword secret\ntimeout 5\n')


with socket.socket() as free:
    free.bind(('127.0.0.1', 0))
    port = free.getsockname()[1]
msmtpd = subprocess.Popen(
    ['root/usr/bin/msmtpd', '--interface=127.0.0.1', f'--port={port}',
     f'--command={folder}/root/usr/bin/msmtp -C {folder}/msmtprc -f %F --'],
    env=environment, stderr=subprocess.DEVNULL)


def connect():
    for _ in range(50):
        try:
            return smtplib.SMTP('127.0.0.1', port, local_hostname='odoo.example', timeout=10)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit('msmtpd does not answer')


def send(session, *to):
    try:
        session.sendmail('odoo@firm.example', to, 'Subject: invoice\r\n\r\nHello\r\n')
        return 'taken'
    except smtplib.SMTPException as error:
        text = getattr(error, 'smtp_error', b'').decode() or str(error)
        return f'{type(error).__name__}: {getattr(error, "smtp_code", "")} {text}'.replace(':  ', ': ')


def first_reply(command):
    with socket.create_connection(('127.0.0.1', port), timeout=10) as plain, plain.makefile('rb') as replies:
        replies.readline()
        for line in ('EHLO odoo.example', command):
            plain.sendall(line.encode() + b'\r\n')
            reply = replies.readline().decode().strip()
        return reply, 'closed' if replies.readline() == b'' else 'open'


seen = {}
try:
    for name, said in {
        'all is well': {},
        'the password is wrong (535)': {'login': '535 5.7.8 bad credentials'},
        'the login fails for now (454)': {'login': '454 4.7.0 try again in a minute'},
        'the recipient is greylisted (450)': {'recipient': '450 4.2.0 greylisted'},
        "the provider's name does not exist": {'host': 'provider.invalid'},
    }.items():
        configure(**said)
        with_session = connect()
        seen[name] = [send(with_session, 'anna@firm.example'), send(with_session, 'bert@firm.example')]
        with_session.close()
    configure()
    with_session = connect()
    seen['one recipient of two is unknown (550)'] = [
        send(with_session, 'anna@firm.example', 'gone@firm.example'), send(with_session, 'bert@firm.example')]
    with_session.close()
    for command in ('NOOP', 'RSET'):
        seen[command] = list(first_reply(command))
finally:
    msmtpd.terminate()
    msmtpd.wait()
for name, (first, second) in seen.items():
    print(f'{name}\n  {first}\n  then: {second}')
lost = 'SMTPServerDisconnected: please run connect() first'
unknown = ['500 Expected MAIL FROM:<addr> or QUIT', 'closed']
sys.exit(0 if seen == {
    'all is well': ['taken', 'taken'],
    'the password is wrong (535)': ['SMTPDataError: 554 Pipe command reported error 77', lost],
    'the login fails for now (454)': ['SMTPDataError: 554 Pipe command reported error 77', lost],
    'the recipient is greylisted (450)': ['SMTPDataError: 451 Pipe command reported error 69', lost],
    "the provider's name does not exist": ['SMTPDataError: 451 Pipe command reported error 68', lost],
    'one recipient of two is unknown (550)': ['SMTPDataError: 554 Pipe command reported error 65', lost],
    'NOOP': unknown,
    'RSET': unknown,
} else 1)
P
python3 run.py
