import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../source/demo/queue-runner/dialect.ts';
import { addressMail } from '../../../source/demo/queue-runner/envelope.ts';
import type {
  DomainAddresses,
  MailServerRow,
  MailSettings,
} from '../../../source/demo/queue-runner/runner-settings.ts';
import { filterOf, findMailServer } from '../../../source/demo/queue-runner/server-choice.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';

const domain: DomainAddresses = { bounce: 'bounce@example.org', notifications: 'notifications@example.org' };
const nothing: DomainAddresses = { bounce: undefined, notifications: undefined };
const ann = '"Ann" <ann@example.com>';
const bob = '"Bob" <bob@example.org>';

const server = (from_filter: string | null): MailServerRow => ({
  id: 1,
  name: 'Only one',
  active: true,
  smtp_host: 'localhost',
  smtp_port: 25,
  smtp_user: null,
  smtp_pass: null,
  smtp_encryption: 'none',
  from_filter,
});

/** How a mail of `author` leaves through a single server with that filter: `From / envelope`. */
const leave = (series: OdooSeries, filter: string | null, addresses: DomainAddresses, author: string): string => {
  const settings: MailSettings = {
    servers: [server(filter)],
    parameters: new Map(),
    conf: { server: undefined, port: 25, smtpSsl: false },
    addressesFor: () => addresses,
  };
  const dialect = dialectOf(series);
  const choice = findMailServer(author, settings, addresses, dialect);
  const { headerFrom, envelopeFrom } = addressMail(
    {
      mailId: 7,
      document: { model: 'sale.order', id: 5 },
      author,
      chosenFrom: choice.from,
      filter: filterOf(choice, settings),
      addresses,
      staticBounce: false,
    },
    dialect,
  );
  return `${headerFrom} / ${envelopeFrom}`;
};

const notifications = '"Ann" <notifications@example.org>';

/** Measured on real servers: filter, domain, author, what 16 (October 2023) did, what 17 to 19 do. */
const matrix: readonly (readonly [string | null, DomainAddresses, string, string, string])[] = [
  [null, nothing, ann, `${ann} / ann@example.com`, `${ann} / ann@example.com`],
  ['example.org', nothing, ann, `${ann} / ann@example.com`, `${ann} / ann@example.com`],
  ['other.net', nothing, ann, `${ann} / ann@example.com`, `${ann} / ann@example.com`],
  [null, domain, ann, `${ann} / bounce@example.org`, `${notifications} / bounce@example.org`],
  ['example.org', domain, ann, `${notifications} / bounce@example.org`, `${notifications} / bounce@example.org`],
  [
    'notifications@example.org',
    domain,
    ann,
    `${notifications} / notifications@example.org`,
    `${notifications} / notifications@example.org`,
  ],
  ['other.net', domain, ann, `${ann} / ann@example.com`, `${notifications} / notifications@example.org`],
  ['example.org', domain, bob, `${bob} / bounce@example.org`, `${bob} / bounce@example.org`],
  [null, domain, bob, `${bob} / bounce@example.org`, `"Bob" <notifications@example.org> / bounce@example.org`],
];

describe.each(matrix)('from_filter %s, %o, author %s', (filter, addresses, author, in16, since17) => {
  test(`leaves 16 as ${in16}`, () => {
    expect(leave(16, filter, addresses, author)).toBe(in16);
  });

  test.each([17, 18, 19] as const)(`leaves %i as ${since17}`, (series) => {
    expect(leave(series, filter, addresses, author)).toBe(since17);
  });
});

test('14 keeps From and names the mail in the bounce address', () => {
  expect(leave(14, null, domain, ann)).toBe(`${ann} / bounce+7-sale.order-5@example.org`);
});

test('14 without a domain sends as the author', () => {
  expect(leave(14, null, nothing, ann)).toBe(`${ann} / ann@example.com`);
});
