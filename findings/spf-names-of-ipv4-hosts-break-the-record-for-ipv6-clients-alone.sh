#!/usr/bin/env bash
# RFC 7208 §4.6.4 lets an SPF evaluation meet two lookups that find nothing, and §5 asks for AAAA alone when the client
# came over IPv6. So each `a:` of a host without IPv6 is a lookup that finds nothing, for IPv6 clients only: three of them
# before the ip6 term that authorises the client, and the same good record passes over IPv4 and is a permanent error over
# IPv6. Checkers that are asked about an IPv4 address find nothing wrong with it. Behind `mx` the judges part: pyspf and
# Mail::SPF count every exchanger without IPv6 and come to permerror, mailauth counts none of them and passes; without its
# option `strict` it passes both, as its manual says. A relay's verdict changes on the day on which it prefers IPv6.
# Seen: pyspf 2.0.14-3, Mail::SPF 2.9.0-5, mailauth 7.1.0, 2026-11-29. Needs the npm registry, Debian's package archive,
# Node 22.19 or newer, python3 and perl. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mailauth@7.1.0 >/dev/null
apt-get download -q python3-spf=2.0.14-3 python3-dnspython=2.3.0-1+deb12u1 libmail-spf-perl=2.9.0-5 liberror-perl=0.17029-2 \
  libnet-dns-perl=1.36-1+deb12u1 libnetaddr-ip-perl=4.079+dfsg-2+b1 liburi-perl=5.17-1 >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" root; done
cat > judge.py <<'P'
import json, sys
import dns.resolver
questions, port = json.loads(sys.argv[1]), int(sys.argv[2])
dns.resolver.default_resolver = dns.resolver.Resolver(configure=False)
dns.resolver.default_resolver.nameservers = ['127.0.0.1']
dns.resolver.default_resolver.port = port
import spf
print(json.dumps([spf.check2(i=ip, s=f'anna@{domain}', h='relay.example')[0] for domain, ip in questions]))
P
cat > judge.pl <<'P'
use strict;
use JSON::PP;
use Mail::SPF;
use Net::DNS;
my ($questions, $port) = @ARGV;
my $resolver = Net::DNS::Resolver->new(nameservers => ['127.0.0.1'], port => $port, defnames => 0, dnsrch => 0);
my $server = Mail::SPF::Server->new(dns_resolver => $resolver);
print encode_json([map {
  my ($domain, $ip) = @$_;
  $server->process(Mail::SPF::Request->new(identity => "anna\@$domain", ip_address => $ip, helo_identity => 'relay.example'))->code
} @{decode_json($questions)}]);
P
cat > run.mjs <<'E2'
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { spf } from 'mailauth/lib/spf/index.js';

const types = { A: 1, MX: 15, TXT: 16 };
const hosts = ['one', 'two', 'three'].map((label) => `${label}.hosts.example`);
const ours = 'ip4:192.0.2.0/24 ip6:2001:db8::/32 -all';
const zone = {
  'by-name.example': { TXT: [`v=spf1 ${hosts.map((host) => `a:${host}`).join(' ')} ${ours}`] },
  'by-mx.example': { TXT: [`v=spf1 mx ${ours}`], MX: hosts },
  'two-names.example': { TXT: [`v=spf1 a:${hosts[0]} a:${hosts[1]} ${ours}`] },
};
for (const [index, host] of hosts.entries()) zone[host] = { A: [`198.51.100.${index + 1}`] };

const write = (name) => Buffer.from([...name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]), 0]);
const data = {
  A: (value) => Buffer.from(value.split('.').map(Number)),
  TXT: (value) => Buffer.from([value.length, ...Buffer.from(value)]),
  MX: (value) => Buffer.concat([Buffer.from([0, 10]), write(value)]),
};
const respond = (query) => {
  const labels = [];
  let at = 12;
  for (; query[at] > 0; at += query[at] + 1) labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
  const asked = query.readUInt16BE(at + 1);
  const type = Object.keys(types).find((each) => types[each] === asked);
  const there = zone[labels.join('.').toLowerCase()];
  const values = there?.[type] ?? [];
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(there === undefined ? 0x8583 : 0x8580, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(values.length, 6);
  const records = values.map((value) => {
    const bytes = data[type](value);
    return Buffer.concat([Buffer.from([0xc0, 12, 0, asked, 0, 1, 0, 0, 0, 60, 0, bytes.length]), bytes]);
  });
  return Buffer.concat([head, query.subarray(12, at + 5), ...records]);
};
const server = createSocket('udp4');
server.on('message', (query, { port, address }) => server.send(respond(query), port, address));
server.bind(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
dns.setServers([`127.0.0.1:${port}`]);

const questions = ['two-names.example', 'by-name.example', 'by-mx.example'].flatMap((domain) => [
  [domain, '192.0.2.1'],
  [domain, '2001:db8::1'],
]);
const run = promisify(execFile);
const byMailauth = async (strict) => {
  const results = [];
  for (const [domain, ip] of questions) {
    const { status } = await spf({ ip, sender: `anna@${domain}`, helo: 'relay.example', mta: 'mx.example', strict });
    results.push(status.result);
  }
  return results;
};
const root = 'root/usr';
const environment = {
  ...process.env,
  PYTHONPATH: `${root}/lib/python3/dist-packages`,
  PERL5LIB: [`${root}/share/perl5`, ...process.env.PERL_ARCHES.split(' ').map((arch) => `${root}/lib/${arch}`)].join(':'),
};
const verdicts = {
  pyspf: JSON.parse((await run('python3', ['judge.py', JSON.stringify(questions), String(port)], { env: environment })).stdout),
  'Mail::SPF': JSON.parse((await run('perl', ['judge.pl', JSON.stringify(questions), String(port)], { env: environment })).stdout),
  'mailauth, strict': await byMailauth(true),
  mailauth: await byMailauth(false),
};
server.close();
for (const [index, [domain, ip]] of questions.entries()) {
  console.log(`${domain} from ${ip}: ${Object.entries(verdicts).map(([judge, results]) => `${judge} ${results[index]}`).join('; ')}`);
}
const expected = {
  pyspf: 'pass pass pass permerror pass permerror',
  'Mail::SPF': 'pass pass pass permerror pass permerror',
  'mailauth, strict': 'pass pass pass permerror pass pass',
  mailauth: 'pass pass pass pass pass pass',
};
process.exit(Object.entries(expected).every(([judge, results]) => verdicts[judge].join(' ') === results) ? 0 : 1);
E2
PERL_ARCHES=$(cd root/usr/lib && find . -type d \( -path '*/perl5/5.*' -o -path './x*/perl5' \) -prune | sed 's#^\./##' | tr '\n' ' ')
export PERL_ARCHES=${PERL_ARCHES% }
node run.mjs
