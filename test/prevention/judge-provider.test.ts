import { expect, test } from 'vitest';
import { findProvider } from '../../source/domain/providers/find-provider.ts';
import { judgeProvider, type ProviderFacts } from '../../source/prevention/judge-provider.ts';
import { chooseUsed } from '../../source/prevention/used-relays.ts';

const facts = (host: string, rest: Partial<ProviderFacts> = {}): ProviderFacts => ({
  title: `Out (${host}:587)`,
  host,
  user: 'odoo@acme.example',
  provider: findProvider({ host }),
  isOwnMachine: false,
  receivesFor: [],
  ...rest,
});

test.each<[string, ProviderFacts, string, RegExp]>([
  ['a sending service is fine', facts('smtp.sendgrid.net'), 'ok', /carries mail for applications/],
  ['a mailbox provider has limits', facts('smtp.office365.com'), 'warn', /where people have their mailboxes/],
  [
    'a free mail account is no account for a company',
    facts('smtp.gmail.com', { user: 'acme.shop@GMAIL.com' }),
    'fail',
    /free mail account \(gmail\.com\)/,
  ],
  ['a user without a domain is no free account', facts('smtp.gmail.com', { user: 'gmail.com' }), 'warn', /mailboxes/],
  [
    "the company's own mailbox server",
    facts('mail.acme.example', { receivesFor: ['acme.example'] }),
    'warn',
    /also takes in the mail of acme\.example/,
  ],
  [
    "the company's own mailbox server, on this machine",
    facts('mail.acme.example', { receivesFor: ['acme.example'], isOwnMachine: true }),
    'warn',
    /also takes in/,
  ],
  ['a relay on this machine leads who knows where', facts('localhost', { isOwnMachine: true }), 'unknown', /not known/],
  ['nobody knows a host of that name', facts('smtp.acme.example'), 'unknown', /Who runs smtp\.acme\.example/],
  ['without an MX', facts('smtp.acme.example', { receivesFor: undefined }), 'unknown', /Who runs/],
])('%s', (_, given, status, words) => {
  const judged = judgeProvider(given);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});

test('limits stand with whom they hold for, and who has none gets no sentence of them', () => {
  expect(judgeProvider(facts('smtp.office365.com')).detail).toMatch(/Its limits: .*per day/);
  expect(judgeProvider(facts('mail.acme.example', { receivesFor: ['acme.example'] })).detail).not.toContain('limits:');
  expect(judgeProvider(facts('smtp.acme.example', { user: null })).detail).toContain('it takes from Odoo');
});

test.each([
  ['what mail leads through', [{ isChosen: true }, { isChosen: false }], [0]],
  ['all that are set up, where no sender is known', [{ isChosen: false }, { isChosen: false }], [0, 1]],
  ['nothing of what nobody set up', [{ isChosen: true, isLastResort: true }], []],
])('the servers in use are %s', (_, given, kept) => {
  const relays = given.map((relay) => ({ isLastResort: false, ...relay }));
  expect(chooseUsed(relays)).toEqual(kept.map((index) => relays[index]));
});
