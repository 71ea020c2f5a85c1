import { describe, expect, test } from 'vitest';
import type { CheckContext } from '../../source/causes/context.ts';
import { dns } from '../../source/causes/dns/index.ts';
import type { Finding } from '../../source/domain/finding.ts';
import { seriesUnderTest } from '../support/postgres.ts';
import { openSickWorld } from '../support/sick-world.ts';

const run = async (context: CheckContext): Promise<readonly Finding[]> =>
  (await Promise.all(dns.checks.map((check) => check.run(context)))).flat();

const brief = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ check, subject, status }) => `${check} ${subject} ${status}`);

const healthy = [
  'dns.spf domain:acme.example ok',
  'dns.dkim domain:acme.example ok',
  'dns.dmarc domain:acme.example ok',
  'dns.alignment domain:acme.example ok',
  'dns.bounce-mx domain:acme.example ok',
  'dns.blocklists domain:acme.example ok',
  'dns.ptr server:1 ok',
  'dns.address-blocklists server:1 ok',
];

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('the records of a healthy company vouch for its mail', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const findings = await run(await world.checkContext());
    expect(brief(findings)).toEqual(healthy);
  });

  test('a relay that SPF does not name, without a key to sign with, is found with the record to publish', async () => {
    const world = await openSickWorld({ series, scenario: 'dns' });
    const findings = await run(await world.checkContext());
    expect(brief(findings).slice(0, 4)).toEqual([
      'dns.spf domain:acme.example fail',
      'dns.dkim domain:acme.example warn',
      'dns.dmarc domain:acme.example ok',
      'dns.alignment domain:acme.example fail',
    ]);
    expect(brief(findings).slice(4)).toEqual(healthy.slice(4));
    expect(findings[0]?.detail).toContain('v=spf1 ip4:198.51.100.17 ip4:127.0.0.1 -all');
    const waiting = (await (await world.checkContext()).readQueue()).counts.outgoing;
    expect(findings[0]?.explains).toBe(waiting);
  });
});
