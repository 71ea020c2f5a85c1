import { describe, expect, it } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { rules } from '../../../source/domain/replies/rules/index.ts';

const wrapper = "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\n";

/** A reply of one line as Python shows bytes. */
const asBytes = (text: string): string => (text.includes("'") ? `b"${text.replaceAll('"', '\\"')}"` : `b'${text}'`);

/** What Odoo 14–19 and mail tools make of one reply; `code` and `text` as the server sent them. */
const forms: readonly (readonly [name: string, write: (code: string, text: string) => string])[] = [
  ["two lines (Odoo's log in, 14–17)", (code, text) => `${code}\n${text}`],
  ["bytes on the second line (Odoo's log in, 18 and 19)", (code, text) => `${code}\n${asBytes(text)}`],
  ["a tuple (Odoo's Test button)", (code, text) => `(${code}, ${asBytes(text)})`],
  ['capitals', (code, text) => `${code} ${text.toUpperCase()}`],
  ['a Nodemailer error', (code, text) => `Invalid login: ${code} ${text}`],
  ['another wrapper', (code, text) => `Connection Test Failed! Here is what we got instead:\n ${code} ${text}`],
];

/** Samples of one line in the server's own form; the others are in a stored form already. */
const samples = rules().flatMap(({ id, sample, class: expected }) => {
  const match = /^([45]\d\d) ([^\n]+)$/.exec(sample);
  return match === null ? [] : [{ id, expected, code: match[1] ?? '', text: match[2] ?? '' }];
});

describe('a reply keeps its class', () => {
  it.each(forms)('as %s', (_name, write) => {
    const lost = samples
      .map(({ id, expected, code, text }) => ({ id, expected, met: classify(write(code, text)).class }))
      .filter(({ expected, met }) => met !== expected);
    expect(lost).toEqual([]);
  });

  it('as one of several recipients with the same answer', () => {
    const text = '5.1.1 <x@example.com>: User unknown';
    const answer = `(550, ${asBytes(text)})`;
    const stored = `${wrapper}SMTPRecipientsRefused: {'x@example.com': ${answer}, 'y@example.com': ${answer}}`;
    expect(classify(stored)).toMatchObject({
      class: 'rcpt.unknown',
      retry: 'never',
      reply: { recipients: ['x@example.com', 'y@example.com'] },
    });
  });
});

describe('a code without known words', () => {
  it.each([
    ['4.3.2', 'rate_or_maintenance'],
    ['5.4.4', 'rcpt.domain'],
    ['4.1.1', 'rcpt.unknown'],
    ['5.6.7', 'rcpt.syntax'],
    ['5.7.8', 'auth.bad_credentials'],
    ['5.7.11', 'tls.starttls_required'],
    ['5.7.139', 'auth.bad_credentials'],
    ['5.7.64', 'relay.denied'],
  ])('%s is %s by the registry or its provider', (enhanced, expected) => {
    expect(classify(`550 ${enhanced} qwertz`).class).toBe(expected);
  });

  it.each([
    ['SMTPHeloError', 501, 'policy.helo'],
    ['SMTPSenderRefused', 501, 'sender.bad_address'],
    ['SMTPSenderRefused', 553, 'sender.not_allowed'],
    ['SMTPDataError', 554, 'rep.content'],
    ['SMTPDataError', 552, 'size_or_quota'],
    ['SMTPDataError', 451, 'rate_or_maintenance'],
  ])('%s with %i is %s', (exception, code, expected) => {
    const sender = exception === 'SMTPSenderRefused' ? ", 'a@example.com'" : '';
    expect(classify(`${wrapper}${exception}: (${code}, b'qwertz'${sender})`).class).toBe(expected);
  });

  it.each([
    [550, 'rcpt.unknown'],
    [501, 'rcpt.syntax'],
    [450, 'grey.listed'],
    [451, 'rate_or_maintenance'],
  ])('a recipient refused with %i is %s', (code, expected) => {
    expect(classify(`${wrapper}SMTPRecipientsRefused: {'a@example.com': (${code}, b'qwertz')}`).class).toBe(expected);
  });

  it('stays unknown where neither code nor step says anything', () => {
    expect(['550 qwertz', '554 5.0.0 qwertz', '500 qwertz'].map((text) => classify(text).class)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});

describe("a relay's own words", () => {
  it('do not count as the words of the server behind it', () => {
    expect(
      classify('host mx.example.net[192.0.2.1] said: 550 Mail rejected (in reply to end of DATA command)').class,
    ).toBe('rep.content');
  });
});

describe('a server that answers with escape codes steers no terminal, whatever form Python stored them in', () => {
  it.each([
    ['bytes on the second line', "550\nb'5.7.1 \\x1b[2J\\x1b]0;owned\\x07no'"],
    ['a tuple', "SMTPDataError: (550, b'5.7.1 \\x1b[2J\\x1b]0;owned\\x07no')"],
    ['eight-bit controls in UTF-8', "SMTPDataError: (550, b'5.7.1 \\xc2\\x9b2J\\xc2\\x9d0;owned\\xc2\\x9cno')"],
    ['marks that reorder', "SMTPDataError: (550, b'5.7.1 \\xe2\\x80\\xaeno')"],
    ['a refused recipient', "SMTPRecipientsRefused: {'a@b.example': (550, b'5.7.1 \\x1b]52;c;aGk=\\x07no')}"],
    ['bare bytes', "Connection test failed with error b'550 5.7.1 \\x1b[31mno'"],
  ])('%s', (_form, stored) => {
    const { reply } = classify(stored);
    expect(reply.text).toMatch(/no$/);
    expect(JSON.stringify(reply)).not.toMatch(/\\u00[01]|[\u007f-\u009f\u202a-\u202e]/);
  });

  it('nor does the sender that Python put beside the answer', () => {
    const { reply } = classify("SMTPSenderRefused: (550, b'5.7.1 no', 'a\\x1b[2J@b.example')");
    expect(JSON.stringify(reply)).not.toContain('\\u001b');
  });
});
