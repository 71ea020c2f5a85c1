import { describe, expect, test } from 'vitest';
import type { AddressOutcome, SenderVerdict, SmtpReply, SmtpStage } from '../../../source/domain/probes/smtp-report.ts';
import { judgeEnvelope } from '../../../source/domain/replies/judge-envelope.ts';

const say = (stage: SmtpStage, line: string): AddressOutcome => {
  const [, code = '0', enhanced, words = ''] = /^(\d{3}) (?:(\d\.\d+\.\d+) )?(.*)$/.exec(line) ?? [];
  const text = [enhanced, words].filter(Boolean).join(' ');
  const reply: SmtpReply = { stage, code: Number(code), enhanced, text, durationMs: 1 };
  return { kind: reply.code < 400 ? 'accepted' : reply.code < 500 ? 'deferred' : 'refused', reply };
};

const atMail = (line: string): SenderVerdict => ({
  address: 'anna@acme.example',
  outcome: say('mail', line),
  recipients: [],
});
const atRcpt = (line: string): SenderVerdict => ({
  address: 'anna@acme.example',
  outcome: say('mail', '250 2.1.0 Ok'),
  recipients: [{ address: 'ben@shop.example', outcome: say('rcpt', line) }],
});

/** `refused sender lasting`, `taken refused`, `elsewhere dns` … */
const brief = (verdict: SenderVerdict): string => {
  const judged = judgeEnvelope(verdict, 'relay.example');
  switch (judged.kind) {
    case 'taken':
      return `taken ${judged.recipient?.outcome ?? 'unasked'}`;
    case 'refused':
      return `refused ${judged.about}${judged.lasts ? ' lasting' : ''}`;
    case 'elsewhere':
      return `elsewhere ${judged.cause}`;
    default:
      return judged.kind;
  }
};

describe('at RCPT TO', () => {
  test.each([
    ['250 2.1.5 Ok', 'taken accepted'],
    ['553 5.7.1 <anna@acme.example>: Sender address rejected: not owned by user bob', 'refused sender lasting'],
    ['450 4.1.8 <anna@acme.example>: Sender address rejected: Domain not found', 'refused sender lasting'],
    ['504 5.5.2 <odoo>: Helo command rejected: need fully-qualified hostname', 'refused helo lasting'],
    ['450 4.7.1 <odoo.lan>: Helo command rejected: Host not found', 'refused helo lasting'],
    ['554 5.7.1 <ben@shop.example>: Relay access denied', 'taken relaying'],
    ['454 4.7.1 <ben@shop.example>: Relay access denied', 'taken relaying'],
    [
      '550 5.1.1 <ben@shop.example>: Recipient address rejected: User unknown in virtual mailbox table',
      'taken refused',
    ],
    ['450 4.3.2 Service currently unavailable', 'elsewhere rate-limit'],
    ['450 4.2.0 <ben@shop.example>: Recipient address rejected: Greylisted', 'elsewhere rate-limit'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'elsewhere dns'],
    ['450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]', 'elsewhere dns'],
    ['530 5.7.0 Authentication required', 'elsewhere credentials'],
    ['550 5.7.1 No', 'refused either lasting'],
    ['500 Zorp quux', 'refused either lasting'],
    ['499 Zorp quux', 'elsewhere rate-limit'],
  ])('%s: %s', (line, judgement) => {
    expect(brief(atRcpt(line))).toBe(judgement);
  });

  test('the recipient that was asked about stands in what was refused', () => {
    expect(judgeEnvelope(atRcpt('550 5.7.1 No'), 'relay.example')).toMatchObject({ recipient: 'ben@shop.example' });
  });
});

describe('at MAIL FROM', () => {
  test.each([
    ['250 2.1.0 Ok', 'taken unasked'],
    ['553 5.7.1 Sender address rejected: not owned by user', 'refused sender lasting'],
    ['550 No', 'refused sender lasting'],
    ['421 4.4.0 Relay connection failed', 'elsewhere rate-limit'],
    ['451 4.4.0 Remote server not answering', 'elsewhere rate-limit'],
    ['530 5.7.0 Must issue a STARTTLS command first', 'elsewhere tls'],
  ])('%s: %s', (line, judgement) => {
    expect(brief(atMail(line))).toBe(judgement);
  });
});

test('what could not be sent or was not asked stays that', () => {
  const address = 'änna@acme.example';
  expect(brief({ address, outcome: { kind: 'unsendable', why: 'needs-smtputf8' }, recipients: [] })).toBe('unsendable');
  expect(brief({ address, outcome: { kind: 'not-tried', why: 'limit' }, recipients: [] })).toBe('not-tried');
});

test('a recipient that was not reached leaves it at MAIL FROM', () => {
  const verdict: SenderVerdict = {
    ...atMail('250 2.1.0 Ok'),
    recipients: [{ address: 'ben@shop.example', outcome: { kind: 'not-tried', why: 'session-ended' } }],
  };
  expect(brief(verdict)).toBe('taken unasked');
});
