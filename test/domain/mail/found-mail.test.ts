import { expect, test } from 'vitest';
import { nameFound, outcomeOfDeleted } from '../../../source/domain/mail/found-mail.ts';

test.each([
  [['sent'], 'sent'],
  [['sent', 'sent'], 'sent'],
  [['sent', 'bounce'], 'partly'],
  [['sent', 'exception'], 'partly'],
  [['sent', null], 'partly'],
  [['bounce'], 'bounced'],
  [['bounce', 'exception'], 'bounced'],
  [['exception'], 'failed'],
  [['exception', 'canceled'], 'failed'],
  [['canceled'], 'cancelled'],
  [['ready'], 'not-told'],
  [[null], 'not-told'],
  [[], 'not-told'],
] as const)('notifications %j of a mail that is gone say: %s', (statuses, outcome) => {
  expect(outcomeOfDeleted(statuses)).toBe(outcome);
});

test('a mail is named by its id, and by its message once it is gone', () => {
  expect(nameFound({ mailId: 7, messageId: 9 })).toBe('7');
  expect(nameFound({ mailId: null, messageId: 9 })).toBe('message:9');
});
