import type { FailureClass } from '../classes/index.ts';
import { phrases } from '../phrases.ts';
import type { ReplyRule, RuleCondition } from '../reply-rule.ts';

/** One code and its meaning: the rule's name, when it holds, the class, a sample and, if not the registry, the source. */
type CodeMeaning = readonly [id: string, when: RuleCondition, class_: FailureClass, sample: string, source?: string];

const registry = 'RFC 5248 registry of enhanced status codes';
const google = 'support.google.com/a/answer/3726730, 2026-02-12';
const microsoft = 'learn.microsoft.com/exchange non-delivery-reports-in-exchange-online, 2022-04';
const inRcpt = '(in reply to RCPT TO command)';

/** Numbers that one provider uses for something of its own (facts read at the provider). */
const providers: readonly CodeMeaning[] = [
  [
    'x-1-10-microsoft',
    { enhanced: /^5\.1\.10$/, from: 'microsoft' },
    'rcpt.unknown',
    '550 5.1.10 xyz [AM0PR06.prod.outlook.com]',
    microsoft,
  ],
  [
    'x-4-1-microsoft',
    { enhanced: /^5\.4\.1$/, from: 'microsoft' },
    'rcpt.unknown',
    '550 5.4.1 xyz [AM0PR06.prod.outlook.com]',
    microsoft,
  ],
  ['x-5-0-microsoft', { enhanced: /^5\.5\.0$/, from: 'microsoft' }, 'rcpt.unknown', '550 5.5.0 xyz hotmail', microsoft],
  [
    'x-2-1-google',
    { enhanced: /^4\.2\.1$/, from: 'google' },
    'rate.recipient_mailbox',
    '450 4.2.1 xyz - gsmtp',
    google,
  ],
  ['x-4-5-google', { enhanced: /^5\.4\.5$/, from: 'google' }, 'rate.daily', '550 5.4.5 xyz - gsmtp', google],
  [
    'x-7-9-google',
    { enhanced: /^5\.7\.90?$/, from: 'google' },
    'auth.app_password_required',
    '534 5.7.9 xyz - gsmtp',
    google,
  ],
  [
    'x-7-14-google',
    { enhanced: /^5\.7\.14$/, from: 'google' },
    'auth.web_login_required',
    '534 5.7.14 xyz - gsmtp',
    google,
  ],
  ['x-7-27-google', { enhanced: /^[45]\.7\.27$/, from: 'google' }, 'policy.spf', '550 5.7.27 xyz - gsmtp', google],
  ['x-7-29-google', { enhanced: /^[45]\.7\.29$/, from: 'google' }, 'policy.tls', '550 5.7.29 xyz - gsmtp', google],
  ['x-7-30-google', { enhanced: /^[45]\.7\.30$/, from: 'google' }, 'policy.dkim', '550 5.7.30 xyz - gsmtp', google],
  [
    'x-7-30-microsoft',
    { enhanced: /^5\.7\.30$/, from: 'microsoft' },
    'auth.basic_auth_retired',
    '550 5.7.30 xyz [AM0PR06.prod.outlook.com]',
    'MC786329, 2026-01-27',
  ],
  ['x-7-40-mechanism', { enhanced: /^5\.7\.40?$/, code: [504] }, 'auth.mechanism', '504 5.7.4 xyz', google],
  ['x-7-32', { enhanced: /^[45]\.7\.32$/ }, 'policy.alignment', '421 4.7.32 xyz', google],
  ['x-7-40', { enhanced: /^[45]\.7\.40$/ }, 'policy.dmarc_missing', '421 4.7.40 xyz', google],
  ['x-2-252', { enhanced: /^5\.(?:2\.252|7\.60)$/ }, 'sender.not_allowed', '554 5.2.252 xyz', microsoft],
  ['x-1-90', { enhanced: /^5\.1\.90$/ }, 'rate.daily', '550 5.1.90 xyz', microsoft],
  ['x-7-139', { enhanced: /^5\.7\.139$/ }, 'auth.bad_credentials', '550 5.7.139 xyz', microsoft],
  ['x-7-57', { enhanced: /^5\.7\.57$/ }, 'auth.required', '550 5.7.57 xyz', microsoft],
  ['x-7-64', { enhanced: /^5\.7\.(?:64|54)$/ }, 'relay.denied', '550 5.7.64 xyz', microsoft],
  ['x-7-705', { enhanced: /^5\.7\.70[58]$/ }, 'rate.tenant_blocked', '550 5.7.705 xyz', microsoft],
  ['x-7-750', { enhanced: /^5\.7\.750$/ }, 'sender.not_verified', '550 5.7.750 xyz', microsoft],
  ['x-7-501', { enhanced: /^5\.7\.50[1-3]$/ }, 'account.blocked', '550 5.7.501 xyz', microsoft],
  ['x-7-506', { enhanced: /^5\.7\.506$/ }, 'policy.helo', '550 5.7.506 xyz', microsoft],
  ['x-7-509', { enhanced: /^5\.7\.509$/ }, 'policy.dmarc', '550 5.7.509 xyz', microsoft],
  ['x-7-511', { enhanced: /^5\.7\.(?:511|513|60[6-9]|6[1-4]\d)$/ }, 'rep.blocklist', '550 5.7.606 xyz', microsoft],
  ['x-7-512', { enhanced: /^5\.7\.512$/ }, 'policy.rfc5322', '550 5.7.512 xyz', microsoft],
  ['x-7-12x', { enhanced: /^5\.7\.(?:12|124|13[3-6]|50[57]|520)$/ }, 'rcpt.restricted', '550 5.7.124 xyz', microsoft],
  ['x-7-515', { enhanced: /^5\.7\.515$/ }, 'policy.bulk_auth', '550 5.7.515 xyz', microsoft],
  ['x-4-31x', { enhanced: /^[45]\.4\.31[02]$/ }, 'rcpt.domain', '550 5.4.310 xyz', microsoft],
  ['x-4-316', { enhanced: /^[45]\.4\.31[5-7]$/ }, 'rate_or_maintenance', '450 4.4.316 xyz', microsoft],
  ['x-7-5xx', { enhanced: /^4\.7\.[5-8]\d\d$/ }, 'rate.reputation', '451 4.7.500 xyz', microsoft],
];

