import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const yahoo = 'senders.yahooinc.com/smtp-error-codes, 2026-02-15';
const apple = 'support.apple.com/102322; smtpfieldmanual.com/provider/apple';

/** Yahoo, AOL and iCloud as recipients' servers. */
export const yahooAppleRules = (): readonly ReplyRule[] => [
  {
    id: 'yahoo-listed-ip',
    when: {
      from: 'yahoo',
      text: phrases`
        \[bl\d\d\]
        \[tss07\]
        in spamhaus's list
        on spamhaus
      `,
    },
    class: 'rep.blocklist',
    source: yahoo,
    sample:
      "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.25, because the ip is in Spamhaus's list; see http://postmaster.yahoo.com/550-bl23.html",
  },
  {
    id: 'yahoo-deferred',
    when: {
      text: phrases`
        \[(?:ip)?tss?\d\d\]
        temporarily deferred due to (?:unexpected volume|user complaints)
        will be permanently deferred
        due to user complaints
      `,
    },
    class: 'rate.reputation',
    source: yahoo,
    sample:
      '421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
  },
  {
    id: 'yahoo-unauthenticated',
    when: { text: phrases`yahoo requires all senders to authenticate` },
    class: 'policy.unauthenticated',
    source: yahoo,
    sample:
      '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM.',
  },
  {
    id: 'yahoo-dkim',
    when: {
      from: 'yahoo',
      text: phrases`
        \(au01\)
        dkim (?:signature )?(?:invalid|failed)
      `,
    },
    class: 'policy.dkim',
    source: yahoo,
    sample:
      '554 5.7.5 (AU01) Message not accepted for policy reasons. See http://postmaster.yahoo.com/errors/postmaster-28.html',
  },
  {
    id: 'yahoo-policy',
    when: {
      text: phrases`
        \[ph0\d\]
        not accepted for policy reasons
      `,
    },
    class: 'rep.content',
    source: yahoo,
    sample:
      '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes',
  },
  {
    id: 'yahoo-unresolvable-from',
    when: { text: phrases`unresolvable rfc.?532[12] (?:from )?domain` },
    class: 'sender.domain_dns',
    source: yahoo,
    sample:
      '451 Message temporarily deferred due to unresolvable RFC.5321 from domain. See https://senders.yahooinc.com/error-codes#unresolvable-from-domain',
  },
  {
    id: 'yahoo-disabled',
    when: {
      text: phrases`
        delivery error: dd \S{1,120} is no longer valid
        mailbox is disabled \(554\.30\)
        has been disabled or discontinued
      `,
    },
    class: 'rcpt.disabled',
    source: yahoo,
    sample: '554 30 Sorry, your message to x@aol.com cannot be delivered. This mailbox is disabled (554.30)',
  },
  {
    id: 'yahoo-no-account',
    when: { text: phrases`this user doesn't have an? \S{1,60} account` },
    class: 'rcpt.unknown',
    source: yahoo,
    sample:
      "554 delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com) [0] - mta1061.mail.ne1.yahoo.com",
  },
  {
    id: 'aol-rate',
    when: { text: phrases`\b(?:rly:b[12]|dyn:t\d)\b` },
    class: 'rate.reputation',
    source: 'postmaster.aol.com/error-codes',
    sample: '421 4.7.1 : (DYN:T1) http://postmaster.info.aol.com/errors/421dynt1.html',
  },
  {
    id: 'aol-ptr',
    when: { text: phrases`\brtr:rd\b` },
    class: 'policy.ptr',
    source: 'postmaster.aol.com/error-codes',
    sample: '554 (RTR:RD) http://postmaster.info.aol.com/errors/554rtrrd.html',
  },
  {
    id: 'aol-dynamic',
    when: { text: phrases`\b(?:rtr:(?:bb|du)|rly:ir)\b` },
    class: 'rep.dynamic_ip',
    source: 'postmaster.aol.com/error-codes',
    sample: '554 (RTR:DU) http://postmaster.info.aol.com/errors/554rtrdu.html',
  },
  {
    id: 'aol-blocked-ip',
    when: { text: phrases`\b(?:rtr:(?:sc|bl)|rly:bl|con:b1)\b` },
    class: 'rep.blocklist',
    source: 'postmaster.aol.com/error-codes',
    sample: '554 (RTR:BL) http://postmaster.info.aol.com/errors/554rtrbl.html',
  },
  {
    id: 'aol-content',
    when: { text: phrases`\b(?:hvu:b\d|rly:(?:bd|ch)|rtr:ch)\b` },
    class: 'rep.content',
    source: 'postmaster.aol.com/error-codes',
    sample: '554 5.7.1 : (HVU:B1) http://postmaster.info.aol.com/errors/554hvub1.html',
  },
  {
    id: 'apple-unauthenticated',
    when: { text: phrases`blocked for failing both spf and dkim` },
    class: 'policy.dmarc',
    source: apple,
    sample:
      '554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks. See https://support.apple.com/en-us/HT204137',
  },
  {
    id: 'apple-volume',
    when: { text: phrases`deferred due to excessive volume` },
    class: 'rate.burst',
    source: apple,
    sample:
      '421 4.7.1 Messages to x@icloud.com deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
  },
  {
    id: 'apple-local-policy',
    when: {
      from: 'apple',
      text: phrases`
        \[cs01\]
        due to local policy
      `,
    },
    class: 'rep.content',
    source: apple,
    sample:
      '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
  },
  {
    id: 'apple-no-mailbox',
    when: {
      text: phrases`
        inactive email address
        unknown or illegal alias
        recipient no longer on server
      `,
    },
    class: 'rcpt.unknown',
    source: apple,
    sample: '550 5.1.1 <x@icloud.com>: inactive email address (in reply to RCPT TO command)',
  },
];
