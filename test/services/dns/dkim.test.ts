import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import { type DkimSelector, isUsable } from '../../../source/domain/dns/dkim/key.ts';
import { readDkimKeys } from '../../../source/services/dns/dkim/read-keys.ts';
import { patient, resolverOver } from '../../support/dns.ts';

const rsa = (modulusLength: number, type: 'spki' | 'pkcs1' = 'spki'): string =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ type, format: 'der' }).toString('base64');

const good = rsa(2048);
const ed25519 = generateKeyPairSync('ed25519')
  .publicKey.export({ type: 'spki', format: 'der' })
  .subarray(-32)
  .toString('base64');

const guessed = (...names: string[]): DkimSelector[] => names.map((name) => ({ name, source: 'guessed' }));
const given = (...names: string[]): DkimSelector[] => names.map((name) => ({ name, source: 'given' }));

const readKeys = async (zones: DnsZones, selectors: readonly DkimSelector[]) =>
  readDkimKeys(await resolverOver(zones), 'acme.example', selectors, patient);

const readKey = async (text: string) => {
  const { keys } = await readKeys({ 's1._domainkey.acme.example': { TXT: [text] } }, given('s1'));
  const [key] = keys;
  if (key === undefined) throw new Error('The selector that was given is not in the result.');
  return key;
};

describe('reading DKIM keys', () => {
  it('takes a good key as usable, with its type and bits', async () => {
    const key = await readKey(`v=DKIM1; k=rsa; p=${good}`);
    expect(key).toMatchObject({
      name: 's1._domainkey.acme.example',
      state: { kind: 'key', material: { kind: 'rsa', bits: 2048 } },
      problems: [],
    });
    expect(isUsable(key)).toBe(true);
  });

  it('names the aliases by which a provider keeps the key', async () => {
    const { keys } = await readKeys(
      {
        's1._domainkey.acme.example': { CNAME: ['s1.acme.relay.example.'] },
        's1.acme.relay.example': { TXT: [`p=${good}`] },
      },
      guessed('s1'),
    );
    expect(keys).toMatchObject([{ aliases: ['s1.acme.relay.example'], state: { kind: 'key' } }]);
  });

  it.each([
    ['dkim.short-key', `k=rsa; p=${rsa(512)}`],
    ['dkim.old-key', `v=DKIM1; p=${rsa(1024)}`],
    ['dkim.ed25519', `v=DKIM1; k=ed25519; p=${ed25519}`],
    ['dkim.unreadable-key', 'v=DKIM1; k=ed25519; p=AAAA'],
    ['dkim.unreadable-key', `v=DKIM1; p=${good.slice(0, 200)}`],
    ['dkim.unreadable-key', 'v=DKIM1; p=not*base64'],
    ['dkim.unreadable-key', 'v=DKIM1; p=aGVsbG8='],
    ['dkim.key-type', `v=DKIM1; k=dsa; p=${good}`],
    ['dkim.version', `v=DKIM2; p=${good}`],
    ['dkim.version', `k=rsa; v=DKIM1; p=${good}`],
    ['dkim.syntax', `v=DKIM1; k=rsa; k=rsa; p=${good}`],
    ['dkim.syntax', `v=DKIM1; rsa; p=${good}`],
    ['dkim.escaped', `v=DKIM1\\; k=rsa\\; p=${good}`],
    ['dkim.hash', `v=DKIM1; h=sha1; p=${good}`],
    ['dkim.service', `v=DKIM1; s=tlsrpt; p=${good}`],
    ['dkim.services', `v=DKIM1; s=email:tlsrpt; p=${good}`],
    ['dkim.services', `v=DKIM1; s=tlsrpt : *; p=${good}`],
    ['dkim.hash-spaces', `v=DKIM1; h=sha1 : sha256; p=${good}`],
    ['dkim.hash-spaces', `v=DKIM1; h=sha256 :sha1; p=${good}`],
    ['dkim.bare-key', `v=DKIM1; p=${rsa(2048, 'pkcs1')}`],
    ['dkim.testing', `v=DKIM1; t=y; p=${good}`],
    ['dkim.strict', `v=DKIM1; t=s; p=${good}`],
    ['dkim.granularity', `v=DKIM1; g=*; p=${good}`],
    ['dkim.revoked', 'v=DKIM1; p='],
    ['dkim.not-a-key', 'v=spf1 -all'],
  ])('finds %s', async (rule, text) => {
    expect((await readKey(text)).problems.map((problem) => problem.rule)).toContain(rule);
  });

  it.each(['h=sha1:sha256', 'h=sha1 :sha256', 'h= sha256', 's=email', 's=*'])('finds nothing in %s', async (tag) => {
    expect((await readKey(`v=DKIM1; ${tag}; p=${good}`)).problems).toEqual([]);
  });

  it('reads keys in the older PKCS#1 form, with spaces in them', async () => {
    const text = rsa(2048, 'pkcs1').replaceAll(/(.{60})/g, '$1 ');
    expect(await readKey(`v=DKIM1; p=${text}`)).toMatchObject({ state: { material: { kind: 'rsa', bits: 2048 } } });
  });

  it('finds two keys at one selector', async () => {
    const { keys } = await readKeys(
      { 's1._domainkey.acme.example': { TXT: [`p=${good}`, `p=${rsa(2048)}`] } },
      given('s1'),
    );
    expect(keys[0]?.problems.map(({ rule }) => rule)).toContain('dkim.several-keys');
  });
});

