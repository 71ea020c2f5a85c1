import { describe, expect, it } from 'vitest';
import type { Misbehaviours } from '../../../source/demo/dns/respond.ts';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import { readMx } from '../../../source/services/dns/read-mx.ts';
import { patient, resolverOver } from '../../support/dns.ts';

const read = async (zones: DnsZones, misbehave: Misbehaviours = {}) => {
  const report = await readMx(await resolverOver(zones, misbehave), 'acme.example', patient);
  return { ...report, rules: report.problems.map(({ rule }) => rule) };
};

const withMx = (...texts: string[]): DnsZones => ({
  'acme.example': { MX: texts },
  'mx1.acme.example': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
  'mx2.acme.example': { AAAA: ['2001:db8::2'] },
});

describe('where mail for a domain goes', () => {
  it('is to its exchangers, by preference, each with its addresses', async () => {
    expect(await read(withMx('20 mx2.acme.example.', '10 mx1.acme.example.'))).toMatchObject({
      state: 'exchangers',
      exchangers: [
        { exchange: 'mx1.acme.example', preference: 10, addresses: ['192.0.2.1', '2001:db8::1'] },
        { exchange: 'mx2.acme.example', preference: 20, addresses: ['2001:db8::2'] },
      ],
      rules: [],
    });
  });

  it.each([
    ['nowhere', withMx('0 .'), 'refuses', ['mx.null']],
    ['nowhere and somewhere', withMx('0 .', '10 mx1.acme.example.'), 'exchangers', ['mx.null-beside-others']],
    ['its own address', { 'acme.example': { A: ['192.0.2.1'] } }, 'implicit', ['mx.implicit']],
    ['no place', { 'acme.example': { TXT: ['hello'] } }, 'none', ['mx.none']],
    ['no place, as the domain does not exist', {}, 'none', ['mx.none']],
    ['a name without address', withMx('10 gone.acme.example.'), 'exchangers', ['mx.no-address']],
    ['an address', withMx('10 192.0.2.1.'), 'exchangers', ['mx.address']],
    ['one exchanger twice', withMx('10 mx1.acme.example.', '20 mx1.acme.example.'), 'exchangers', ['mx.repeated']],
  ])('can be to %s', async (_where, zones, state, rules) => {
    expect(await read(zones as DnsZones)).toMatchObject({ state, rules });
  });

  it('may not be to an alias', async () => {
    const zones = { ...withMx('10 mail.acme.example.'), 'mail.acme.example': { CNAME: ['mx1.acme.example.'] } };
    expect(await read(zones)).toMatchObject({ rules: ['mx.alias'], exchangers: [{ aliases: ['mx1.acme.example'] }] });
  });

  it('is unknown when DNS does not answer', async () => {
    expect(await read({}, { 'acme.example MX': 'servfail' })).toMatchObject({
      state: 'unknown',
      unknown: expect.stringContaining('acme.example MX'),
      rules: [],
    });
    expect(await read(withMx('10 mx1.acme.example.'), { 'mx1.acme.example': 'refused' })).toMatchObject({
      state: 'exchangers',
      exchangers: [{ addresses: [], unknown: expect.stringContaining('refused') }],
      rules: [],
    });
    expect(await read({}, { 'acme.example A': 'servfail' })).toMatchObject({ state: 'unknown', rules: [] });
  });
});
