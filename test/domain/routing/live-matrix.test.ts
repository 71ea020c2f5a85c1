import { describe, expect, test } from 'vitest';
import { buildFacts, buildFactsWithDomain, buildServer, routeSent } from './build-facts.ts';

/*
 * What real Odoo 16.0 (October 2023), 17.0, 18.0 and 19.0 put into the From header and the envelope of a mail, with one
 * mail server and example.org as their own domain, or none.
 */
const people = { ann: '"Ann" <ann@example.com>', bob: '"Bob" <bob@example.org>' };

interface Row {
  readonly filter: string | null;
  readonly author: keyof typeof people;
  readonly header: string;
  readonly envelope: string;
}

const annAsOdoo = '"Ann" <notifications@example.org>';
const bobAsOdoo = '"Bob" <notifications@example.org>';
const bounce = 'bounce@example.org';
const notifications = 'notifications@example.org';

const common: readonly Row[] = [
  { filter: 'example.org', author: 'ann', header: annAsOdoo, envelope: bounce },
  { filter: 'notifications@example.org', author: 'ann', header: annAsOdoo, envelope: notifications },
  { filter: 'example.org', author: 'bob', header: people.bob, envelope: bounce },
];

const on16: readonly Row[] = [
  { filter: null, author: 'ann', header: people.ann, envelope: bounce },
  ...common,
  { filter: 'other.net', author: 'ann', header: people.ann, envelope: 'ann@example.com' },
  { filter: null, author: 'bob', header: people.bob, envelope: bounce },
];

const from17: readonly Row[] = [
  { filter: null, author: 'ann', header: annAsOdoo, envelope: bounce },
  ...common,
  { filter: 'other.net', author: 'ann', header: annAsOdoo, envelope: notifications },
  { filter: null, author: 'bob', header: bobAsOdoo, envelope: bounce },
];

const serversWith = (fromFilter: string | null) => [buildServer({ id: 1, fromFilter })];

describe('16.0 of October 2023 with its own domain', () => {
  test.each(on16)('filter $filter: $author goes out as $header from $envelope', (row) => {
    const facts = buildFactsWithDomain(16, { servers: serversWith(row.filter), fallbackFrom: 'author' });
    expect(routeSent(facts, { from: people[row.author] })).toMatchObject({
      headerFrom: row.header,
      envelopeFrom: row.envelope,
      replyTo: 'catchall@example.org',
    });
  });
});

describe.each([17, 18, 19] as const)('%i with its own domain', (series) => {
  test.each(from17)('filter $filter: $author goes out as $header from $envelope', (row) => {
    const facts = buildFactsWithDomain(series, { servers: serversWith(row.filter) });
    expect(routeSent(facts, { from: people[row.author] })).toMatchObject({
      headerFrom: row.header,
      envelopeFrom: row.envelope,
      replyTo: 'catchall@example.org',
    });
  });
});

describe.each([16, 17, 18, 19] as const)('%i without a domain of its own', (series) => {
  test.each([null, 'example.org', 'other.net'])('filter %s: the author stays the sender', (fromFilter) => {
    const facts = buildFacts(series, { servers: serversWith(fromFilter) });
    expect(routeSent(facts, { from: people.ann })).toMatchObject({
      headerFrom: people.ann,
      envelopeFrom: 'ann@example.com',
      replyTo: people.ann,
    });
  });
});

describe('Builds of January 2024 and later', () => {
  test.each([15, 16] as const)('%i too sends as the notifications address where no filter fits', (series) => {
    const facts = buildFactsWithDomain(series, { servers: serversWith('other.net') });
    expect(routeSent(facts, { from: people.ann })).toMatchObject({
      headerFrom: annAsOdoo,
      envelopeFrom: notifications,
    });
  });

  test.each([15, 16, 17] as const)('%i before it kept the author', (series) => {
    const facts = buildFactsWithDomain(series, { servers: serversWith(null), fallbackFrom: 'author' });
    expect(routeSent(facts, { from: people.ann }).headerFrom).toBe(people.ann);
  });

  test.each([18, 19] as const)('%i never was older', (series) => {
    const facts = buildFactsWithDomain(series, { servers: serversWith(null), fallbackFrom: 'author' });
    expect(routeSent(facts, { from: people.ann }).headerFrom).toBe(annAsOdoo);
  });
});