/** What the registry says of an address or a mailbox (RFC 3463 §3.2 and §3.3). */
const addresses: readonly CodeMeaning[] = [
  ['x-1-0-recipient', { enhanced: /^5\.[15]\.0$/, stage: ['rcpt'] }, 'rcpt.unknown', `550 5.1.0 xyz ${inRcpt}`],
  [
    'x-1-0-sender',
    { enhanced: /^5\.1\.0$/, stage: ['mail'] },
    'sender.not_allowed',
    '550 5.1.0 xyz (in reply to MAIL FROM command)',
  ],
  ['x-1-1', { enhanced: /^[45]\.1\.[146]$/ }, 'rcpt.unknown', '550 5.1.1 xyz'],
  ['x-1-2', { enhanced: /^[45]\.1\.2$/ }, 'rcpt.domain', '550 5.1.2 xyz'],
  ['x-1-3', { enhanced: /^[45]\.1\.3$/ }, 'rcpt.syntax', '553 5.1.3 xyz'],
  ['x-1-7', { enhanced: /^[45]\.1\.7$/ }, 'sender.bad_address', '553 5.1.7 xyz'],
  ['x-1-8', { enhanced: /^[45]\.1\.8$/ }, 'sender.domain_dns', '553 5.1.8 xyz'],
  ['x-1-10', { enhanced: /^[45]\.1\.10$/ }, 'rcpt.domain', '556 5.1.10 xyz', 'RFC 7505 §5'],
  ['x-2-0', { enhanced: /^4\.2\.0$/ }, 'rate_or_maintenance', '450 4.2.0 xyz'],
  ['x-2-1', { enhanced: /^[45]\.2\.1$/ }, 'rcpt.disabled', '550 5.2.1 xyz'],
  ['x-2-2', { enhanced: /^[45]\.2\.2$/ }, 'rcpt.full', '452 4.2.2 xyz'],
];

