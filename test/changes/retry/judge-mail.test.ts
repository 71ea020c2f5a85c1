import { describe, expect, test } from 'vitest';
import {
  createFailureReader,
  isPerhapsDelivered,
  type Judge,
  judgeMail,
} from '../../../source/changes/retry/judge-mail.ts';
import type { SetAsideReason } from '../../../source/changes/retry/set-aside.ts';
import { candidate } from './candidate.ts';

const judge: Judge = {
  series: 18,
  oldBefore: new Date('2026-11-01T00:00:00Z'),
  include: new Set(),
  readFailure: createFailureReader(),
};

const badLogin = "535 5.7.8 Username and Password not accepted\nSMTPAuthenticationError: (535, b'5.7.8 no')";
const refusedRecipient = "SMTPRecipientsRefused: {'ann@acme.example': (550, b'5.1.1 User unknown')}";
const refusedData = "SMTPDataError: (451, b'4.3.0 try later')";
const cutOff = "Mail Delivery Failed\nMail delivery failed via SMTP server 'mail'.\nTimeoutError: timed out";
const plain = { inTo: true, readable: true };
const before = { failureReason: badLogin };

type Row = [situation: string, mail: Parameters<typeof candidate>[0], reason: SetAsideReason | undefined];

describe('a mail is sent again', () => {
  test.each<Row>([
    ['that failed before any server had it', before, undefined],
    ['to plain addresses alone', { ...before, plain, partners: { count: 0 } }, undefined],
    ['of whose partners only some have it', { ...before, partners: { count: 3, served: [4, 5] } }, undefined],
    ['where one of two partners has an address', { ...before, partners: { count: 2, unusable: 1 } }, undefined],
    [
      'whose partner has no address, and who has plain ones',
      { ...before, plain, partners: { unusable: 1 } },
      undefined,
    ],
    ['that is as old as the oldest that are', { ...before, date: judge.oldBefore }, undefined],
    ['without a date', { ...before, date: null }, undefined],
  ])('%s', (_, mail, reason) => {
    expect(judgeMail(candidate(mail), judge)).toBe(reason);
  });
});

describe('a mail is set aside', () => {
  test.each<Row>([
    ['that waits', { ...before, state: 'outgoing' }, 'not-failed'],
    ['that was cancelled', { ...before, state: 'cancel' }, 'not-failed'],
    ['that everybody has', { ...before, partners: { count: 2, served: [4, 5] } }, 'served'],
    ['without anybody on it', { ...before, partners: { count: 0 } }, 'no-recipient'],
    ['that a later mail repeats', { ...before, partners: { onLaterMail: 1 } }, 'on-later-mail'],
    ['whose only partner has no address', { ...before, partners: { unusable: 1 } }, 'bad-address'],
    [
      'whose partner has no address, with plain ones that cannot be read',
      { ...before, plain: { inTo: true }, partners: { unusable: 1 } },
      'bad-address',
    ],
    [
      'whose others have it, and whose last has no address',
      { ...before, partners: { count: 2, served: [4], unusable: 1 } },
      'bad-address',
    ],
    ['that Odoo kept back for who opted out', { ...before, failureType: 'mail_optout' }, 'kept-back'],
    ['that Odoo kept back for the blacklist', { ...before, failureType: 'mail_bl' }, 'kept-back'],
    ['that Odoo kept back as a double', { ...before, failureType: 'mail_dup' }, 'kept-back'],
    ['to a blacklisted partner', { ...before, partners: { blacklisted: 1 } }, 'blacklisted'],
    ['to a blacklisted plain address', { ...before, plain: { ...plain, blacklisted: true } }, 'blacklisted'],
    ['whose line broke while the server had it', { failureReason: cutOff }, 'may-be-delivered'],
    ['that is old', { ...before, date: new Date('2026-10-31T23:59:59Z') }, 'old'],
    ['whose recipient will never be taken', { failureReason: refusedRecipient }, 'refused-for-good'],
    [
      'that goes out as several messages, of which one was refused and nobody noted the others',
      { failureReason: refusedData, partners: { count: 2, unrecorded: 1 } },
      'may-be-delivered',
    ],
    [
      'that goes to plain addresses and a partner, and was refused half-way',
      { failureReason: refusedData, plain },
      'may-be-delivered',
    ],
  ])('%s', (_, mail, reason) => {
    expect(judgeMail(candidate(mail), judge)).toBe(reason);
  });

  test('unless it goes out as one message, or each partner is noted: then a refusal is the end of it', () => {
    expect(judgeMail(candidate({ failureReason: refusedData }), judge)).toBeUndefined();
    expect(judgeMail(candidate({ failureReason: refusedData, partners: { unrecorded: 1 } }), judge)).toBeUndefined();
    expect(judgeMail(candidate({ failureReason: refusedData, partners: { count: 2 } }), judge)).toBeUndefined();
    const onlyPlain = candidate({ failureReason: refusedData, plain, partners: { count: 0 } });
    expect(judgeMail(onlyPlain, judge)).toBeUndefined();
  });

  test('by the first reason that a person did not include', () => {
    const mail = candidate({ failureReason: refusedRecipient, date: new Date('2026-01-01') });
    expect(judgeMail(mail, judge)).toBe('old');
    expect(judgeMail(mail, { ...judge, include: new Set(['old']) })).toBe('refused-for-good');
    expect(judgeMail(mail, { ...judge, include: new Set(['old', 'refused-for-good']) })).toBeUndefined();
  });
});

