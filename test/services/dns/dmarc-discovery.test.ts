import { dmarc as evaluateWithMailauth } from 'mailauth/lib/dmarc/index.js';
import { describe, expect, it } from 'vitest';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import { namesToWalk } from '../../../source/domain/dns/dmarc/walk.ts';
import { checkAlignment, readDmarc } from '../../../source/services/dns/dmarc/read-dmarc.ts';
import { forMailauth } from '../../../source/services/dns/mailauth-resolver.ts';
import { patient, resolverOver } from '../../support/dns.ts';

const record = (name: string, text: string): DnsZones => ({ [`_dmarc.${name}`]: { TXT: [text] } });

const trees: readonly [string, DnsZones][] = [
  ['acme.example', record('acme.example', 'v=DMARC1; p=reject')],
  ['a.b.acme.example', record('acme.example', 'v=DMARC1; p=reject; sp=quarantine')],
  ['a.b.acme.example', record('b.acme.example', 'v=DMARC1; p=quarantine')],
  [
    'a.acme.example',
    { ...record('acme.example', 'v=DMARC1; p=reject'), ...record('a.acme.example', 'v=DMARC1; p=none') },
  ],
  [
    'a.b.acme.example',
    { ...record('b.acme.example', 'v=DMARC1; p=none; psd=n'), ...record('acme.example', 'v=DMARC1; p=reject') },
  ],
  ['x.acme.gov.example', record('gov.example', 'v=DMARC1; p=reject; psd=y')],
  [
    'x.acme.gov.example',
    { ...record('gov.example', 'v=DMARC1; p=none; psd=y'), ...record('acme.gov.example', 'v=DMARC1; p=reject') },
  ],
  ['gov.example', record('gov.example', 'v=DMARC1; p=reject; psd=y')],
  ['a.b.c.d.e.f.g.h.acme.example', record('acme.example', 'v=DMARC1; p=reject')],
  ['a.b.c.d.e.f.g.h.acme.example', record('b.c.d.e.f.g.h.acme.example', 'v=DMARC1; p=reject')],
  ['a.acme.example', record('example', 'v=DMARC1; p=none')],
  ['acme.example', record('acme.example', 'v=DMARC1; p=reject; t=y')],
  ['a.acme.example', record('acme.example', 'v=DMARC1; p=reject; np=none')],
  ['a.acme.example', record('acme.example', 'v=DMARC1; p=reject; sp=nope; rua=mailto:a@acme.example')],
  ['acme.example', record('acme.example', 'v=DMARC1; p=nope; rua=mailto:a@acme.example')],
  ['acme.example', {}],
];

