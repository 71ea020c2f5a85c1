#!/usr/bin/env bash
# Alertmanager sends to the addresses of one `to` in one session and gives the session up at the first RCPT TO that is
# refused: who was accepted before gets nothing either. It takes 550 for something that passes. It says the same again
# with growing pauses until group_interval is over, begins anew with the next one, and so on for as long as the alert
# fires: one mailbox that was closed keeps an alert from everybody, and the relay sees an unknown recipient many times an
# hour. Each of the addresses in an email_configs entry of its own is told, but the entry that fails is repeated.
# Seen: Debian 12, prometheus-alertmanager 0.25.0-1+b4, 2026-11-29: 0 mails in 17 or 18 sessions, two group intervals of
# 10 seconds (12 sessions in one of a minute); 1 mail with an entry for each. Needs root (chroot: its template's path is
# compiled in), Debian's package archive, Node 18 or newer, 40 seconds. Exits with 1 when the behaviour is another one.
set -euo pipefail
version=0.25.0-1+b4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q "prometheus-alertmanager=$version" >/dev/null 2>&1
dpkg -x prometheus-alertmanager_*.deb root
for library in $(ldd root/usr/bin/prometheus-alertmanager | grep -o '/[^ ]*'); do
  mkdir -p "root$(dirname "$library")"
  cp -L "$library" "root$library"
done
mkdir -p root/etc root/data
cat > run.mjs <<'E2'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A relay that knows nobody called gone@; `sessions` holds what was said in each, `mails` whom each mail went to. */
const relay = async () => {
  const sessions = [];
  const mails = [];
  const server = createServer((socket) => {
    const said = [];
    let text = '';
    let accepted = [];
    let isData = false;
    sessions.push(said);
    const answer = (line) => {
      if (isData) {
        if (line !== '.') return '';
        isData = false;
        mails.push(accepted);
        return '250 2.0.0 taken\r\n';
      }
      said.push(line);
      const recipient = /^RCPT TO:<(.*)>/i.exec(line)?.[1];
      if (recipient?.startsWith('gone@')) return '550 5.1.1 no such user\r\n';
      if (recipient !== undefined) accepted.push(recipient);
      if (/^MAIL/i.test(line)) accepted = [];
      isData = /^DATA/i.test(line);
      return isData ? '354 go on\r\n' : '250 relay.example\r\n';
    };
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      text += chunk;
      const lines = text.split('\r\n');
      text = lines.pop();
      for (const line of lines) socket.write(answer(line));
    });
    socket.write('220 relay.example ESMTP\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, sessions, mails, port: server.address().port };
};

/** What reaches the relay in `seconds` of one alert that fires, with these values of `to`. */
const alert = async (receivers, seconds) => {
  const { server, sessions, mails, port } = await relay();
  const web = 20000 + Math.floor(Math.random() * 20000);
  const entries = receivers.map(
    (to) => `
  - to: '${to}'
    from: alerts@firm.example
    smarthost: 127.0.0.1:${port}
    require_tls: false`,
  );
  writeFileSync(
    'root/etc/alertmanager.yml',
    `route: {receiver: mail, group_wait: 1s, group_interval: 10s, repeat_interval: 4h}
receivers:
- name: mail
  email_configs:${entries.join('')}
`,
  );
  rmSync('root/data', { recursive: true, force: true });
  const manager = spawn(
    'chroot',
    ['root', '/usr/bin/prometheus-alertmanager', '--config.file=/etc/alertmanager.yml', '--storage.path=/data',
      `--web.listen-address=127.0.0.1:${web}`, '--cluster.listen-address='],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  manager.stderr.on('data', (chunk) => { log += chunk; });
  try {
    for (let tries = 0; ; tries += 1) {
      await wait(300);
      try {
        await fetch(`http://127.0.0.1:${web}/api/v2/alerts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify([{ labels: { alertname: 'MailStopped' } }]),
        });
        break;
      } catch (error) {
        if (tries > 30) throw new Error(`alertmanager does not answer: ${log}`, { cause: error });
      }
    }
    await wait(seconds * 1000);
  } finally {
    manager.kill();
    await once(manager, 'exit');
    server.close();
  }
  return { sessions, mails, gaveUp: log.match(/retry canceled after \d+ attempts[^"]*/g) ?? [] };
};

const together = await alert(['on-call@firm.example, gone@firm.example'], 25);
console.log(`one entry for both: ${together.mails.length} mails, ${together.sessions.length} sessions; the first of them:`);
console.log(together.sessions[0].map((line) => `  ${line}`).join('\n'));
console.log(together.gaveUp.map((line) => `  log: ${line}`).join('\n'));
const apart = await alert(['on-call@firm.example', 'gone@firm.example'], 5);
console.log(`an entry for each: ${apart.mails.length} mail, to ${apart.mails.join()}`);
const asSeen =
  together.mails.length === 0 &&
  together.sessions.length >= 6 &&
  together.sessions.every((said) => said.some((line) => line.includes('gone@'))) &&
  together.gaveUp.length >= 2 &&
  apart.mails.length === 1 &&
  apart.mails[0].join() === 'on-call@firm.example';
process.exit(asSeen ? 0 : 1);
E2
node run.mjs
