import { expect, test } from 'vitest';
import type { DeliveryOutcome, SmtpReply, SmtpReport } from '../../../source/domain/probes/smtp-report.ts';
import { judgeDelivery } from '../../../source/inspection/test-message/judge-delivery.ts';

const reply = (code: number, text: string): SmtpReply => ({
  stage: 'data',
  code,
  enhanced: undefined,
  text,
  durationMs: 1,
});

const report: SmtpReport = {
  host: 'relay.acme.example',
  port: 587,
  tlsMode: 'none',
  heloName: 'client.example',
  resolution: undefined,
  attempts: [],
  connectedTo: undefined,
  reached: 'rcpt',
  replies: [],
  tls: undefined,
  capabilities: undefined,
  auth: { kind: 'not-asked' },
  senders: [],
  failure: undefined,
  summary: 'relay.acme.example:587 refuses it',
  transcript: [],
  at: '2026-11-24T12:00:00.000Z',
  durationMs: 1,
};

test.each([
  [
    { kind: 'accepted', reply: reply(250, '2.0.0 Ok: queued as 4F2A91') },
    'relay.acme.example:587 took the message as 4F2A91.',
    { queueId: '4F2A91', class: null, reply: '250 2.0.0 Ok: queued as 4F2A91' },
  ],
  [
    { kind: 'accepted', reply: reply(250, '2.0.0 Ok') },
    'relay.acme.example:587 took the message.',
    { queueId: null, class: null, reply: '250 2.0.0 Ok' },
  ],
  [
    { kind: 'refused', reply: reply(552, '5.3.4 Message size exceeds\nfixed limit') },
    expect.stringMatching(
      /^relay\.acme\.example:587 refused the message: .*552 5\.3\.4 Message size exceeds fixed limit/,
    ),
    { queueId: null, class: 'size.message', reply: '552 5.3.4 Message size exceeds fixed limit' },
  ],
  [
    { kind: 'deferred', reply: reply(450, '4.2.0 Greylisted, try again in 300 seconds') },
    expect.stringMatching(/^relay\.acme\.example:587 does not take the message now: /),
    { queueId: null, class: 'grey.listed' },
  ],
  [
    { kind: 'unanswered', why: 'closed' },
    'The message may have been delivered: relay.acme.example:587 was given all of it, and the connection broke before its answer came.',
    { reply: null, class: null, tryThis: expect.stringContaining('before sending it again') },
  ],
  [{ kind: 'unanswered', why: 'timed-out' }, expect.stringContaining('it did not answer in time'), { reply: null }],
  [{ kind: 'not-sent' }, 'Nothing was sent: relay.acme.example:587 refuses it.', { reply: null, class: null }],
] satisfies [DeliveryOutcome, unknown, object][])('%o', (delivery, summary, rest) => {
  expect(judgeDelivery(report, delivery)).toMatchObject({ kind: delivery.kind, summary, ...rest });
});

test('a message that was not sent has the class and the words of what ended the session', () => {
  const failure = { kind: 'reply', stage: 'auth', reply: { ...reply(535, '5.7.8 No'), stage: 'auth' } } as const;
  expect(judgeDelivery({ ...report, failure }, { kind: 'not-sent' })).toMatchObject({
    class: 'auth.bad_credentials',
    reply: '535 5.7.8 No',
  });
  const refused = { kind: 'refused', stage: 'connect' } as const;
  expect(judgeDelivery({ ...report, failure: refused }, { kind: 'not-sent' })).toMatchObject({
    class: 'net.refused',
    reply: null,
  });
});
