import { describe, expect, test } from 'vitest';
import { addressInput, requireAddress } from '../../../../source/causes/sender/remedies/address-input.ts';
import { findUsedLogin } from '../../../../source/causes/sender/remedies/default-from-remedies.ts';
import { localPart } from '../../../../source/causes/sender/remedies/plan-own-address.ts';
import { chooseForRefusal } from '../../../../source/causes/sender/remedies/sender-offers.ts';
import { listShared } from '../../../../source/causes/sender/remedies/share-server-remedy.ts';
import type { OdooSeries } from '../../../../source/domain/odoo/odoo-series.ts';
import type { Route } from '../../../../source/domain/routing/route.ts';
import { buildServer, exampleDomain } from '../../../domain/routing/build-facts.ts';
import { queueSender, sendingRoute } from '../../../support/envelopes.ts';

const through = (route: Route) => ({ sender: queueSender('a@acme.example'), route, olderBuilds: undefined });
const row = buildServer({ id: 1 });
const offeredFor = (...given: Parameters<typeof chooseForRefusal>): readonly string[] =>
  chooseForRefusal(...given).map(({ id }) => id.replace('sender.', ''));

describe('what is offered where a server refuses a sender', () => {
  const usual = through(sendingRoute());
  const ofModule = through(sendingRoute({ isStatic: true }));
  const lost = through({ kind: 'fails', why: 'forced', server: sendingRoute().server, failure: { kind: 'no-from' } });
  const ofParameters = (series: OdooSeries, domain?: string) => ({
    series,
    aliasDomains: undefined,
    parameters: domain === undefined ? {} : { 'mail.catchall.domain': domain },
  });
  const ofDomains = (aliasDomains = [exampleDomain]) => ({ series: 18, aliasDomains, parameters: {} }) as const;

  test.each<[string, readonly ReturnType<typeof through>[], typeof row | null, readonly string[]]>([
    ['a row', [usual], row, ['from-filter', 'bounce-address', 'smtp-user']],
    ['odoo.conf’s', [usual], null, ['bounce-address']],
    ['all sent as a module says', [ofModule], row, ['smtp-user']],
    ['all sent as a module says, or not at all', [ofModule, lost], row, ['smtp-user']],
    ['some sent as a module says', [ofModule, usual], row, ['from-filter', 'bounce-address', 'smtp-user']],
    ['none sent', [lost], row, ['from-filter', 'bounce-address', 'smtp-user']],
    ['odoo.conf’s, as a module says', [ofModule], null, []],
  ])('%s', (_, routes, server, offered) => {
    expect(offeredFor({ routes, server }, ofDomains())).toEqual(offered);
  });

  test.each<[string, Parameters<typeof chooseForRefusal>[1], readonly string[]]>([
    ['17 and later, without an alias domain', ofDomains([]), ['smtp-user']],
    ['15 and 16', ofParameters(16, 'acme.example'), ['from-filter', 'bounce-address', 'smtp-user']],
    ['15 and 16, without a catchall domain', ofParameters(15), ['from-filter', 'smtp-user']],
    ['14, which knows no from_filter', ofParameters(14, 'acme.example'), ['bounce-address', 'smtp-user']],
    ['14, without a catchall domain', ofParameters(14), ['smtp-user']],
  ])('an address only where Odoo has a place for it: %s', (_, facts, offered) => {
    expect(offeredFor({ routes: [usual], server: row }, facts)).toEqual(offered);
  });
});

describe('the address that is suggested', () => {
  const relays = [
    { subject: 'server:1', routes: [], user: 'one@acme.example' },
    { subject: 'server:2', routes: [through(sendingRoute())], user: 'two@acme.example' },
  ];
  test.each([
    ['the login of the server in question', relays, 'server:1', 'one@acme.example'],
    ['the login of the first that mail leads through', relays, null, 'two@acme.example'],
    ['none, where no mail goes anywhere', relays.slice(0, 1), null, null],
    ['none, where there is no server', [], 'server:1', null],
  ])('is %s', (_, all, subject, login) => {
    expect(findUsedLogin(all, subject)).toBe(login);
  });

  test('is left out where the login is no address', () => {
    expect(addressInput('Address', 'one@acme.example')).toMatchObject({ suggestion: 'one@acme.example' });
    expect(addressInput('Address', null)).not.toHaveProperty('suggestion');
  });
});

describe('the address that was said', () => {
  const require = (address: string | undefined, login: string | null) =>
    requireAddress({ values: { texts: address === undefined ? {} : { address }, secrets: {} } }, login);
  test.each([
    ['office@acme.example', null, 'office@acme.example'],
    ['office@acme.example', 'odoo@acme.example', 'office@acme.example'],
    [undefined, 'odoo@acme.example', 'odoo@acme.example'],
  ])('%j, with the login %j', (address, login, taken) => {
    expect(require(address, login)).toBe(taken);
  });

  test.each([
    [undefined, null, 'The address is missing.'],
    ['', 'odoo@acme.example', 'The address is missing.'],
    [undefined, 'apikey', "'apikey' is not one mail address."],
    ['office@localhost', null, "'office@localhost' is not one mail address."],
    ['a@x.example, b@x.example', null, 'is not one mail address.'],
  ])('%j, with the login %j, is none', (address, login, words) => {
    expect(() => require(address, login)).toThrow(words);
  });

  test('is written by its local part where Odoo puts its own domain behind', () => {
    expect(localPart('office@acme.example', 'Acme.example')).toBe('office');
    expect(() => localPart('office@other.example', 'acme.example')).toThrow(
      'in its catchall domain acme.example, and office@other.example is in another.',
    );
    expect(() => localPart('office@acme.example', undefined)).toThrow('in the catchall domain, and none is set.');
  });
});

test('mass mailings take a server that is nobody’s own, in Odoo’s order', () => {
  const owner = { userId: 2, count: null, countedSince: null };
  const servers = [
    { id: 1, active: true, owner: undefined, sequence: null },
    { id: 2, active: true, owner: null, sequence: 20 },
    { id: 3, active: true, owner: null, sequence: 10 },
    { id: 5, active: true, owner: null, sequence: 10 },
    { id: 4, active: true, owner: null, sequence: 10 },
    { id: 6, active: false, owner: null, sequence: 1 },
    { id: 7, active: true, owner, sequence: 1 },
  ];
  expect(listShared(servers)).toEqual(['server:3', 'server:4', 'server:5', 'server:2', 'server:1']);
});
