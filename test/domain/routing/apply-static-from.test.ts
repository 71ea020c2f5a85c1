import { describe, expect, test } from 'vitest';
import { odooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { toStaticFrom } from '../../../source/domain/odoo/static-from.ts';
import { buildFacts, buildFactsWithDomain, buildServer, routeSent } from './build-facts.ts';

const server = (address: string | null, keptDomains: string | null = null) =>
  buildServer({ id: 1, staticFrom: toStaticFrom(address, keptDomains) });

describe.each(odooSeries)("In %i OCA's mail_outbound_static", (series) => {
  test.each<[string, string | null, string | null, string]>([
    ['nothing set changes nothing', null, null, 'ann@example.com'],
    ['spaces are nothing', '  ', 'other.net', 'ann@example.com'],
    ['its address beats the author', 'static@lab.example', null, 'static@lab.example'],
    ['an empty list of domains keeps nobody', 'static@lab.example', '', 'static@lab.example'],
    ['a From of a domain on the list stays', 'static@lab.example', 'other.net, example.com', 'ann@example.com'],
    ['another domain is none on the list', 'static@lab.example', 'sub.example.com,ample.com', 'static@lab.example'],
  ])('%s', (_title, address, domains, expected) => {
    const facts = buildFacts(series, { servers: [server(address, domains)], parameters: {} });
    const { headerFrom, envelopeFrom } = routeSent(facts);

    expect(envelopeFrom).toBe(expected);
    expect(headerFrom).toBe(`"Ann" <${expected}>`);
  });

  test('the envelope is the same address, but 14 keeps its bounce address there', () => {
    const { headerFrom, envelopeFrom, isStatic } = routeSent(
      buildFactsWithDomain(series, { servers: [server('static@lab.example')] }),
    );

    expect(headerFrom).toContain('<static@lab.example>');
    expect(isStatic).toBe(true);
    expect(envelopeFrom).toBe(series === 14 ? 'bounce@example.org' : 'static@lab.example');
  });

  test('of a sender without a name the address alone is left', () => {
    const facts = buildFacts(series, { servers: [server('static@lab.example')] });
    expect(routeSent(facts, { from: 'bob@example.com' }).headerFrom).toBe('static@lab.example');
  });

  test('odoo.conf’s server has its own', () => {
    const staticFrom = toStaticFrom('conf@lab.example', null);
    expect(routeSent(buildFacts(series, { staticFrom })).headerFrom).toBe('"Ann" <conf@lab.example>');
    // A row's is none of odoo.conf's.
    expect(routeSent(buildFacts(series, { staticFrom, servers: [server(null)] })).headerFrom).toContain('ann@');
  });
});
