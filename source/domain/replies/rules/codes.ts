import { phrases } from '../phrases.ts';
import type { Rule } from '../rule.ts';

const registry = 'RFC 5248 registry of enhanced status codes';
const basic = 'RFC 5321 §4.2.3';

/** When no words are known: the enhanced code, and of the basic codes those that mean one thing only. */
export const codeRules = (): readonly Rule[] => [
  {
    id: 'busy-or-maintenance',
    when: {
      reply: 'temporary',
      text: phrases`
        failed to be replicated
        temporar(?:y|ily)\b.{0,30}(?:fail|error|problem|reject|unavail|unable)
        shutting down
        maintenance
        not accepting (?:network )?messages
        service (?:is )?(?:currently |temporarily )?(?:not available|unavailable|unavail)
        temporar(?:y|ily) (?:local |server |system |internal |dns |lookup |service ){0,4}(?:problem|failure|error|unavailable|not available|rejected|unable)
        local (?:error|problem)
        (?:system|server|internal|configuration) (?:error|problem|failure)
        (?:try|retry) (?:again )?(?:later|in a|after)
        unable to (?:process|accept|contact)
        connection (?:expired|timed out|dropped)
        timeout
        closing (?:connection|transmission)
        not (?:currently )?available
      `,
    },
    class: 'rate_or_maintenance',
    source: `${basic}, codes 421 and 451`,
    sample: '421 4.3.2 Service shutting down',
  },
  {
    id: 'x-1-1',
    when: { enhanced: /^[45]\.1\.(?:1|6)$/, stage: ['rcpt', 'data'] },
    class: 'rcpt.unknown',
    source: registry,
    sample: '550 5.1.1 xyz (in reply to RCPT TO command)',
  },
  {
    id: 'x-1-1-anywhere',
    when: { enhanced: /^5\.1\.(?:1|6)$/ },
    class: 'rcpt.unknown',
    source: registry,
    sample: '550 5.1.1 xyz',
  },
  { id: 'x-1-2', when: { enhanced: /^5\.1\.2$/ }, class: 'rcpt.domain', source: registry, sample: '550 5.1.2 xyz' },
  { id: 'x-1-3', when: { enhanced: /^[45]\.1\.3$/ }, class: 'rcpt.syntax', source: registry, sample: '553 5.1.3 xyz' },
  {
    id: 'x-1-7',
    when: { enhanced: /^[45]\.1\.7$/ },
    class: 'sender.bad_address',
    source: registry,
    sample: '553 5.1.7 xyz',
  },
  {
    id: 'x-1-8',
    when: { enhanced: /^[45]\.1\.8$/ },
    class: 'sender.domain_dns',
    source: registry,
    sample: '553 5.1.8 xyz',
  },
  {
    id: 'x-1-10',
    when: { enhanced: /^5\.1\.10$/, from: 'microsoft' },
    class: 'rcpt.unknown',
    source: 'learn.microsoft.com 5.1.10',
    sample: '550 5.1.10 xyz [AM0PR06.prod.outlook.com]',
  },
  {
    id: 'x-1-10-null-mx',
    when: { enhanced: /^5\.1\.10$/ },
    class: 'rcpt.domain',
    source: 'RFC 7505 §5',
    sample: '556 5.1.10 xyz',
  },
  { id: 'x-2-1', when: { enhanced: /^5\.2\.1$/ }, class: 'rcpt.disabled', source: registry, sample: '550 5.2.1 xyz' },
  { id: 'x-2-2', when: { enhanced: /^[45]\.2\.2$/ }, class: 'rcpt.full', source: registry, sample: '452 4.2.2 xyz' },
  {
    id: 'x-3-4',
    when: { enhanced: /^[45]\.(?:2\.3|3\.4)$/ },
    class: 'size.message',
    source: registry,
    sample: '552 5.3.4 xyz',
  },
  { id: 'x-4-4', when: { enhanced: /^5\.4\.4$/ }, class: 'rcpt.domain', source: registry, sample: '550 5.4.4 xyz' },
  {
    id: 'x-4-5',
    when: { enhanced: /^4\.4\.5$/ },
    class: 'rate.server_busy',
    source: registry,
    sample: '451 4.4.5 xyz',
  },
  {
    id: 'x-5-3',
    when: { enhanced: /^[45]\.5\.3$/ },
    class: 'rate.recipients',
    source: registry,
    sample: '452 4.5.3 xyz',
  },
  {
    id: 'x-7-8',
    when: { enhanced: /^5\.7\.8$/, code: [535] },
    class: 'auth.bad_credentials',
    source: registry,
    sample: '535 5.7.8 xyz',
  },
  {
    id: 'x-7-11',
    when: { enhanced: /^[45]\.7\.1[01]$/, code: [523, 530, 534, 538, 554] },
    class: 'tls.starttls_required',
    source: registry,
    sample: '538 5.7.11 xyz',
  },
  {
    id: 'x-7-13',
    when: { enhanced: /^[45]\.7\.13$/, stage: ['auth', 'mail'] },
    class: 'auth.account_disabled',
    source: registry,
    sample: '535 5.7.13 xyz',
  },
  {
    id: 'x-7-13-recipient',
    when: { enhanced: /^5\.7\.13$/, code: [525] },
    class: 'rcpt.disabled',
    source: registry,
    sample: '525 5.7.13 Disabled recipient address',
  },
  {
    id: 'x-7-20',
    when: { enhanced: /^[45]\.7\.2[0-2]$/ },
    class: 'policy.dkim',
    source: 'RFC 7372',
    sample: '550 5.7.20 xyz',
  },
  {
    id: 'x-7-23',
    when: { enhanced: /^[45]\.7\.2[34]$/ },
    class: 'policy.spf',
    source: 'RFC 7372',
    sample: '550 5.7.23 xyz',
  },
  {
    id: 'x-7-25',
    when: { enhanced: /^[45]\.7\.25$/ },
    class: 'policy.ptr',
    source: 'RFC 7372',
    sample: '550 5.7.25 xyz',
  },
  {
    id: 'x-7-26',
    when: { enhanced: /^[45]\.7\.26$/ },
    class: 'policy.unauthenticated',
    source: 'RFC 7372',
    sample: '550 5.7.26 xyz',
  },
  {
    id: 'x-7-27-google',
    when: { enhanced: /^[45]\.7\.27$/, from: 'google' },
    class: 'policy.spf',
    source: 'support.google.com/a/answer/3726730',
    sample: '550 5.7.27 xyz - gsmtp',
  },
  {
    id: 'x-7-27',
    when: { enhanced: /^5\.7\.27$/ },
    class: 'sender.domain_dns',
    source: 'RFC 7505 §5',
    sample: '550 5.7.27 xyz',
  },
  {
    id: 'x-7-28',
    when: { enhanced: /^[45]\.7\.28$/ },
    class: 'rate.reputation',
    source: registry,
    sample: '450 4.7.28 xyz',
  },
  { id: 'basic-535', when: { code: [535] }, class: 'auth.bad_credentials', source: 'RFC 4954 §6', sample: '535 xyz' },
  { id: 'basic-538', when: { code: [538] }, class: 'tls.starttls_required', source: 'RFC 4954 §6', sample: '538 xyz' },
  { id: 'basic-530', when: { code: [530] }, class: 'auth.required', source: 'RFC 4954 §6', sample: '530 xyz' },
  { id: 'basic-556', when: { code: [521, 556] }, class: 'rcpt.domain', source: 'RFC 7504', sample: '556 xyz' },
  {
    id: 'basic-552',
    when: { code: [552] },
    class: 'size_or_quota',
    source: basic,
    sample: '552 Requested mail action aborted',
  },
  { id: 'basic-421', when: { code: [421] }, class: 'rate_or_maintenance', source: basic, sample: '421 xyz' },
];
