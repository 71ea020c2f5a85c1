import { expect, test } from 'vitest';
import {
  judgeVanished,
  judgeVanishedOf,
  type NoticesLeft,
  type VanishedMail,
} from '../../../source/domain/mail/vanished-mail.ts';

const left = (failureType: string | null, failureReason: string | null = null, status = 'exception') => ({
  status,
  failureType,
  failureReason,
});
const noAddress = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';

test.each<
  [situation: string, deletesItself: boolean | undefined, left: Parameters<typeof judgeVanished>[1], is: VanishedMail]
>([
  ['it would have stayed: somebody deleted it', false, [], { kind: 'gone' }],
  ['it would have stayed, whatever its notifications say', false, [left('mail_smtp', 'x')], { kind: 'gone' }],
  ['nobody saw it before', undefined, [], { kind: 'gone' }],
  ['it deletes itself once it is sent', true, [], { kind: 'sent' }],
  ['a recipient had no address', true, [left('mail_email_missing')], { kind: 'failed', reason: noAddress }],
  ['a recipient had an invalid one', true, [left('mail_email_invalid')], { kind: 'failed', reason: noAddress }],
  ['the same as 14 keeps it', true, [left('RECIPIENT')], { kind: 'failed', reason: noAddress }],
  ['the reason was kept', true, [left('unknown', 'x'), left('unknown', 'y')], { kind: 'failed', reason: 'x' }],
  ['it bounced meanwhile', true, [left(null, null, 'bounce')], { kind: 'failed', reason: 'bounced' }],
  ['no reason was kept', true, [left(null)], { kind: 'failed', reason: expect.stringContaining('did not keep') }],
])('what became of a mail whose row is gone: %s', (_, deletesItself, failures, became) => {
  expect(judgeVanished(deletesItself, failures)).toEqual(became);
});

test.each<[situation: string, deletesItself: boolean, left: NoticesLeft | undefined, is: VanishedMail]>([
  ['nothing is left of it', true, undefined, { kind: 'sent' }],
  ['nothing failed', true, { all: 3, failed: 0, failure: null }, { kind: 'sent' }],
  ['all failed', true, { all: 2, failed: 2, failure: left('RECIPIENT') }, { kind: 'failed', reason: noAddress }],
  ['this or another mail of it failed', true, { all: 3, failed: 1, failure: left('RECIPIENT') }, { kind: 'gone' }],
  ['it would have stayed', false, { all: 3, failed: 0, failure: null }, { kind: 'gone' }],
])('what became of a mail of which only the message is known: %s', (_, deletesItself, notices, became) => {
  expect(judgeVanishedOf(deletesItself, notices)).toEqual(became);
});
