#!/usr/bin/env bash
# SPF macros put the local part of the sender or the HELO name into a DNS name, and RFC 7208 §7.3 lets them hold what a
# host name may not: the + of a bounce address, the brackets of an address literal, which is the HELO of Python's smtplib
# on a machine without a domain. mailauth with its own default, the resolver of Node, says permerror "Invalid domain"
# there: c-ares refuses such a name (EBADNAME) before it asks anybody, and mailauth takes that for the record's fault. The
# same record, relay and sender pass in pyspf (and in Mail::SPF 2.9.0), and in mailauth as soon as it is given a resolver
# that asks. So it blames the domain's owner, for bounce addresses alone; people's mails of the same domain pass.
# Seen: mailauth 7.1.0 with Node 24.21 (with Node 20.20: mailauth 4.13.3 says temperror), pyspf 2.0.14-3, 2026-11-29.
# Needs the npm registry, Debian's package archive, Node 22.19 or newer and python3. Exits with 1 when the behaviour is
# another one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mailauth@7.1.0 >/dev/null
apt-get download -q python3-spf=2.0.14-3 python3-dnspython=2.3.0-1+deb12u1 >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" root; done
cat > judge.py <<'P'
import json, sys
import dns.resolver
questions, port = json.loads(sys.argv[1]), int(sys.argv[2])
dns.resolver.default_resolver = dns.resolver.Resolver(configure=False)
dns.resolver.default_resolver.nameservers = ['127.0.0.1']
dns.resolver.default_resolver.port = port
import spf
print(json.dumps([spf.check2(i='192.0.2.1', s=sender, h=helo)[0] for sender, helo in questions]))
P
cat > run.mjs <<'E2'
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { spf } from 'mailauth/lib/spf/index.js';

const A = 1;
const TXT = 16;
const zone = {
  [`user.example ${TXT}`]: 'v=spf1 exists:%{l}._users.%{d} -all',
  [`bounce+42-res.partner-7._users.user.example ${A}`]: '127.0.0.2',
  [`anna._users.user.example ${A}`]: '127.0.0.2',
  [`greeting.example ${TXT}`]: 'v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.service.example -all',
};
for (const helo of ['odoo.greeting.example', '[127.0.0.1]']) {
  zone[`192.0.2.1._ip.${helo}._ehlo.greeting.example._spf.service.example ${TXT}`] = 'v=spf1 ip4:192.0.2.1 -all';
}

/** What a DNS server says about these names: the record above, or that there is no such name. */
const respond = (query) => {
  const labels = [];
  let at = 12;
  for (; query[at] > 0; at += query[at] + 1) labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
  const type = query.readUInt16BE(at + 1);
  const name = labels.join('.').toLowerCase();
  const found = zone[`${name} ${type}`];
  const isThere = Object.keys(zone).some((key) => key.startsWith(`${name} `));
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(isThere ? 0x8580 : 0x8583, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(found === undefined ? 0 : 1, 6);
  const parts = [head, query.subarray(12, at + 5)];
  if (found !== undefined) {
    const data = type === A ? Buffer.from(found.split('.').map(Number)) : Buffer.from([found.length, ...Buffer.from(found)]);
    const fixed = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
    parts.push(fixed, data);
  }
  return { name, answer: Buffer.concat(parts) };
};
const asked = [];
const server = createSocket('udp4');
server.on('message', (query, { port, address }) => {
  const { name, answer } = respond(query);
  asked.push(name);
  server.send(answer, port, address);
});
server.bind(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
// What mailauth asks when it is given no resolver of its own.
dns.setServers([`127.0.0.1:${port}`]);

/** A resolver that puts whatever it is told into a question. */
const ask = async (name, type) => {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  const query = Buffer.from([1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, { A, TXT, AAAA: 28 }[type], 0, 1]);
  const socket = createSocket('udp4');
  socket.send(query, port, '127.0.0.1');
  const [answer] = await once(socket, 'message');
  socket.close();
  if (answer[7] === 0) throw Object.assign(new Error('nothing found'), { code: (answer[3] & 15) === 3 ? 'ENOTFOUND' : 'ENODATA' });
  const data = answer.subarray(query.length + 12);
  return type === 'TXT' ? [[data.toString('latin1', 1)]] : [data.join('.')];
};

const questions = [
  ['anna@user.example', 'odoo.user.example'],
  ['bounce+42-res.partner-7@user.example', 'odoo.user.example'],
  ['anna@greeting.example', 'odoo.greeting.example'],
  ['anna@greeting.example', '[127.0.0.1]'],
];
const judge = async (options) => {
  const verdicts = [];
  for (const [sender, helo] of questions) {
    const { status } = await spf({ ip: '192.0.2.1', sender, helo, mta: 'mx.receiver.example', strict: true, ...options });
    verdicts.push({ result: status.result, comment: status.comment.replace(/^\S+: /, '') });
  }
  return verdicts;
};
const byDefault = await judge({});
const reached = asked.some((name) => /[+[]/.test(name));
const byAsking = await judge({ resolver: ask });
const { stdout } = await promisify(execFile)('python3', ['judge.py', JSON.stringify(questions), String(port)], {
  env: { ...process.env, PYTHONPATH: 'root/usr/lib/python3/dist-packages' },
});
server.close();
const pyspf = JSON.parse(stdout);
for (const [index, [sender, helo]] of questions.entries()) {
  console.log(`${sender}, HELO ${helo}`);
  console.log(`  mailauth: ${byDefault[index].result} (${byDefault[index].comment})`);
  console.log(`  mailauth with a resolver that asks: ${byAsking[index].result}; pyspf: ${pyspf[index]}`);
}
console.log(`names with + or [ that mailauth's default asked the DNS server for: ${reached ? 'some' : 'none'}`);
const results = (verdicts) => verdicts.map(({ result }) => result).join(' ');
const asSeen =
  results(byDefault) === 'pass permerror pass permerror' &&
  !reached &&
  results(byAsking) === 'pass pass pass pass' &&
  pyspf.join(' ') === 'pass pass pass pass';
process.exit(asSeen ? 0 : 1);
E2
node run.mjs
