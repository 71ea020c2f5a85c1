import { describe, expect, it } from 'vitest';
import type { Misbehaviours } from '../../../../source/demo/dns/respond.ts';
import type { DnsZones } from '../../../../source/demo/scenario.ts';
import { findPermissions, includesRecordOf } from '../../../../source/domain/dns/spf/authorise.ts';
import { evaluateSpf } from '../../../../source/services/dns/spf/evaluate.ts';
import { patient, resolverOver } from '../../../support/dns.ts';
import { treeOfRecord } from '../../../support/spf.ts';

const evaluate = async (
  zones: DnsZones,
  question: { ip?: string; helo?: string; mailFrom?: string } = {},
  misbehave: Misbehaviours = {},
) =>
  evaluateSpf(
    await resolverOver(zones, misbehave),
    { ip: '192.0.2.1', helo: 'mail.acme.example', mailFrom: 'anna@acme.example', ...question },
    patient,
  );

const acme = (text: string): DnsZones => ({ 'acme.example': { TXT: [text] } });

describe('judging a sender by SPF', () => {
  it.each([
    ['pass', acme('v=spf1 ip4:192.0.2.0/24 -all')],
    ['fail', acme('v=spf1 -all')],
    ['softfail', acme('v=spf1 ~all')],
    ['neutral', acme('v=spf1 ?all')],
    ['none', acme('hello')],
    ['permerror', acme('v=spf1 ipv4:192.0.2.1 -all')],
  ])('can come to %s', async (result, zones) => {
    expect(await evaluate(zones)).toMatchObject({ result, domain: 'acme.example' });
  });

  it('is unknown, not bad, when DNS does not answer', async () => {
    expect(await evaluate({}, {}, { 'acme.example': 'refused' })).toMatchObject({ result: 'temperror' });
  });

  it.each([
    [{ mailFrom: 'bounce+42-res.partner-7@acme.example' }, '%{l}', 'bounce+42-res.partner-7'],
    [{ helo: '[127.0.0.1]' }, '%{h}', '[127.0.0.1]'],
  ])('asks for names that no host may have, where a macro makes one of %o', async (question, macro, label) => {
    const zones: DnsZones = {
      ...acme(`v=spf1 exists:${macro}._spf.%{d} -all`),
      [`${label}._spf.acme.example`]: { A: ['127.0.0.2'] },
    };
    expect(await evaluate(zones, question)).toMatchObject({ result: 'pass' });
  });

  it('goes by the EHLO name when the sender is empty, as bounces have it', async () => {
    const zones = { 'mail.acme.example': { TXT: ['v=spf1 a -all'], A: ['192.0.2.1'] } };
    expect(await evaluate(zones, { mailFrom: '' })).toMatchObject({ result: 'pass', domain: 'mail.acme.example' });
  });

  it('counts lookups, and shows each question and answer', async () => {
    const verdict = await evaluate({
      ...acme('v=spf1 include:relay.example a:gone.example -all'),
      'relay.example': { TXT: ['v=spf1 ip4:198.51.100.1 -all'] },
    });
    expect(verdict).toMatchObject({ result: 'fail', lookups: 2, voids: 1 });
    expect(verdict.evidence.map(({ asked }) => asked.split(' ').slice(3, 5).join(' '))).toEqual([
      'acme.example TXT',
      'relay.example TXT',
      'gone.example A',
    ]);
  });

  it('passes on what the domain wants refused senders to read', async () => {
    const verdict = await evaluate({
      ...acme('v=spf1 exp=why.acme.example -all'),
      'why.acme.example': { TXT: ['Ask postmaster about %{i}'] },
    });
    expect(verdict.ownersWords).toBe('Ask postmaster about 192.0.2.1');
  });

  it('ends when it is cancelled', async () => {
    const resolver = await resolverOver(acme('v=spf1 -all'), { 'acme.example': 'timeout' });
    const controller = new AbortController();
    const verdict = evaluateSpf(
      resolver,
      { ip: '192.0.2.1', helo: 'mail.acme.example', mailFrom: 'anna@acme.example' },
      { signal: controller.signal },
    );
    controller.abort(new Error('Ctrl+C'));
    await expect(verdict).rejects.toThrow('Ctrl+C');
  });
});

describe('finding who authorises a relay', () => {
  const zones = {
    'relay.example': { TXT: ['v=spf1 a:out.relay.example ip6:2001:db8::/32 -all'] },
    'out.relay.example': { A: ['198.51.100.7'] },
  };

  it.each([
    ['v=spf1 include:relay.example -all', ['include:relay.example', 'a:out.relay.example']],
    ['v=spf1 redirect=relay.example', ['redirect=relay.example', 'a:out.relay.example']],
    ['v=spf1 a:out.relay.example/24 -all', ['a:out.relay.example/24']],
  ])('%s: by %j', async (record, path) => {
    const tree = await treeOfRecord(record, zones);
    expect(findPermissions(tree, ['198.51.100.7'])).toEqual([{ address: '198.51.100.7', path }]);
  });

  it.each([
    'v=spf1 -all',
    'v=spf1 ~include:relay.example -all',
    'v=spf1 -ip4:198.51.100.7 include:relay.example -all',
    'v=spf1 -all include:relay.example',
    'v=spf1 exists:%{i}.relay.example -all',
  ])('%s: nobody', async (record) => {
    expect(findPermissions(await treeOfRecord(record, zones), ['198.51.100.7'])).toEqual([]);
  });

  it('keeps the families apart', async () => {
    const tree = await treeOfRecord('v=spf1 include:relay.example -all', zones);
    expect(findPermissions(tree, ['2001:DB8::1', '2001:db9::1', '203.0.113.1'])).toMatchObject([
      { address: '2001:DB8::1', path: ['include:relay.example', 'ip6:2001:db8::/32'] },
    ]);
  });

  it('knows the includes of a provider wherever they stand', async () => {
    const tree = await treeOfRecord('v=spf1 include:all.acme.example -all', {
      ...zones,
      'all.acme.example': { TXT: ['v=spf1 include:relay.example ~all'] },
    });
    expect([includesRecordOf(tree, 'relay.example'), includesRecordOf(tree, 'other.example')]).toEqual([true, false]);
  });
});