/** The system, the route, the protocol and the message (RFC 3463 §3.4–3.7). */
const systems: readonly CodeMeaning[] = [
  ['x-3-4', { enhanced: /^[45]\.(?:2\.3|3\.4)$/ }, 'size.message', '552 5.3.4 xyz'],
  ['x-3-1', { enhanced: /^[45]\.3\.1$/ }, 'rate.server_busy', '452 4.3.1 xyz'],
  ['x-3-2', { enhanced: /^(?:[45]\.3\.2|4\.3\.[05])$/ }, 'rate_or_maintenance', '453 4.3.2 xyz'],
  ['x-4-3', { enhanced: /^4\.4\.3$/ }, 'net.dns_temporary', '451 4.4.3 xyz'],
  ['x-4-6', { enhanced: /^[45]\.4\.(?:6|14)$/ }, 'rcpt.loop', '554 5.4.6 xyz'],
  ['x-4-x-temporary', { enhanced: /^(?:4\.4\.[0127]|5\.4\.7)$/ }, 'rate_or_maintenance', '451 4.4.1 xyz'],
  ['x-4-4', { enhanced: /^(?:[45]\.4\.4|5\.4\.[123])$/ }, 'rcpt.domain', '550 5.4.4 xyz'],
  ['x-4-5', { enhanced: /^[45]\.4\.5$/ }, 'rate.server_busy', '451 4.4.5 xyz'],
  ['x-5-3', { enhanced: /^[45]\.5\.3$/ }, 'rate.recipients', '452 4.5.3 xyz'],
  ['x-6-1', { enhanced: /^5\.6\.1$/ }, 'rep.content', '554 5.6.1 xyz'],
  ['x-6-7', { enhanced: /^5\.6\.7$/ }, 'rcpt.syntax', '553 5.6.7 xyz', 'RFC 6531 §3.5'],
  ['x-6-x', { enhanced: /^5\.6\.(?:[02-69]|10)$/ }, 'policy.rfc5322', '554 5.6.0 xyz'],
];

/** Security and policy (RFC 3463 §3.8, RFC 4954 §6, RFC 7372). */
const policies: readonly CodeMeaning[] = [
  ['x-7-2', { enhanced: /^5\.7\.2$/ }, 'rcpt.restricted', '550 5.7.2 xyz'],
  [
    'x-7-3-microsoft',
    { enhanced: /^5\.7\.3$/, from: 'microsoft' },
    'auth.bad_credentials',
    '550 5.7.3 xyz outlook.com',
    microsoft,
  ],
  ['x-7-8', { enhanced: /^5\.7\.80?$/ }, 'auth.bad_credentials', '550 5.7.8 xyz'],
  ['x-7-9', { enhanced: /^5\.7\.9$/, stage: ['auth'] }, 'auth.mechanism', '534 5.7.9 xyz'],
  ['x-7-10-later', { enhanced: /^[45]\.7\.10$/, stage: ['rcpt', 'data'] }, 'policy.tls', `550 5.7.10 xyz ${inRcpt}`],
  ['x-7-11', { enhanced: /^[45]\.7\.1[01]$/ }, 'tls.starttls_required', '538 5.7.11 xyz'],
  ['x-7-12', { enhanced: /^4\.7\.12$/ }, 'auth.bad_credentials', '432 4.7.12 xyz'],
  [
    'x-7-13-recipient',
    { enhanced: /^5\.7\.13$/, code: [525] },
    'rcpt.disabled',
    '525 5.7.13 Disabled recipient address',
  ],
  [
    'x-7-13-rcpt',
    { enhanced: /^5\.7\.13$/, stage: ['rcpt'], code: [550, 551, 553, 554] },
    'rcpt.disabled',
    `550 5.7.13 xyz ${inRcpt}`,
  ],
  ['x-7-13', { enhanced: /^[45]\.7\.13$/ }, 'auth.account_disabled', '535 5.7.13 xyz'],
  ['x-7-17', { enhanced: /^5\.7\.1[78]$/ }, 'rcpt.unknown', '550 5.7.17 xyz', 'RFC 7293 §14'],
  ['x-7-20', { enhanced: /^[45]\.7\.2[0-2]$/ }, 'policy.dkim', '550 5.7.20 xyz', 'RFC 7372'],
  ['x-7-23', { enhanced: /^[45]\.7\.2[34]$/ }, 'policy.spf', '550 5.7.23 xyz', 'RFC 7372'],
  ['x-7-25', { enhanced: /^[45]\.7\.25$/ }, 'policy.ptr', '550 5.7.25 xyz', 'RFC 7372'],
  ['x-7-26', { enhanced: /^[45]\.7\.26$/ }, 'policy.unauthenticated', '550 5.7.26 xyz', 'RFC 7372'],
  ['x-7-27', { enhanced: /^5\.7\.27$/ }, 'sender.domain_dns', '550 5.7.27 xyz', 'RFC 7505 §5'],
  ['x-7-28', { enhanced: /^[45]\.7\.28$/ }, 'rate.reputation', '450 4.7.28 xyz'],
  ['x-7-30', { enhanced: /^5\.7\.30$/ }, 'policy.tls', '550 5.7.30 xyz', 'RFC 8689 §7'],
];

