import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type ClientIdentity, findHeloName, nameClient } from '../../../source/services/smtp/helo-name.ts';
import { parseHosts } from '../../../source/services/smtp/hosts-file.ts';

const machines: readonly (readonly [string, ClientIdentity, string])[] = [
  [
    'an alias is the full name',
    { hostName: 'odoo', names: ['odoo', 'odoo.example.com'], ipv4: '127.0.1.1' },
    'odoo.example.com',
  ],
  [
    'the canonical name is full',
    { hostName: 'odoo', names: ['odoo.example.com', 'odoo'], ipv4: '127.0.1.1' },
    'odoo.example.com',
  ],
  [
    'the first full alias is taken',
    { hostName: 'odoo', names: ['odoo', 'erp', 'erp.example.com', 'odoo.example.com'], ipv4: '127.0.1.1' },
    'erp.example.com',
  ],
  ['no name has a dot', { hostName: 'odoo', names: ['odoo'], ipv4: '192.0.2.7' }, '[192.0.2.7]'],
  [
    'a container with two stacks, whose first address is IPv6',
    { hostName: '3f2a', names: ['3f2a'], ipv4: '172.18.0.3' },
    '[172.18.0.3]',
  ],
  [
    'the reverse lookup fails, and the host name is full',
    { hostName: 'odoo.example.com', names: undefined, ipv4: '192.0.2.7' },
    'odoo.example.com',
  ],
  [
    'the reverse lookup fails, and the host name is short',
    { hostName: 'odoo', names: undefined, ipv4: '192.0.2.7' },
    '[192.0.2.7]',
  ],
  ['nothing resolves', { hostName: 'odoo', names: undefined, ipv4: undefined }, '[127.0.0.1]'],
  [
    'a full host name whose address has another, short name',
    { hostName: 'odoo.example.com', names: ['localhost'], ipv4: '127.0.0.1' },
    '[127.0.0.1]',
  ],
];

test.each(machines)('%s', (_title, identity, name) => {
  expect(nameClient(identity)).toBe(name);
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** smtplib itself, on a machine that answers like that. */
const askPython = ({ hostName, names, ipv4 }: ClientIdentity): string => {
  const script = `
import json, smtplib, socket, sys
host, names, ipv4 = json.loads(sys.argv[1])
def fail(error): raise error
socket.gethostname = lambda: host
socket.gethostbyaddr = lambda name: (names[0], names[1:], []) if names else fail(socket.herror())
socket.gethostbyname = lambda name: ipv4 if ipv4 else fail(socket.gaierror())
print(smtplib.SMTP().local_hostname)`;
  const machine = JSON.stringify([hostName, names ?? null, ipv4 ?? null]);
  return execFileSync('python3', ['-c', script, machine], { encoding: 'utf8' }).trim();
};

describe.runIf(hasPython)('beside smtplib', { meta: { needs: 'python3' } }, () => {
  test.each(machines)('%s', (_title, identity) => {
    expect(nameClient(identity)).toBe(askPython(identity));
  });

  test('this machine has the name that Python gives it', async () => {
    const ask = 'import smtplib; print(smtplib.SMTP().local_hostname)';
    const python = execFileSync('python3', ['-c', ask], { encoding: 'utf8' }).trim();
    expect(await findHeloName(new AbortController().signal)).toBe(python);
  });
});

test('the EHLO name is a full host name or an address in brackets', async () => {
  const name = await findHeloName(new AbortController().signal);
  expect(name).toMatch(/^\[\d+\.\d+\.\d+\.\d+\]$|^[^\s.]+(?:\.[^\s.]+)+\.?$/);
});

test('the hosts file is read with its aliases, comments and long IPv6 addresses', () => {
  const text =
    '# local\n127.0.0.1\tlocalhost\n127.0.1.1 odoo odoo.example.com # own name\n\n0:0:0:0:0:0:0:1 ip6-localhost\n192.0.2.1\n';
  expect(parseHosts(text)).toEqual([
    { address: '127.0.0.1', names: ['localhost'] },
    { address: '127.0.1.1', names: ['odoo', 'odoo.example.com'] },
    { address: '::1', names: ['ip6-localhost'] },
  ]);
});
