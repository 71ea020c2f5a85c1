import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../source/demo/queue-runner/dialect.ts';
import { addressMail } from '../../../source/demo/queue-runner/envelope.ts';
import type { DomainAddresses, MailSettings } from '../../../source/demo/queue-runner/runner-settings.ts';
import { filterOf, findMailServer } from '../../../source/demo/queue-runner/server-choice.ts';
import { type OdooSeries, odooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { RoutingFacts } from '../../../source/domain/routing/routing-facts.ts';
import { describeRoute } from '../../../source/inspection/story/describe-route.ts';
import { buildFacts, buildFactsWithDomain, buildServer, routeSent } from '../../domain/routing/build-facts.ts';

/** Numbers that are the same in every run (mulberry32), so that a failure can be looked at. */
const createRandom = (seed: number) => {
  let state = seed;
  return <Value>(values: readonly [Value, ...Value[]]): Value => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const index = ((mixed ^ (mixed >>> 14)) >>> 0) % values.length;
    return values[index] ?? values[0];
  };
};

const filters = [
  null,
  'example.org',
  'other.net',
  'notifications@example.org',
  'ann@example.com',
  'example.com',
] as const;
const authors = [
  '"Ann" <ann@example.com>',
  '"Bob" <bob@example.org>',
  'carl@other.net',
  '"Odoo" <notifications@example.org>',
] as const;

const configurations = Array.from({ length: 204 }, (_, seed) => {
  const pick = createRandom(seed);
  return {
    seed,
    series: odooSeries[seed % odooSeries.length] ?? 18,
    filters: Array.from({ length: pick([0, 1, 2, 3]) }, () => pick(filters)),
    archived: pick([true, false, false]),
    hasDomain: pick([true, false]),
    author: pick(authors),
    configuredFilter: pick(['example.org', 'other.net', null]),
  };
});

type Configuration = (typeof configurations)[number];

/** What the demo's runner does, which was written a second time from the same measurements. */
const runnerRoute = (given: Configuration) => {
  const dialect = dialectOf(given.series);
  const addresses: DomainAddresses = given.hasDomain
    ? { bounce: 'bounce@example.org', notifications: 'notifications@example.org' }
    : { bounce: undefined, notifications: undefined };
  const hasFilter = given.series >= 15 && given.configuredFilter !== null;
  const settings: MailSettings = {
    servers: given.filters.map((from_filter, index) => ({
      id: index + 1,
      name: `server ${index + 1}`,
      active: !(given.archived && index === 0),
      smtp_host: `smtp${index + 1}.example.net`,
      smtp_port: 587,
      smtp_user: null,
      smtp_pass: null,
      smtp_encryption: 'starttls',
      from_filter: given.series >= 15 ? from_filter : null,
    })),
    parameters: new Map(),
    conf: {
      server: undefined,
      port: 25,
      smtpSsl: false,
      ...(hasFilter ? { fromFilter: given.configuredFilter ?? '' } : {}),
    },
    addressesFor: () => addresses,
  };
  const choice = findMailServer(given.author, settings, addresses, dialect);
  const sender = addressMail(
    {
      mailId: 7,
      document: { model: 'sale.order', id: 5 },
      author: given.author,
      chosenFrom: choice.from,
      filter: filterOf(choice, settings),
      addresses,
      staticBounce: false,
    },
    dialect,
  );
  return { server: choice.server?.id ?? null, ...sender };
};

const factsOf = (given: Configuration): RoutingFacts => {
  const build = given.hasDomain ? buildFactsWithDomain : buildFacts;
  const facts = build(given.series);
  return {
    ...facts,
    servers: given.filters.map((fromFilter, index) =>
      buildServer({
        id: index + 1,
        fromFilter: given.series >= 15 ? fromFilter : undefined,
        active: !(given.archived && index === 0),
      } as Parameters<typeof buildServer>[0]),
    ),
    configuration: {
      ...facts.configuration,
      fromFilter: given.series >= 15 && given.configuredFilter !== null ? [given.configuredFilter] : [],
    },
    // The runner is 16 of October 2023, and later ones from the start.
    fallbackFrom: given.series <= 16 ? 'author' : 'notifications',
  };
};

const isKnownTo = (series: OdooSeries): boolean => odooSeries.includes(series);

describe('over two hundred configurations at random', () => {
  test.each(configurations)('$seed: Odoo $series, filters $filters, $author', (given) => {
    expect(isKnownTo(given.series)).toBe(true);
    const expected = runnerRoute(given);
    const tracking = { mailId: 7, document: { model: 'sale.order', id: 5 } };
    const route = routeSent(factsOf(given), { from: given.author, tracking });
    expect({
      server: route.server.kind === 'conf' ? null : route.server.server.id,
      headerFrom: route.headerFrom,
      envelopeFrom: route.envelopeFrom,
    }).toEqual(expected);
    const mail = { id: 7, document: tracking.document, from: given.author, forcedServerId: null };
    const lines = describeRoute(factsOf(given), mail as Parameters<typeof describeRoute>[1], undefined);
    expect(lines).toContain(`recipients see From ${expected.headerFrom}`);
    expect(lines).toContain(`bounces go to ${expected.envelopeFrom} (envelope sender)`);
  });
});
