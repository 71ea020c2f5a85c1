import { describe, expect, test } from 'vitest';
import { judgeTriedSender } from '../../../source/changes/retry/handshake-verdict.ts';
import type {
  AddressOutcome,
  SenderVerdict,
  SmtpReply,
  SmtpReport,
  SmtpStage,
} from '../../../source/domain/probes/smtp-report.ts';

const reply = (stage: SmtpStage, code: number, text: string): SmtpReply => ({
  stage,
  code,
  enhanced: /^\d\.\d+\.\d+/.exec(text)?.[0],
  text,
  durationMs: 1,
});
const accepted: AddressOutcome = { kind: 'accepted', reply: reply('rcpt', 250, '2.1.5 OK') };
const refused = (stage: SmtpStage, code: number, text: string): AddressOutcome => ({
  kind: code < 500 ? 'deferred' : 'refused',
  reply: reply(stage, code, text),
});

const report: SmtpReport = {
  host: 'mail.example',
  port: 587,
  tlsMode: 'starttls',
  heloName: 'odoo.example',
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
  summary: 'mail.example closed the connection.',
  transcript: [],
  at: '2026-11-28T12:00:00Z',
  durationMs: 1,
};

const sender = (
  recipients: Readonly<Record<string, AddressOutcome>>,
  outcome: AddressOutcome = accepted,
): SenderVerdict => ({
  address: 'sales@acme.example',
  outcome,
  recipients: Object.entries(recipients).map(([address, theirs]) => ({ address, outcome: theirs })),
});

const nobody = refused('rcpt', 550, '5.1.1 User unknown');
const greylisted = refused('rcpt', 450, '4.2.0 Greylisted, please try again later');
const relaying = refused('rcpt', 554, '5.7.1 Relay access denied');

describe('what a session says about the mails of a sender', () => {
  test('whoever is welcome, with all recipients or none, is ready', () => {
    const ready = { kind: 'ready', canaryRefused: null };
    expect(judgeTriedSender(report, sender({}), null)).toEqual(ready);
    expect(judgeTriedSender(report, sender({ 'ann@customer.example': accepted }), 7)).toEqual(ready);
  });

  test('of more senders than are tried in a session nothing is known', () => {
    const untried = { kind: 'not-tried', why: 'limit' } as const;
    expect(judgeTriedSender(report, sender({}, untried), 7).kind).toBe('untested');
  });

  test('where the session ended before the sender, what ended it speaks, in the words of the session', () => {
    const ended: SmtpReport = { ...report, failure: { kind: 'closed', stage: 'auth', reset: false } };
    const untried = { kind: 'not-tried', why: 'session-ended' } as const;
    const found = { kind: 'fails', words: report.summary };
    expect(judgeTriedSender(ended, undefined, 7)).toMatchObject(found);
    expect(judgeTriedSender(ended, sender({}, untried), 7)).toMatchObject(found);
  });

  test('where it ended before the first of them, more senders than are tried would have met the same', () => {
    const failure = { kind: 'closed', stage: 'auth', reset: false } as const;
    const ended: SmtpReport = {
      ...report,
      failure,
      senders: [sender({}, { kind: 'not-tried', why: 'session-ended' })],
    };
    const untried = sender({}, { kind: 'not-tried', why: 'limit' });
    expect(judgeTriedSender(ended, untried, 7)).toMatchObject({ kind: 'fails', words: report.summary });
    expect(judgeTriedSender({ ...ended, senders: [sender({})] }, untried, 7).kind).toBe('untested');
  });

  test('a session that ended after a sender was taken does not speak against that sender', () => {
    const ended: SmtpReport = { ...report, failure: { kind: 'closed', stage: 'rcpt', reset: false } };
    expect(judgeTriedSender(ended, sender({}), 7).kind).toBe('ready');
  });

  test('a refused sender fails with the words of the server, on one line', () => {
    const found = judgeTriedSender(
      report,
      sender({}, refused('mail', 553, '5.7.1 Sender address rejected:\nnot owned by user')),
      7,
    );
    expect(found).toMatchObject({
      kind: 'fails',
      class: expect.stringMatching(/^sender\./),
      words: '553 5.7.1 Sender address rejected: not owned by user',
    });
  });

  test('a sender that no server could be told fails without anybody’s words', () => {
    const found = judgeTriedSender(report, sender({}, { kind: 'unsendable', why: 'syntax' }), 7);
    expect(found).toMatchObject({ kind: 'fails', words: report.summary });
  });

  test('a reason that nobody knows has the session’s own sentence for a title', () => {
    const found = judgeTriedSender(report, sender({}, refused('mail', 599, 'Zorg says nay')), 7);
    expect(found).toMatchObject({ kind: 'fails', class: 'unknown', title: report.summary, words: '599 Zorg says nay' });
  });
});

describe('what is said to recipients of the one mail that is tried', () => {
  test('those who are unknown are its own trouble, in lower case; the others’ mails are ready', () => {
    const given = sender({ 'Bob@Customer.example': nobody, 'ann@customer.example': accepted, 'eve@b.example': nobody });
    expect(judgeTriedSender(report, given, 7)).toMatchObject({
      kind: 'ready',
      canaryRefused: { mailId: 7, addresses: ['bob@customer.example', 'eve@b.example'], class: 'rcpt.unknown' },
    });
  });

  test('the first of several reasons names the refusal', () => {
    const full = refused('rcpt', 552, '5.2.2 Mailbox full');
    const found = judgeTriedSender(report, sender({ 'bob@a.example': nobody, 'eve@b.example': full }), 7);
    expect(found).toMatchObject({ canaryRefused: { class: 'rcpt.unknown', title: expect.any(String) } });
  });

  test('without a mail that they belong to, they speak for the sender', () => {
    expect(judgeTriedSender(report, sender({ 'bob@customer.example': nobody }), null)).toMatchObject({
      kind: 'fails',
      class: 'rcpt.unknown',
      words: '550 5.1.1 User unknown',
    });
  });

  test('greylisting is no refusal, and does not hide the next one', () => {
    expect(judgeTriedSender(report, sender({ 'ann@a.example': greylisted }), 7)).toEqual({
      kind: 'ready',
      canaryRefused: null,
    });
    expect(judgeTriedSender(report, sender({ 'ann@a.example': greylisted, 'bob@b.example': nobody }), 7)).toMatchObject(
      { canaryRefused: { addresses: ['bob@b.example'] } },
    );
  });

  test('what the server says to anybody’s recipients keeps every mail of the sender', () => {
    const found = judgeTriedSender(report, sender({ 'bob@b.example': nobody, 'ann@a.example': relaying }), 7);
    expect(found).toMatchObject({ kind: 'fails', words: '554 5.7.1 Relay access denied' });
  });

  test('a recipient who was not tried says nothing', () => {
    const untried = { kind: 'not-tried', why: 'sender-refused' } as const;
    expect(judgeTriedSender(report, sender({ 'ann@a.example': untried }), 7).kind).toBe('ready');
  });
});
