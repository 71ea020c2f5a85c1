import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const ses = 'docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html';
const sendgrid = 'sendgrid.com/docs/for-developers/sending-email/smtp-errors-and-troubleshooting';
const zoho = 'zoho.com/mail/help/smtp-access.html; zoho.com/zeptomail/help/api/smtp-error-codes.html';
const seen = 'quoted in public support threads';

/** Relays that sell sending: sign-in, plan, identity and pace. */
export const sendingServiceRules = (): readonly ReplyRule[] => [
  {
    id: 'plan-credits-used',
    when: {
      text: phrases`
        maximum credits? exceeded
        (?:credits?|credit balance) (?:have |has )?(?:been )?(?:exceeded|exhausted|expired|used up|insufficient)
        (?:not enough|insufficient|out of) credits?
      `,
    },
    class: 'quota.plan',
    source: 'support.sendgrid.com 35270136965403',
    sample: '451 Authentication failed: Maximum credits exceeded',
    retry: 'later',
  },
  {
    id: 'plan-free-test',
    when: {
      text: phrases`
        free accounts are for test purposes
        sandbox subdomains are for test
        (?:trial|free|test) (?:account|plan|mode|period|version).{0,60}(?:limit|only|expired|ended|upgrade|authori[sz]ed)
      `,
    },
    class: 'quota.plan',
    source: seen,
    sample:
      '421 Domain sandboxabc.mailgun.org is not allowed to send: Free accounts are for test purposes only. Please upgrade or add the address to your authorized recipients.',
    retry: 'fix',
  },
  {
    id: 'plan-limit',
    when: {
      text: phrases`
        (?:monthly|plan|subscription|package|account)(?:'s)? (?:e?mail |sending |message )?(?:limit|quota|allowance) (?:is |was |has been |of \d{1,6} )?(?:exceeded|reached|used)
        (?:exceeded|reached|used up) (?:your|the|its) (?:monthly|plan|subscription|package|account|included)
        plan (?:does not|doesn't) (?:allow|include)
        (?:please )?upgrade (?:your|to a) (?:plan|account|paid)
        subscription (?:has )?(?:expired|ended)
      `,
    },
    class: 'quota.plan',
    source: seen,
    sample: '550 5.7.1 Monthly sending limit exceeded. Please upgrade your plan.',
  },
  {
    id: 'service-not-activated',
    when: {
      text: phrases`
        (?<!user )account (?:is )?not (?:yet )?(?:been )?activated
        not subscribed to ses
        account (?:is )?(?:pending|under) (?:review|approval|validation|activation)
        account not (?:yet )?(?:approved|validated|verified)
        permission_denied.{0,60}not (?:yet )?activated
      `,
    },
    class: 'account.not_activated',
    source: `${ses}; ${seen}`,
    sample:
      '502 5.7.0 Your SMTP account is not yet activated. Please contact us at contact@brevo.com to request activation',
  },
  {
    id: 'service-unauthorized-ip',
    when: {
      text: phrases`
        unauthori[sz]ed ip
        ip (?:address )?(?:is )?not (?:authori[sz]ed|allowed|whitelisted|in (?:the )?(?:allow|white) ?list)(?: to (?:use|authenticate|log|connect|access)|\W|$)
        not allowed to (?:log ?in|authenticate) from
      `,
    },
    class: 'auth.ip_not_allowed',
    source: seen,
    sample: '525 5.7.1 Unauthorized IP address',
  },
  {
    id: 'mailgun-domain-blocked',
    when: {
      text: phrases`
        domain \S{1,120} (?:is )?(?:disabled|not allowed to send)
        is not allowed to send: the domain
      `,
    },
    class: 'account.blocked',
    source: seen,
    sample: '550 Domain example.com is not allowed to send: Domain is disabled. Please contact support - mailgun',
  },
  {
    id: 'service-sender-not-verified',
    when: {
      text: phrases`
        does not match a verified sender identity
        not authorized to send from that email address
        e-?mail address is ?(?:not|n't) verified
        (?:sender|from)(?: e-?mail)?(?: address| domain| header| signature| identity)? (?:is |was |has |have )?(?:n't|not)(?: been)? (?:yet )?(?:verified|validated|confirmed|registered|authenticated)
        (?:sender|from header sender|sending) domain (?:is )?not (?:verified|authenticated|validated)
        the [^ ]{1,120} domain is not verified
        domain (?:is )?(?:unverified|not (?:yet )?(?:verified|validated|registered|configured for sending))
        sender signature
        (?:sender|sending|from) domain [^ ]{1,120} (?:is )?not (?:configured|verified|registered|authenticated|validated)
        send(?:ing)? (?:e?mails? )?from (?:this |the |your |unverified )?domain\b.{0,80}not (?:allowed|permitted|authori[sz]ed)
        (?:unconfigured|unregistered|unknown|unconfirmed) sending domain
        unverified (?:sender|domain|email)
        hasn't been (?:validated|verified)
        is not a verified
        not a (?:confirmed|registered) sender
        needs? to be verified
      `,
    },
    class: 'sender.not_verified',
    source: `${sendgrid}; docs.aws.amazon.com/ses; postmarkapp.com/support; resend.com/docs`,
    sample:
      '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: bounce@example.com',
  },
  {
    id: 'mailjet-sender-not-allowed',
    when: { text: phrases`^sender (?:is )?not allowed\W{0,3}$` },
    class: 'sender.not_verified',
    source: 'smtptester.org/guides/mailjet-smtp-test',
    sample: '550 5.1.0 Sender not allowed',
  },
  {
    id: 'ses-identity-denied',
    when: { text: phrases`not authorized to perform:? .?ses:send` },
    class: 'sender.not_verified',
    source: ses,
    sample:
      "554 Access denied: User `arn:aws:iam::123456789012:user/x' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:us-east-1:123456789012:identity/example.com'",
  },
  {
    id: 'ses-paused',
    when: {
      text: phrases`
        sending (?:is |has been )?(?:paused|suspended|disabled|shut ?down|blocked) (?:for|on) (?:this|your)
        message rejected: sending (?:paused|suspended)
      `,
    },
    class: 'account.blocked',
    source: ses,
    sample: '554 Message rejected: Sending paused for this account. For more information, please check the inbox.',
  },
  {
    id: 'ses-daily',
    when: { text: phrases`daily message quota exceeded` },
    class: 'rate.daily',
    source: ses,
    sample: '454 Throttling failure: Daily message quota exceeded.',
  },
  {
    id: 'ses-rate',
    when: {
      text: phrases`
        maximum sending rate exceeded
        throttling failure
      `,
    },
    class: 'rate.burst',
    source: ses,
    sample: '454 Throttling failure: Maximum sending rate exceeded.',
  },
  {
    id: 'ses-credentials',
    when: {
      text: phrases`
        authentication credentials invalid
        authorization grant is invalid
        bad username ?/ ?password
      `,
    },
    class: 'auth.bad_credentials',
    source: `${ses}; ${sendgrid}`,
    sample: '535 Authentication Credentials Invalid',
  },
  {
    id: 'zoho-blocked',
    when: {
      text: phrases`
        unusual sending activity
        /unblockme\b
      `,
    },
    class: 'account.blocked',
    source: zoho,
    sample: '550 5.4.6 Unusual sending activity detected. Please try after sometime.',
  },
  {
    id: 'zoho-sender-blocked',
    when: { text: phrases`^sender address blocked\b` },
    class: 'account.blocked',
    source: zoho,
    sample: '554 5.1.8 Sender Address Blocked',
  },
  {
    id: 'zoho-relaying-as',
    when: { text: phrases`relaying disallowed as` },
    class: 'sender.not_allowed',
    source: zoho,
    sample: '553 Relaying disallowed as info@example.com',
  },
];
