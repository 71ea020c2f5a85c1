import type { FailureClass } from '../classes/index.ts';
import { phrases } from '../phrases.ts';
import type { ReplyRule, RuleCondition } from '../reply-rule.ts';

const smtp = 'RFC 5321 §4.2.3';
const auth = 'RFC 4954 §6';
const inMail = '(in reply to MAIL FROM command)';
const inRcpt = '(in reply to RCPT TO command)';
const inData = '(in reply to end of DATA command)';

/** A step of the session is a hint only where a server said something at all. */
const anyWords = phrases`[a-z]{3}`;

/** A code that means one thing, or one thing at its step of the session. */
const meanings: readonly (readonly [
  id: string,
  when: RuleCondition,
  class_: FailureClass,
  sample: string,
  source: string,
])[] = [
  ['basic-535', { code: [535] }, 'auth.bad_credentials', '535 xyz', auth],
  ['basic-538', { code: [523, 538] }, 'tls.starttls_required', '538 xyz', auth],
  ['basic-530', { code: [530] }, 'auth.required', '530 xyz', auth],
  ['basic-534', { code: [534] }, 'auth.mechanism', '534 xyz', auth],
  [
    'basic-504-auth',
    { code: [504], stage: ['auth'], text: anyWords },
    'auth.mechanism',
    "SMTPAuthenticationError: (504, b'xyz')",
    auth,
  ],
  [
    'basic-502-auth',
    { code: [500, 502, 503], stage: ['auth'], text: anyWords },
    'auth.not_offered',
    "SMTPAuthenticationError: (502, b'xyz')",
    auth,
  ],
  ['basic-454', { code: [454] }, 'auth.temporary', '454 xyz', auth],
  ['basic-432', { code: [432] }, 'rate.concurrent', '432 xyz', 'aka.ms/concurrent_sending'],
  ['basic-525', { code: [525] }, 'auth.account_disabled', '525 xyz', 'RFC 5248, 5.7.13'],
  [
    'basic-ehlo',
    { code: [501, 504, 550, 553, 554], stage: ['ehlo'], text: anyWords },
    'policy.helo',
    "SMTPHeloError: (501, b'xyz')",
    smtp,
  ],
  [
    'basic-greeting',
    { code: [550, 553, 554], stage: ['greeting'], text: anyWords },
    'rep.blocklist',
    "SMTPConnectError: (554, b'xyz')",
    'RFC 5321 §3.1',
  ],
  [
    'basic-sender-syntax',
    { code: [501, 555], stage: ['mail'], text: anyWords },
    'sender.bad_address',
    `501 xyz ${inMail}`,
    smtp,
  ],
  [
    'basic-recipient-syntax',
    { code: [501, 553, 555], stage: ['rcpt'], text: anyWords },
    'rcpt.syntax',
    `501 xyz ${inRcpt}`,
    smtp,
  ],
  [
    'basic-sender',
    { code: [550, 553], stage: ['mail'], text: anyWords },
    'sender.not_allowed',
    `553 xyz ${inMail}`,
    smtp,
  ],
  [
    'basic-recipient-policy',
    { enhanced: /^5\.7\.1$/, stage: ['rcpt'], text: anyWords },
    'rcpt.restricted',
    `550 5.7.1 xyz ${inRcpt}`,
    'RFC 3463 §3.8',
  ],
  ['basic-recipient', { code: [550, 551], stage: ['rcpt'], text: anyWords }, 'rcpt.unknown', `550 xyz ${inRcpt}`, smtp],
  ['basic-content', { code: [554], stage: ['data'], text: anyWords }, 'rep.content', `554 xyz ${inData}`, smtp],
  ['basic-551', { code: [551] }, 'rcpt.unknown', '551 xyz', smtp],
  ['basic-556', { code: [521, 556] }, 'rcpt.domain', '556 xyz', 'RFC 7504'],
  [
    'basic-552-recipient',
    { code: [552], stage: ['rcpt'], text: anyWords },
    'rcpt.full',
    `552 xyz ${inRcpt}`,
    `${smtp}: SIZE has been taken at MAIL`,
  ],
  ['basic-552', { code: [552] }, 'size_or_quota', '552 Requested mail action aborted', smtp],
  ['basic-452', { code: [452], stage: ['rcpt'], text: anyWords }, 'rate.server_busy', `452 xyz ${inRcpt}`, smtp],
  [
    'basic-450-recipient',
    { code: [450], stage: ['rcpt'], text: anyWords },
    'grey.listed',
    `450 xyz ${inRcpt}`,
    'RFC 6647 §2.1',
  ],
  ['basic-421', { code: [421] }, 'rate_or_maintenance', '421 xyz', smtp],
  [
    'basic-temporary',
    { code: [450, 451, 452], stage: ['greeting', 'ehlo', 'mail', 'data'], text: anyWords },
    'rate_or_maintenance',
    `451 xyz ${inMail}`,
    smtp,
  ],
  [
    'basic-451-recipient',
    { code: [451], stage: ['rcpt'], text: anyWords },
    'rate_or_maintenance',
    `451 xyz ${inRcpt}`,
    smtp,
  ],
  ['basic-policy', { enhanced: /^5\.7\.\d{1,3}$/, text: anyWords }, 'policy.refused', '550 5.7.6 xyz', 'RFC 3463 §3.8'],
];

/** The last resort: the basic code, by the step of the session where it was said. */
export const basicCodeRules = (): readonly ReplyRule[] =>
  meanings.map(([id, when, failureClass, sample, source]) => ({ id, when, class: failureClass, source, sample }));
