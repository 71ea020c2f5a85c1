#!/usr/bin/env bash
# RFC 6376 §3.6.1 lets a key record be written in several ways, and each of the verifiers stumbles at one that the others
# read. Mail::DKIM, which SpamAssassin and Amavis use, refuses spaces around the colon in `h=sha1 : sha256` (it then finds
# sha256 not allowed), and the key as the bare RSAPublicKey that §3.6.1 names: it reads only the SubjectPublicKeyInfo of
# the RFC's examples (openssl rsa -pubout). dkimpy takes `s=` for one word: where the list names a second service beside
# email, the good signature ends in UnknownKeyTypeError. So one and the same mail passes here and is invalid there, and a
# verifier that is asked once says nothing about the others.
# Seen: Mail::DKIM 1.20230212-2~deb12u1, dkimpy 1.1.4-1, mailauth 7.1.0 (passes all), 2026-11-29. Needs the npm registry,
# Debian's package archive, its perl 5.36 (for Crypt::OpenSSL::RSA), python3 and Node 22.19 or newer. Exits with 1 when
# the behaviour is another one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mailauth@7.1.0 >/dev/null
apt-get download -q python3-dkim=1.1.4-1 python3-dnspython=2.3.0-1+deb12u1 libmail-dkim-perl=1.20230212-2~deb12u1 \
  libcrypt-openssl-rsa-perl=0.33-3+b1 libcrypt-openssl-bignum-perl=0.09-2+b1 libmailtools-perl=2.21-2 \
  libtimedate-perl=2.3300-2 libnet-dns-perl=1.36-1+deb12u1 libmail-authenticationresults-perl=2.20230112-1 \
  liberror-perl=0.17029-2 >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" root; done
mkdir mails
cat > verify.py <<'P'
import json, sys
import dns.resolver
dns.resolver.default_resolver = dns.resolver.Resolver(configure=False)
dns.resolver.default_resolver.nameservers = ['127.0.0.1']
dns.resolver.default_resolver.port = int(sys.argv[1])
import dkim

def verify(name):
    try:
        return 'pass' if dkim.DKIM(open(f'mails/{name}', 'rb').read()).verify() else 'fail'
    except dkim.DKIMException as error:
        return type(error).__name__

print(json.dumps([verify(name) for name in sys.argv[2:]]))
P
cat > verify.pl <<'P'
use strict;
use JSON::PP;
use Mail::DKIM::DNS;
use Mail::DKIM::Verifier;
use Net::DNS;
my ($port, @names) = @ARGV;
Mail::DKIM::DNS::resolver(Net::DNS::Resolver->new(nameservers => ['127.0.0.1'], port => $port, defnames => 0, dnsrch => 0));
print encode_json([map {
  my $verifier = Mail::DKIM::Verifier->new;
  open my $mail, '<:raw', "mails/$_" or die;
  $verifier->PRINT($_) while <$mail>;
  $verifier->CLOSE;
  $verifier->result_detail
} @names]);
P
cat > run.mjs <<'E2'
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';

// One string of a record holds 255 bytes: two of them do for a key of this length.
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = (type) => publicKey.export({ type, format: 'der' }).toString('base64');
const records = {
  usual: `v=DKIM1; k=rsa; p=${key('spki')}`,
  'colon-alone': `v=DKIM1; h=sha1:sha256; p=${key('spki')}`,
  'colon-in-spaces': `v=DKIM1; h=sha1 : sha256; p=${key('spki')}`,
  'bare-key': `v=DKIM1; k=rsa; p=${key('pkcs1')}`,
  'email-service': `v=DKIM1; s=email; p=${key('spki')}`,
  'two-services': `v=DKIM1; s=email:tlsrpt; p=${key('spki')}`,
};
const names = Object.keys(records);
const mail =
  'From: Anna <anna@firm.example>\r\nTo: Ben <ben@receiver.example>\r\nSubject: Invoice\r\n' +
  'Date: Sun, 29 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@firm.example>\r\n\r\nHello\r\n';
for (const name of names) {
  const { signatures } = await dkimSign(mail, {
    canonicalization: 'relaxed/relaxed',
    signatureData: [
      {
        signingDomain: 'firm.example',
        selector: name,
        algorithm: 'rsa-sha256',
        privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }),
      },
    ],
  });
  writeFileSync(`mails/${name}`, signatures + mail);
}

const server = createSocket('udp4');
server.on('message', (query, { port, address }) => {
  const end = query.indexOf(0, 12) + 5;
  const record = records[query.toString('latin1', 13, 13 + query[12])];
  const isText = query.readUInt16BE(end - 4) === 16 && record !== undefined;
  const strings = (isText ? record.match(/.{1,250}/g) : []).map((text) => Buffer.from([text.length, ...Buffer.from(text)]));
  const data = Buffer.concat(strings);
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8580, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(isText ? 1 : 0, 6);
  const fixed = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255]);
  server.send(Buffer.concat([head, query.subarray(12, end), ...(isText ? [fixed, data] : [])]), port, address);
});
server.bind(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
dns.setServers([`127.0.0.1:${port}`]);

const run = promisify(execFile);
const environment = {
  ...process.env,
  PYTHONPATH: 'root/usr/lib/python3/dist-packages',
  PERL5LIB: ['root/usr/share/perl5', ...process.env.PERL_FOLDERS.split(' ')].join(':'),
};
const ask = async (program, script) =>
  JSON.parse((await run(program, [script, String(port), ...names], { env: environment })).stdout);
const mailauth = [];
for (const name of names) {
  const { results } = await dkimVerify(readFileSync(`mails/${name}`), {});
  mailauth.push(results[0].status.result);
}
const verdicts = { mailauth, dkimpy: await ask('python3', 'verify.py'), 'Mail::DKIM': await ask('perl', 'verify.pl') };
server.close();
for (const [index, name] of names.entries()) {
  console.log(records[name].replace(/p=.*/, name === 'bare-key' ? 'p=(RSAPublicKey)' : 'p=…'));
  for (const [verifier, results] of Object.entries(verdicts)) console.log(`  ${verifier}: ${results[index]}`);
}
const brief = (results) => results.map((result) => result.replace(/ .*/, '')).join(' ');
const asSeen =
  brief(verdicts.mailauth) === 'pass pass pass pass pass pass' &&
  brief(verdicts.dkimpy) === 'pass pass pass pass pass UnknownKeyTypeError' &&
  brief(verdicts['Mail::DKIM']) === 'pass pass invalid invalid pass pass';
process.exit(asSeen ? 0 : 1);
E2
PERL_FOLDERS=$(find root/usr/lib -type d -path '*/perl5/5.*' -prune | tr '\n' ' ')
export PERL_FOLDERS=${PERL_FOLDERS% }
node run.mjs
