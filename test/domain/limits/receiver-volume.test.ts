import { expect, test } from 'vitest';
import { receiverLabels, receiverOf } from '../../../source/domain/limits/receiver-volume.ts';

test.each([
  ['gmail.com', 'Gmail'],
  ['googlemail.com', 'Gmail'],
  ['yahoo.com', 'Yahoo'],
  ['yahoo.co.uk', 'Yahoo'],
  ['yahoo.com.br', 'Yahoo'],
  ['aol.de', 'Yahoo'],
  ['rocketmail.com', 'Yahoo'],
  ['outlook.com', 'Outlook.com'],
  ['hotmail.fr', 'Outlook.com'],
  ['live.co.uk', 'Outlook.com'],
  ['msn.com', 'Outlook.com'],
] as const)('mailboxes of %s are at %s', (domain, name) => {
  expect(receiverOf(domain)).toBe(name);
  expect(receiverLabels).toContain(domain.split('.')[0]);
});

test.each([
  '',
  'google.com',
  'yahoo.co.jp',
  'gmail.com.example',
  'gmail.example',
  'yahoo.shop',
  'mail.live.com',
  'xaol.com',
])("'%s' has no personal mailboxes of theirs", (domain) => {
  expect(receiverOf(domain)).toBeUndefined();
});