/** Words that say no more than that something was refused leave the reason to the code. */
const plainly = phrases`
  (?:recipient |sender |e-?mail |destination )?(?:address|recipient|mailbox|message|mail|user|rcpt) (?:was |is |has been )?(?:rejected|refused|denied|undeliverable|unavailable)(?! as |.{0,80}\b(?:unknown|no such|not exist|n't exist|not found|invalid|disabled|full|quota|spam|polic|access denied|blocked|greylist|domain|syntax|relay))
  (?:length|size) exceed
`;

/** Codes that name one thing, and win over words that name none. */
const telling: readonly CodeMeaning[] = [
  [
    'code-directory',
    { enhanced: /^4\.4\.3$/, text: phrases`^(?!.{0,80}(?:server error|server busy))` },
    'net.dns_temporary',
    '451 4.4.3 Try again later',
  ],
  ['code-domain', { enhanced: /^5\.1\.2$/, text: plainly }, 'rcpt.domain', '550 5.1.2 Recipient address rejected'],
  ['code-syntax', { enhanced: /^5\.1\.3$/, text: plainly }, 'rcpt.syntax', '553 5.1.3 Recipient address rejected'],
  ['code-disabled', { enhanced: /^5\.2\.1$/, text: plainly }, 'rcpt.disabled', '550 5.2.1 Recipient address rejected'],
  ['code-full', { enhanced: /^[45]\.2\.2$/, text: plainly }, 'rcpt.full', '550 5.2.2 Recipient address rejected'],
  [
    'code-size',
    { enhanced: /^[45]\.(?:2\.3|3\.4)$/, text: plainly },
    'size.message',
    '552 5.2.3 Message length exceeds',
  ],
  ['code-loop', { enhanced: /^5\.4\.6$/, text: plainly }, 'rcpt.loop', '550 5.4.6 Recipient address rejected'],
  ['code-format', { enhanced: /^5\.6\.\d$/, text: plainly }, 'policy.rfc5322', '550 5.6.0 Recipient address rejected'],
];

/** Asked before everybody's words. */
export const tellingCodeRules = (): readonly ReplyRule[] => telling.map(toRule);

const toRule = ([id, when, failureClass, sample, source = registry]: CodeMeaning): ReplyRule => ({
  id,
  when,
  class: failureClass,
  source,
  sample,
});

/** When no words are known: the enhanced code, a provider's own numbers before the registry's. */
export const enhancedCodeRules = (): readonly ReplyRule[] =>
  [providers, addresses, systems, policies].flatMap((meanings) => meanings.map(toRule));
