import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const mimecast = 'community.mimecast.com SMTP error codes';
const symantec = 'knowledge.broadcom.com email security.cloud NDR articles';
const cox = 'cox.com/business/support/email-error-codes.html';
const spectrum = 'spectrumbusiness.net understanding-email-error-codes';
const godaddy = 'godaddy.com/help fix-rejected-email-with-a-bounce-error-40685';

/** Filters in front of recipients (Mimecast, MessageLabs) and American access networks that number their answers. */
export const gatewayRules = (): readonly ReplyRule[] => [
  {
    id: 'mimecast-tls',
    when: { text: phrases`this route requires` },
    class: 'policy.tls',
    source: mimecast,
    sample: '553 This route requires encryption (TLS)',
  },
  {
    id: 'mimecast-spf',
    when: {
      text: phrases`
        spf sender invalid
        spf \(sender policy framework\) domain authentication fail
      `,
    },
    class: 'policy.spf',
    source: `${mimecast}; ${symantec}`,
    sample: '550 SPF Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550',
  },
  {
    id: 'mimecast-dkim',
    when: { text: phrases`dkim sender invalid` },
    class: 'policy.dkim',
    source: mimecast,
    sample: '550 DKIM Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550',
  },
  {
    id: 'mimecast-dmarc',
    when: {
      text: phrases`
        dmarc sender invalid
        dmarc domain authentication fail
      `,
    },
    class: 'policy.dmarc',
    source: `${mimecast}; ${symantec}`,
    sample: '550 DMARC Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550',
  },
  {
    id: 'mimecast-spoofing',
    when: {
      text: phrases`
        anti-?spoofing policy
        header-based anti-?spoof
      `,
    },
    class: 'rcpt.restricted',
    source: mimecast,
    sample:
      '550 Rejected by header based Anti-Spoofing policy: x@example.com - https://community.mimecast.com/docs/DOC-1369#550',
  },
  {
    id: 'mimecast-blocked-sender',
    when: {
      text: phrases`
        envelope (?:blocked|rejected)\b
        manually blocked senders
        header-?based (?:manually )?blocked senders
        (?:block|blocked senders?) policy for
      `,
    },
    class: 'rcpt.restricted',
    source: mimecast,
    sample: '550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550',
  },
  {
    id: 'mimecast-greylist',
    when: {
      text: phrases`
        internal resource temporarily unavailable
        internal resources are temporarily unavailable
      `,
    },
    class: 'grey.listed',
    source: mimecast,
    sample: '451 Internal resources are temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451',
  },
  {
    id: 'mimecast-reputation',
    when: {
      text: phrases`
        csi\.mimecast\.org
        ip reputation - \(reject\)
        local ct ip reputation
      `,
    },
    class: 'rep.ip',
    source: mimecast,
    sample: '550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550',
  },
  {
    id: 'barracuda-blocked',
    when: { text: phrases`permanent failure for one or more recipients \(\S{1,120}:blocked\)` },
    class: 'rep.blocklist',
    source: 'Barracuda Email Security; zone-mta bounce samples',
    sample: '550 permanent failure for one or more recipients (user@example.com:blocked)',
  },
  {
    id: 'symantec-block',
    when: {
      text: phrases`
        your (?:ip(?: address)?|domain|email address)(?: \(\S{1,80}\))? has been (?:blocked|blacklisted)
        in my badmailfrom list
        connection rejected by policy
      `,
    },
    class: 'rep.blocklist',
    source: symantec,
    sample: '553-Sorry, your IP address has been blacklisted. (#5.7.1)',
  },
  {
    id: 'symantec-outbound-domain',
    when: { text: phrases`envelope domain not allowed for sender ip` },
    class: 'sender.not_allowed',
    source: symantec,
    sample: '550 sender envelope domain not allowed for sender IP address (#5.1.8)',
  },
  {
    id: 'godaddy-hourly',
    when: {
      text: phrases`
        \bib(?:504|607)\b
        too many (?:messages|recipients) (?:received |sent )?this hour
      `,
    },
    class: 'rate.hourly',
    source: godaddy,
    sample: '550 This IP has sent too many messages this hour. IB504',
  },
  {
    id: 'godaddy-blocked',
    when: { text: phrases`\bib(?:104|105|106|11[0-3])\b` },
    class: 'rep.blocklist',
    source: godaddy,
    sample: '554 Connection refused. This IP address is listed on the Spamhaus Block List (SBL). IB104',
  },
  {
    id: 'godaddy-reputation',
    when: { text: phrases`\bib103\b` },
    class: 'rep.ip',
    source: godaddy,
    sample: '554 Connection refused. This IP has a poor reputation on Cloudmark Sender Intelligence (CSI). IB103',
  },
  {
    id: 'access-network-ptr',
    when: {
      text: phrases`
        \bcxdns\b
        aup#(?:[a-z]-?)?11[0-5]0\b
      `,
    },
    class: 'policy.ptr',
    source: `${cox}; ${spectrum}`,
    sample:
      '421 4.7.1 rejected cox 192.0.2.1 DNS check failure - try again later. Refer to Error Codes section. AUP#CXDNS',
  },
  {
    id: 'access-network-spf',
    when: { text: phrases`\bcxsndr\b` },
    class: 'policy.unauthenticated',
    source: cox,
    sample:
      '550 5.1.0 x@example.com sender rejected. Refer to Error Codes section at cox.com for more information. AUP#CXSNDR',
  },
  {
    id: 'access-network-connections',
    when: {
      text: phrases`
        \bcxcnct\b
        aup#(?:[a-z]-?)?13[0-4]0\b
      `,
    },
    class: 'rate.concurrent',
    source: `${cox}; ${spectrum}`,
    sample: '421 too many sessions from 192.0.2.1. AUP#CXCNCT',
  },
  {
    id: 'access-network-rate',
    when: {
      text: phrases`
        \bcxmxrt\b
        aup#(?:[a-z]-?)?1(?:3[5-9]|4[0-9]|54|58)0\b
      `,
    },
    class: 'rate.burst',
    source: `${cox}; ${spectrum}`,
    sample: '452 Requested action aborted: try again later. AUP#I-1350',
  },
  {
    id: 'access-network-content',
    when: { text: phrases`\burlbl\d{3,4}\b` },
    class: 'rep.content',
    source: cox,
    sample: '552 5.2.0 Message blocked due to spam content in the message. AUP#URLBL1001',
  },
  {
    id: 'access-network-blocked',
    when: {
      text: phrases`
        \b(?:cxbl|cdrbl|ipbl\d{4,5})\b
        aup#(?:[a-z]-?)?1(?:000|2[0-5]0)\b
        dnsbl:(?:att)?rbl\b
        blocked for abuse
        see http://att\.net/blocks
      `,
    },
    class: 'rep.blocklist',
    source: `${cox}; ${spectrum}`,
    sample: '554 dukecmmtai01.coxmail.com cox 192.0.2.1 blocked by Cox. AUP#CXBL',
  },
];