describe('selectors that lead nowhere', () => {
  const zones = { 's1._domainkey.acme.example': { TXT: [`p=${good}`] } };

  it('are not held against the domain when they were guessed', async () => {
    const { keys, triedInVain, hasNone } = await readKeys(zones, guessed('google', 'k1'));
    expect({ keys, triedInVain, hasNone }).toEqual({ keys: [], triedInVain: ['google', 'k1'], hasNone: false });
  });

  it('are missing when a person named them or a message was signed with them', async () => {
    const { keys } = await readKeys(zones, [...given('s2'), { name: 's3', source: 'message' }]);
    expect(keys.flatMap(({ problems }) => problems.map(({ severity, message }) => `${severity} ${message}`))).toEqual([
      'fail There is no DKIM key at s3._domainkey.acme.example. Messages were signed with it, so their signatures fail now.',
      'fail There is no DKIM key at s2._domainkey.acme.example.',
    ]);
  });

  it('prove that there is no key only when DNS knows nothing below _domainkey', async () => {
    expect(await readKeys({ 'acme.example': { A: ['192.0.2.1'] } }, guessed('google'))).toMatchObject({
      hasNone: true,
    });
  });

  it('are unknown when DNS does not answer', async () => {
    const resolver = await resolverOver(zones, { 'google._domainkey.acme.example': 'servfail' });
    const { keys } = await readDkimKeys(resolver, 'acme.example', guessed('google'), patient);
    expect(keys).toMatchObject([{ state: { kind: 'unknown' }, problems: [] }]);
  });

  it('answered by a wildcard with something else are not keys', async () => {
    const { keys, triedInVain } = await readKeys({ '*.acme.example': { TXT: ['v=spf1 -all'] } }, guessed('google'));
    expect({ keys, triedInVain }).toEqual({ keys: [], triedInVain: ['google'] });
  });

  it.each([
    ['a name that was meant as an alias', 's1.domainkey.u1.relay.example', 'CNAME'],
    ['a key without its semicolon', `v=DKIM1; k=rsa p=${good}`, 'semicolon'],
    ['a key without its p=', 'v=DKIM1; k=rsa', 'no p='],
  ])('but hold %s are told, because somebody put it there', async (_, text, words) => {
    const { keys } = await readKeys({ 's1._domainkey.acme.example': { TXT: [text] } }, guessed('s1'));
    expect(keys[0]?.problems).toMatchObject([{ rule: 'dkim.not-a-key', severity: 'warn' }]);
    expect(keys[0]?.problems[0]?.message).toContain(words);
  });

  it('are missing, not garbled, where a wildcard answers for one that was named', async () => {
    const { keys } = await readKeys({ '*.acme.example': { TXT: ['v=spf1 -all'] } }, given('s2'));
    expect(keys[0]?.problems).toMatchObject([{ rule: 'dkim.missing', severity: 'fail' }]);
  });

  it('revoked are a warning, and a note beside a key that can be used', async () => {
    const revoked = { 's1._domainkey.acme.example': { TXT: ['v=DKIM1; p='] } };
    const severityOf = async (others: DnsZones) =>
      (await readKeys({ ...revoked, ...others }, guessed('s1', 's2'))).keys[0]?.problems[0]?.severity;
    expect(await severityOf({})).toBe('warn');
    expect(await severityOf({ 's2._domainkey.acme.example': { TXT: [`p=${good}`] } })).toBe('note');
  });

  it('all revoked by a wildcard are one fact, not one for each guess', async () => {
    const zones = { '*._domainkey.acme.example': { TXT: ['v=DKIM1; p='] } };
    const found = await readKeys(zones, guessed('s1', 's2', 's3'));
    expect(found).toMatchObject({ keys: [], wildcard: { kind: 'revoked' }, triedInVain: ['s1', 's2', 's3'] });
    const named = { ...zones, 's2._domainkey.acme.example': { TXT: [`p=${good}`] } };
    expect((await readKeys(named, guessed('s1', 's2'))).keys.map(({ selector }) => selector.name)).toEqual(['s2']);
  });

  it('asked for twice are asked for the stronger reason', async () => {
    const { keys } = await readKeys(zones, [...guessed('S1', 's2'), ...given('s2')]);
    expect(keys.map(({ selector }) => selector)).toEqual([
      { name: 's2', source: 'given' },
      { name: 'S1', source: 'guessed' },
    ]);
  });
});
