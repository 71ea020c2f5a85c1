import { expect, test } from 'vitest';
import { judgeGreeting } from '../../source/causes/firewall/judge-greeting.ts';
import type { SmtpFailure, SmtpReply } from '../../source/domain/probes/smtp-report.ts';

const greeted = (durationMs: number, code = 220): SmtpReply => ({
  stage: 'greeting',
  code,
  enhanced: undefined,
  text: 'relay.example ESMTP',
  durationMs,
});

const judge = (failure: SmtpFailure | undefined, ...replies: readonly SmtpReply[]) =>
  judgeGreeting({ host: 'relay.example', failure, replies, summary: 'what the session says' });

test.each([
  ['10 s without a word are not known to be a fault: Odoo waits 60', 10_000, 'unknown'],
  ['a minute without a word is where Odoo gives up', 60_000, 'fail'],
] as const)('%s', (_title, waitedMs, status) => {
  const judgement = judge({ kind: 'timed-out', stage: 'greeting', waitedMs });
  expect(judgement).toMatchObject({ status, summary: 'what the session says' });
  expect(judgement?.detail).toContain('PTR');
});

test('a greeting that comes late is a warning with its time', () => {
  expect(judge(undefined, greeted(10_020))).toMatchObject({
    status: 'warn',
    summary: expect.stringContaining('after 10 s'),
  });
});

test.each([
  ['the 6 s of postscreen', undefined, greeted(6_020)],
  ['a late refusal, which is told as one', undefined, greeted(12_000, 554)],
  ['a server that falls silent later', { kind: 'timed-out', stage: 'ehlo', waitedMs: 10_000 }, greeted(20)],
] as const)('%s: nothing to say of the greeting', (_title, failure, greeting) => {
  expect(judge(failure, greeting)).toBeUndefined();
});
