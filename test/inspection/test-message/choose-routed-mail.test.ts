import { expect, test } from 'vitest';
import type { RoutingFacts } from '../../../source/domain/routing/routing-facts.ts';
import { chooseRoutedMail } from '../../../source/inspection/test-message/choose-routed-mail.ts';

const facts: RoutingFacts = {
  series: 16,
  servers: [],
  parameters: { 'mail.default.from': 'notifications', 'mail.catchall.domain': 'acme.example' },
  aliasDomains: undefined,
  companies: [],
  configuration: { smtpServer: 'localhost', smtpPort: 25, emailFrom: undefined, fromFilter: [] },
};
const companies = [
  { id: 3, email: 'third@acme.example', active: true, aliasDomainId: 30 },
  { id: 2, email: 'second@acme.example', active: true, aliasDomainId: 20 },
  { id: 1, email: 'archived@acme.example', active: false, aliasDomainId: 10 },
];
const mail = { from: 'ann@acme.example', forcedServerId: 7, aliasDomainId: 40, replyTo: 'reply@acme.example' };

test.each([
  ['the first company that is in use', {}, undefined, companies, 'second@acme.example', null, 20],
  [
    "Odoo's own address where that has none",
    {},
    undefined,
    [{ ...companies[1], id: 2, email: '', active: true, aliasDomainId: 20 }],
    'notifications@acme.example',
    null,
    20,
  ],
  ["Odoo's own address where there is no company", {}, undefined, [], 'notifications@acme.example', null, undefined],
  ['the mail', {}, mail, companies, 'ann@acme.example', 7, 40],
  ['a mail without a sender stays without', {}, { ...mail, from: null }, companies, null, 7, 40],
  [
    'what was asked for, before the mail',
    { from: 'bob@acme.example', serverId: 9 },
    mail,
    companies,
    'bob@acme.example',
    9,
    40,
  ],
  ['what was asked for', { from: 'bob@acme.example' }, undefined, companies, 'bob@acme.example', null, 20],
] as const)('%s decides', (_what, request, tested, theirs, from, forcedServerId, aliasDomainId) => {
  const way = chooseRoutedMail(request, tested, theirs, facts);
  expect([way.from, way.forcedServerId, way.aliasDomainId]).toEqual([from, forcedServerId, aliasDomainId]);
  expect(way.replyTo).toBe(tested?.replyTo);
});
