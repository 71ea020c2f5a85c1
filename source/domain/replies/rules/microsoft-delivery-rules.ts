import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const ndr = 'learn.microsoft.com/exchange non-delivery-reports-in-exchange-online, 2022-04';

/** The same family as a recipient's server. */
export const microsoftDeliveryRules = (): readonly ReplyRule[] => [
  {
    id: 'ms-bulk-auth',
    when: { text: phrases`does not meet the required authentication level` },
    class: 'policy.bulk_auth',
    source: 'techcommunity.microsoft.com Strengthening Email Ecosystem, 2025-04-30',
    sample:
      '550 5.7.515 Access denied, sending domain EXAMPLE.COM does not meet the required authentication level. Spf= Fail , Dkim= Fail , DMARC= Fail',
  },
  {
    id: 'ms-dmarc',
    when: { text: phrases`does not pass dmarc verification` },
    class: 'policy.dmarc',
    source: ndr,
    sample:
      '550 5.7.509 Access denied, sending domain example.com does not pass DMARC verification and has a DMARC policy of reject.',
  },
  {
    id: 'ms-ipv6-unsigned',
    when: { text: phrases`must pass either spf or dkim validation` },
    class: 'policy.unauthenticated',
    source: ndr,
    sample:
      '451 4.7.26 Access denied, a message sent over IPv6 [2001:db8::1] must pass either SPF or DKIM validation, this message is not signed',
  },
  {
    id: 'ms-ptr',
    when: { from: 'microsoft', text: phrases`must have a reverse dns record` },
    class: 'policy.ptr',
    source: ndr,
    sample:
      '550 5.7.25 Access denied, the sending IPv6 address [2001:db8::1] must have a reverse DNS record [x.prod.protection.outlook.com]',
  },
  {
    id: 'ms-rfc5322',
    when: {
      text: phrases`
        must be rfc 5322 section
        x-dg-ref header is too long
      `,
    },
    class: 'policy.rfc5322',
    source: ndr,
    sample: '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
  },
  {
    id: 'ms-block-list',
    when: {
      text: phrases`
        \(s31[45]0\)
        on our block ?list
        banned send(?:er|ing ip)
        using customer block ?list
      `,
    },
    class: 'rep.blocklist',
    source: ndr,
    sample:
      "550 5.7.1 Unfortunately, messages from [203.0.113.5] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
  },
  {
    id: 'ms-recipient-restricted',
    when: {
      text: phrases`
        rst\.(?:sendernotauthenticated|notauthorized|authrequired|restrictedtorecipients)
        sender (?:was |is )?not (?:in allowed-senders list|authenticated (?:for|by) )
        access denied, (?:banned recipient|rejected by recipient)
        (?:domain|user|recipient)'s (?:personal )?(?:black|block|deny) ?list
        not allowed to send to (?:this )?(?:group|recipient|distribution)
        does not allow external forwarding
      `,
    },
    class: 'rcpt.restricted',
    source: ndr,
    sample: '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
  },
  {
    id: 'ms-recipient-not-found',
    when: {
      text: phrases`
        resolver\.adr\.(?:ex)?recip(?:ient)?notfound
        not found by smtp address lookup
        recipient address rejected: access denied
      `,
    },
    class: 'rcpt.unknown',
    source: ndr,
    sample: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient x@contoso.com not found by SMTP address lookup',
  },
  {
    id: 'ms-recipient-limit',
    when: { text: phrases`resolver\.adr\.recip(?:ient)?limit` },
    class: 'rate.recipients',
    source: ndr,
    sample: '550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients',
  },
  {
    id: 'ms-recipient-size',
    when: { text: phrases`resolver\.rst\.(?:recip|recipient|send)sizelimit` },
    class: 'size.message',
    source: ndr,
    sample: '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient',
  },
  {
    id: 'ms-domain-nonexistent',
    when: {
      text: phrases`
        smtpsend\.dns\.nonexistentdomain
        dns domain \S{1,80} does not exist
      `,
    },
    class: 'rcpt.domain',
    source: ndr,
    sample: '554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain',
  },
];