describe('to Cc without To', () => {
  const mail = candidate({ ...before, plain: { inCc: true, readable: true }, partners: { count: 0 } });
  test.each([
    [16, 'no-recipient'],
    [17, undefined],
  ] as const)('Odoo %i sends', (series, reason) => {
    expect(judgeMail(mail, { ...judge, series })).toBe(reason);
  });
});

describe('where one text stands for a broken line and for nobody with an address', () => {
  const text = 'Error without exception. Probably due do sending an email without computed recipients.';
  test.each<[situation: string, mail: Parameters<typeof candidate>[0], is: boolean]>([
    ['no partner had an address', { partners: { unaddressed: 1 } }, false],
    ['one had', { partners: { count: 2, unaddressed: 1 } }, true],
    ['nobody knows', { partners: { count: 2 } }, true],
    ['none of those who have not got it had', { partners: { count: 3, served: [4], unaddressed: 2 } }, false],
    ['one of those had', { partners: { count: 3, served: [4], unaddressed: 1 } }, true],
    ['there are plain addresses as well', { plain, partners: { unaddressed: 1 } }, true],
    ['there are plain addresses alone', { plain, partners: { count: 0 } }, true],
  ])('a mail may be delivered unless %s', (_, mail, is) => {
    expect(isPerhapsDelivered(candidate({ failureReason: text, ...mail }), judge)).toBe(is);
  });

  test('another text is read as it is, whoever has an address', () => {
    expect(isPerhapsDelivered(candidate({ failureReason: cutOff, partners: { unaddressed: 1 } }), judge)).toBe(true);
  });
});

test('a failure that many mails share is read once', () => {
  const read = createFailureReader();
  const [first, other] = [badLogin, refusedData].map(read);
  expect(read(badLogin)).toBe(first);
  expect(read(refusedData)).toBe(other);
});

describe('where each copy has an outcome of its own, a mail may be delivered', () => {
  const both = { plain, partners: { count: 1 } };
  test.each<[situation: string, mail: Parameters<typeof candidate>[0], is: boolean]>([
    [
      'not where both copies were refused',
      { ...both, refusedCopies: [badLogin], plain: { ...plain, outcome: 'refused' } },
      false,
    ],
    [
      'where the line of one broke',
      { ...both, refusedCopies: [cutOff], plain: { ...plain, outcome: 'refused' } },
      true,
    ],
    [
      'not where the line was gone before',
      { ...both, refusedCopies: ['please run connect() first'], plain: { ...plain, outcome: 'refused' } },
      false,
    ],
    [
      'where the line of one of several broke',
      { ...both, refusedCopies: [badLogin, cutOff], plain: { ...plain, outcome: 'refused' } },
      true,
    ],
    ['where nothing is known of the plain copy', { ...both, refusedCopies: [badLogin] }, true],
    ['where no copy has an outcome', { partners: { count: 2 }, refusedCopies: [] }, true],
    ['where a partner was not noted', { partners: { count: 2, unrecorded: 1 }, refusedCopies: [badLogin] }, true],
    ['not where every partner was', { partners: { count: 2 }, refusedCopies: [badLogin] }, false],
    ['where its only copy’s line broke', { failureReason: cutOff, refusedCopies: [] }, true],
    ['not where its only copy was refused', { failureReason: badLogin, refusedCopies: [] }, false],
  ])('%s', (_, mail, is) => {
    expect(isPerhapsDelivered(candidate(mail), judge)).toBe(is);
  });
});
