import { describe, expect, it } from 'vitest';
import type { Misbehaviours } from '../../../source/demo/dns/respond.ts';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import { reverseName } from '../../../source/domain/dns/reverse.ts';
import { readReverse } from '../../../source/services/dns/read-reverse.ts';
import { patient, resolverOver } from '../../support/dns.ts';

const read = async (zones: DnsZones, address = '192.0.2.1', misbehave: Misbehaviours = {}) => {
  const report = await readReverse(await resolverOver(zones, misbehave), address, patient);
  return { ...report, rules: report.problems.map(({ rule }) => rule) };
};

const pointing = (name: string, forward: DnsZones[string], address = '192.0.2.1'): DnsZones => ({
  [reverseName(address)]: { PTR: [`${name}.`] },
  [name]: forward,
});

describe('reverse DNS', () => {
  it('is confirmed when name and address name each other', async () => {
    expect(await read(pointing('mail.acme.example', { A: ['192.0.2.9', '192.0.2.1'] }))).toMatchObject({
      state: 'confirmed',
      names: [{ name: 'mail.acme.example', isConfirmed: true }],
      rules: [],
    });
  });

  it('works for IPv6 however the address is written', async () => {
    const zones = pointing('mail.acme.example', { AAAA: ['2001:db8:0:0::1'] }, '2001:db8::1');
    expect(await read(zones, '2001:DB8:0000::0001')).toMatchObject({ state: 'confirmed' });
    expect(Object.keys(zones)[0]).toMatch(/^1\.(?:0\.){23}8\.b\.d\.0\.1\.0\.0\.2\.ip6\.arpa$/);
  });

  it.each([
    ['there is no name', {}, 'none', ['ptr.missing']],
    [
      'the name leads elsewhere',
      pointing('mail.acme.example', { A: ['192.0.2.9'] }),
      'unconfirmed',
      ['ptr.unconfirmed'],
    ],
    ['the name leads nowhere', pointing('mail.acme.example', {}), 'unconfirmed', ['ptr.unconfirmed']],
    [
      'the name is an access line',
      pointing('192-0-2-1.isp.example', { A: ['192.0.2.1'] }),
      'confirmed',
      ['ptr.generic'],
    ],
    ['the name is of a pool', pointing('h7.dynamic.isp.example', { A: ['192.0.2.1'] }), 'confirmed', ['ptr.generic']],
  ])('says so when %s', async (_what, zones, state, rules) => {
    expect(await read(zones as DnsZones)).toMatchObject({ state, rules });
  });

  it('is unknown when DNS does not answer', async () => {
    expect(await read({}, '192.0.2.1', { [reverseName('192.0.2.1')]: 'servfail' })).toMatchObject({
      state: 'unknown',
      unknown: expect.any(String),
      rules: [],
    });
    const zones = pointing('mail.acme.example', { A: ['192.0.2.1'] });
    expect(await read(zones, '192.0.2.1', { 'mail.acme.example': 'refused' })).toMatchObject({
      state: 'unknown',
      rules: [],
    });
  });
});