describe('finding the DMARC record that applies', () => {
  it.each(trees)('agrees with mailauth on %s among %j', async (domain, zones) => {
    const resolver = await resolverOver(zones);
    const ours = await readDmarc(resolver, domain, patient);
    const theirs = await evaluateWithMailauth({
      headerFrom: domain,
      spfDomains: [],
      resolver: forMailauth(resolver, patient, () => undefined),
    });
    expect(theirs).toMatchObject({
      domain: ours.organization.byWalk,
      ...(ours.policy && { policy: ours.policy.policy, policyDomain: ours.policy.recordDomain }),
    });
    expect(Object.hasOwn(theirs || {}, 'policy')).toBe(ours.policy !== undefined);
  });

  it('asks at most eight names, however long the domain', () => {
    expect(namesToWalk('a.b.c.d.e.f.g.h.i.acme.example')).toEqual([
      'a.b.c.d.e.f.g.h.i.acme.example',
      'e.f.g.h.i.acme.example',
      'f.g.h.i.acme.example',
      'g.h.i.acme.example',
      'h.i.acme.example',
      'i.acme.example',
      'acme.example',
      'example',
    ]);
  });

  it.each([
    ['mail.acme.example', 'v=DMARC1; p=reject; sp=quarantine; np=none', 'quarantine', 'sp'],
    ['ghost.acme.example', 'v=DMARC1; p=reject; sp=quarantine; np=none', 'none', 'np'],
    ['ghost.acme.example', 'v=DMARC1; p=reject; sp=quarantine', 'quarantine', 'sp'],
    ['mail.acme.example', 'v=DMARC1; p=reject', 'reject', 'p'],
    ['mail.acme.example', 'v=DMARC1; p=reject; t=y', 'quarantine', 'p'],
  ])('applies to %s under %s the policy %s from %s', async (domain, text, policy, tag) => {
    const resolver = await resolverOver({ ...record('acme.example', text), 'mail.acme.example': { A: ['192.0.2.1'] } });
    expect((await readDmarc(resolver, domain, patient)).policy).toMatchObject({ policy, tag });
  });

  it('says what readers of the old standard do where that differs', async () => {
    const resolver = await resolverOver({
      ...record('b.acme.example', 'v=DMARC1; p=quarantine'),
      ...record('acme.example', 'v=DMARC1; p=reject'),
    });
    const between = await readDmarc(resolver, 'a.b.acme.example', patient);
    expect(between).toMatchObject({
      policy: { policy: 'reject', recordDomain: 'acme.example' },
      oldPolicy: undefined,
    });

    const only = await readDmarc(
      await resolverOver(record('b.acme.example', 'v=DMARC1; p=quarantine')),
      'a.b.acme.example',
      patient,
    );
    expect(only).toMatchObject({
      policy: { policy: 'quarantine', recordDomain: 'b.acme.example' },
      oldPolicy: 'none',
      organization: { byWalk: 'b.acme.example', bySuffix: 'acme.example' },
    });
  });

  it('does not call a record missing when DNS kept silent about it', async () => {
    const resolver = await resolverOver({}, { '_dmarc.acme.example': 'servfail' });
    expect(await readDmarc(resolver, 'mail.acme.example', patient)).toMatchObject({
      found: undefined,
      problems: [],
      unknown: expect.stringContaining('_dmarc.acme.example'),
    });
  });
});

describe('alignment', () => {
  const alignment = async (text: string, from: string, identities: { envelope?: string; signers?: string[] }) => {
    const resolver = await resolverOver(record('acme.example', text));
    const dmarc = await readDmarc(resolver, from, patient);
    return checkAlignment(
      resolver,
      dmarc,
      { envelope: identities.envelope, signers: identities.signers ?? [] },
      patient,
    );
  };

  it.each([
    ['v=DMARC1; p=none', 'acme.example', true],
    ['v=DMARC1; p=none', 'bounce.acme.example', true],
    ['v=DMARC1; p=none', 'relay.example', false],
    ['v=DMARC1; p=none; aspf=s', 'acme.example', true],
    ['v=DMARC1; p=none; aspf=s', 'bounce.acme.example', false],
  ])('under %s of the envelope domain %s is %s', async (text, envelope, isAligned) => {
    expect(await alignment(text, 'acme.example', { envelope })).toMatchObject([
      { kind: 'spf', isAligned, isAlignedBySuffix: isAligned },
    ]);
  });

  it('of signatures goes by adkim', async () => {
    const signers = ['acme.example', 'mail.acme.example'];
    expect(await alignment('v=DMARC1; p=none; adkim=s; aspf=r', 'acme.example', { signers })).toMatchObject([
      { kind: 'dkim', isAligned: true },
      { kind: 'dkim', isAligned: false },
    ]);
  });

  it('can differ between the standards', async () => {
    const resolver = await resolverOver({
      ...record('acme.example', 'v=DMARC1; p=reject'),
      ...record('shop.acme.example', 'v=DMARC1; p=reject; psd=n'),
    });
    const dmarc = await readDmarc(resolver, 'shop.acme.example', patient);
    expect(await checkAlignment(resolver, dmarc, { envelope: 'acme.example', signers: [] }, patient)).toMatchObject([
      { isAligned: false, isAlignedBySuffix: true },
    ]);
  });

  it('is unknown where DNS kept silent', async () => {
    const resolver = await resolverOver(record('acme.example', 'v=DMARC1; p=none'), {
      '_dmarc.relay.example': 'servfail',
    });
    const dmarc = await readDmarc(resolver, 'acme.example', patient);
    expect(await checkAlignment(resolver, dmarc, { envelope: 'relay.example', signers: [] }, patient)).toMatchObject([
      { isAligned: undefined, isAlignedBySuffix: false },
    ]);
  });
});
