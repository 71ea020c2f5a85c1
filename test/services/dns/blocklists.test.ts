import { describe, expect, it } from 'vitest';
import type { Misbehaviours } from '../../../source/demo/dns/respond.ts';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import { blocklists } from '../../../source/domain/dns/blocklists/lists.ts';
import {
  checkAddressOnBlocklists,
  checkDomainOnBlocklists,
  judgeSilence,
} from '../../../source/services/dns/blocklists.ts';
import { patient, resolverFor, resolverOver, serveZones } from '../../support/dns.ts';
import { isInstalled, startDnsmasq, startUnbound } from '../../support/forwarder.ts';

const only = (zone: string) => blocklists.filter((list) => list.zone === zone);

const checkAddress = async (zones: DnsZones, misbehave: Misbehaviours = {}, address = '192.0.2.1') => {
  const resolver = await resolverOver(zones, misbehave);
  const [check] = await checkAddressOnBlocklists(resolver, only('zen.spamhaus.org'), address, patient);
  return check;
};

const checkDomain = async (zone: string, answers: readonly string[]) => {
  const resolver = await resolverOver({ [`acme.example.${zone}`]: { A: answers } });
  const [check] = await checkDomainOnBlocklists(resolver, only(zone), 'acme.example', patient);
  return check;
};

const entry = '1.2.0.192.zen.spamhaus.org';

describe('asking a blocklist', () => {
  it('calls an address clean that is not on it', async () => {
    expect(await checkAddress({})).toMatchObject({ verdict: { kind: 'clean' }, problems: [] });
  });

  it.each(['Listed for spam', 'Listed for spam.'])('ends its sentence once where the list says %j', async (words) => {
    const check = await checkAddress({ [entry]: { A: ['127.0.0.2'], TXT: [words] } });
    expect(check?.problems[0]?.message).toMatch(/ It says: Listed for spam\.$/);
  });

  it('says what a listed address is listed as, in the words of the list', async () => {
    const check = await checkAddress({
      [entry]: { A: ['127.0.0.2', '127.0.0.10'], TXT: ['https://check.spamhaus.org/sbl/query/SBL1'] },
    });
    expect(check).toMatchObject({
      verdict: { kind: 'listed', answers: ['127.0.0.2', '127.0.0.10'] },
      words: 'https://check.spamhaus.org/sbl/query/SBL1',
      problems: [
        {
          rule: 'blocklist.listed',
          subject: '192.0.2.1',
          message: expect.stringMatching(/a source of spam \(SBL\), an address .* \(PBL\); ask for removal at/),
        },
      ],
    });
  });

  it.each(['127.255.255.252', '127.255.255.254', '127.255.255.255', '127.255.255.1'])(
    'never takes %s for a listing: the question was refused',
    async (answer) => {
      expect(await checkAddress({ [entry]: { A: [answer] } })).toMatchObject({
        verdict: { kind: 'refused' },
        problems: [],
      });
    },
  );

  it('does not believe a resolver that invents addresses', async () => {
    expect(await checkAddress({ [entry]: { A: ['203.0.113.80'] } })).toMatchObject({
      verdict: { kind: 'unknown' },
      problems: [],
    });
  });

  it('does not believe a list that lists everything', async () => {
    const check = await checkAddress({ '*.zen.spamhaus.org': { A: ['127.0.0.2'] }, 'zen.spamhaus.org': {} });
    expect(check).toMatchObject({ verdict: { kind: 'unknown' }, problems: [] });
  });

  it.each(['servfail', 'refused', 'timeout'] as const)('is unknown on %s', async (how) => {
    expect(await checkAddress({}, { [entry]: how })).toMatchObject({ verdict: { kind: 'unknown' }, problems: [] });
  });

  it('works for IPv6', async () => {
    const name = `${'1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2'}.zen.spamhaus.org`;
    const check = await checkAddress({ [name]: { A: ['127.0.0.3'] } }, {}, '2001:db8::1');
    expect(check).toMatchObject({ verdict: { kind: 'listed' } });
  });
});

describe('asking a blocklist about a domain', () => {
  it.each([
    ['dbl.spamhaus.org', '127.0.1.2', 'listed'],
    ['dbl.spamhaus.org', '127.0.1.255', 'refused'],
    ['multi.surbl.org', '127.0.0.80', 'listed'],
    ['multi.surbl.org', '127.0.0.1', 'refused'],
    ['multi.uribl.com', '127.0.0.2', 'listed'],
    ['multi.uribl.com', '127.0.0.1', 'refused'],
  ])('%s answering %s means %s', async (zone, answer, kind) => {
    expect(await checkDomain(zone, [answer])).toMatchObject({ verdict: { kind } });
  });

  it('adds up the bits of an answer', async () => {
    expect(await checkDomain('multi.surbl.org', ['127.0.0.80'])).toMatchObject({
      verdict: { meanings: ['a malware domain', 'a domain in spam'] },
    });
  });
});

const listedZones: DnsZones = {
  [entry]: { A: ['127.0.0.2'] },
  '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] },
};

describe('a resolver that takes answers in 127.0.0.0/8 out does not make a listed address clean', () => {
  it.runIf(isInstalled('dnsmasq'))('dnsmasq with --stop-dns-rebind', { meta: { needs: 'dnsmasq' } }, async () => {
    const resolver = resolverFor(await startDnsmasq(await serveZones(listedZones)));
    const [check] = await checkAddressOnBlocklists(resolver, only('zen.spamhaus.org'), '192.0.2.1', patient);
    expect(check?.verdict).toEqual({ kind: 'unknown', reason: expect.stringMatching(/^your resolver takes answers/) });
  });

  it.runIf(isInstalled('unbound'))('unbound with private-address', { meta: { needs: 'unbound' } }, async () => {
    const resolver = resolverFor(await startUnbound(await serveZones(listedZones)));
    const [check] = await checkAddressOnBlocklists(resolver, only('zen.spamhaus.org'), '192.0.2.1', patient);
    expect(check?.verdict).toEqual({ kind: 'unknown', reason: expect.stringMatching(/^your resolver takes answers/) });
  });

  it('a name without an address is clean where what is always listed is listed', async () => {
    const empty: DnsZones = { [entry]: { TXT: ['nothing'] }, '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] } };
    expect(await checkAddress(empty)).toMatchObject({ verdict: { kind: 'clean' } });
  });
});

const [zen] = only('zen.spamhaus.org');

it.each([
  ['is listed', { kind: 'answer', records: ['127.0.0.2'] }, 'clean'],
  ['was refused', { kind: 'answer', records: ['127.255.255.254'] }, 'refused'],
  ['is somewhere else', { kind: 'answer', records: ['0.0.0.0'] }, 'unknown'],
  ['has no address', { kind: 'nodata', reason: 'x' }, 'unknown'],
  ['does not exist', { kind: 'nxdomain', reason: 'x' }, 'unknown'],
  ['was not answered', { kind: 'timeout', reason: 'x' }, 'unknown'],
] as const)('an answer without an address, where what is always listed %s', (_what, control, kind) => {
  expect(zen === undefined ? undefined : judgeSilence(zen, control).kind).toBe(kind);
});
