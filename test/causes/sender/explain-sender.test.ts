import { describe, expect, test } from 'vitest';
import { explainSender } from '../../../source/causes/sender/explain-sender.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { Route, SendingRoute } from '../../../source/domain/routing/route.ts';
import { buildFactsWithDomain, buildServer } from '../../domain/routing/build-facts.ts';
import { queueSender, sendingRoute } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const anna = 'anna@acme.example';
const explain = (route: Route, relay = {}, series: OdooSeries = 18, from: string | null = anna): string =>
  explainSender(buildFactsWithDomain(series), relaySession({ relay }).relay, {
    route,
    sender: queueSender(from),
  });

describe('how Odoo comes to send as an address', () => {
  test.each<[SendingRoute['why'], string]>([
    ['forced', 'the message insists on this server'],
    ['address', 'the server’s from_filter names the From address'],
    ['domain', 'the server’s from_filter names the domain of the From address'],
    ['notifications-address', 'the server’s from_filter names the default From'],
    ['notifications-domain', 'the server’s from_filter names the domain of the default From'],
    ['no-filter', 'it is the first server without a from_filter'],
    ['fallback', 'no server’s from_filter fits, and it is the first'],
    ['unreadable-from', 'no single address can be read from From'],
    ['first', 'it is the first server'],
    ['conf', 'there is no server in the database, so odoo.conf’s is used'],
  ])('%s', (why, words) => {
    expect(explain(sendingRoute({ why }))).toContain(
      `Odoo sends mail of ${anna} through it because ${words}, with From: ${anna}.`,
    );
  });

  test('mail without From is nobody’s', () => {
    expect(explain(sendingRoute(), {}, 18, null)).toContain('Odoo sends mail of nobody through it');
  });

  test.each<[string, string, OdooSeries, boolean]>([
    ['the bounce address', 'bounce@example.org', 18, true],
    ['the bounce address with the mail’s id, as 14 writes it', 'bounce+7-res.partner-3@example.org', 14, true],
    ['the author’s address', anna, 18, false],
    ['one with the same beginning', 'bounced@example.org', 18, false],
    ['one of another domain', 'bounce+7@elsewhere.example', 14, false],
    ['one of the same domain', 'office+bounce@example.org', 14, false],
  ])('%s', (_, envelopeFrom, series, isBounce) => {
    const words = 'The sender is the bounce address, which Odoo uses wherever the server may send for its domain.';
    expect(explain(sendingRoute({ envelopeFrom }), {}, series).includes(words)).toBe(isBounce);
  });

  test('the login and what the provider wants are said where they are known', () => {
    expect(explain(sendingRoute())).not.toContain('Odoo logs in');
    const words = explain(sendingRoute(), { user: 'odoo@acme.example', host: 'smtp.gmail.com' });
    expect(words).toContain('Odoo logs in as odoo@acme.example; many servers take that address only.');
    expect(words).toMatch(/Gmail[^:]*: /);
  });
});

describe('where the address is changed', () => {
  test.each<[OdooSeries, string]>([
    [
      14,
      'Odoo sends as another: default From and bounce address: Settings → Technical → Parameters → System Parameters (developer mode).',
    ],
    [
      16,
      'Odoo sends as another: from_filter: Settings → Technical → Email → Outgoing Mail Servers (developer mode); default From and bounce address: Settings → Technical → Parameters → System Parameters (developer mode).',
    ],
    [17, 'default From and bounce address: Settings → Technical → Email → Alias Domains (developer mode).'],
  ])('on Odoo %i', (series, words) => {
    expect(explain(sendingRoute(), {}, series)).toMatch(/Either the server’s owner allows the address, or /);
    expect(explain(sendingRoute(), {}, series).endsWith(words)).toBe(true);
  });

  test.each([
    ['odoo.conf', null, 'smtp_from in odoo.conf'],
    ['the server', buildServer({ id: 1, name: 'Office' }), 'Email From of the outgoing mail server Office'],
  ])('in %s, where a module puts its own address in', (_, server, place) => {
    const words = explain(sendingRoute({ isStatic: true }), { server });
    expect(words).toContain(`which beats Odoo’s own choice: ${place}.`);
    expect(words).toMatch(/from_filter, default From and bounce address change nothing\.$/);
    expect(words).not.toContain('The sender is the bounce address');
  });

  test('also where Odoo does not get as far as a server’s door', () => {
    const { server } = sendingRoute();
    const words = explain({ kind: 'fails', why: 'forced', server, failure: { kind: 'no-from' } });
    expect(words).toMatch(/^Either the server’s owner allows the address/);
  });
});
