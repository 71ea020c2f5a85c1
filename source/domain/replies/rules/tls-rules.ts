import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

/** A server says how it wants its connection secured. */
export const tlsRules = (): readonly ReplyRule[] => [
  {
    id: 'tls-starttls-first',
    when: {
      text: phrases`
        (?:must|please) (?:first )?(?:issue|use|send) (?:a |the )?starttls
        starttls (?:command )?(?:is )?(?:required|needed|first)
        (?:tls|ssl|encryption|encrypted (?:connection|session)) (?:is )?(?:required|needed) (?:for|before|to) (?:authenticat|requested auth|auth|log|send|submit)
        encryption required for requested
        must (?:use|enable) (?:ssl|tls|encryption) (?:before|to)
        authentication (?:is )?not (?:allowed|permitted|available|enabled) (?:on|over|without|before).{0,40}(?:unencrypted|insecure|clear|plain|tls|ssl|starttls)
        cleartext authentication
        plaintext authentication disallowed
        requires? (?:a )?(?:secure|encrypted|ssl|tls|starttls)
      `,
    },
    class: 'tls.starttls_required',
    source: 'RFC 3207 §4; RFC 4954 §6; support.google.com/a/answer/3726730, 2026-02-12',
    sample: '530 5.7.0 Must issue a STARTTLS command first. x - gsmtp',
  },
  {
    id: 'tls-required-by-recipient',
    when: {
      text: phrases`
        (?:tls|tls/sslv3|starttls|ssl)(?: connection| encryption)? (?:is )?required
        encryption is required by (?:this|the) recipient
        route requires (?:encryption|tls|high-strength)
        without (?:tls|encryption) (?:is|are) not
        only accepts? (?:mail|messages|connections) (?:over|via|using) tls
        not using a tls connection
        senders to use tls
      `,
    },
    class: 'policy.tls',
    source: 'support.google.com/a/answer/3726730, 2026-02-12; Mimecast and MessageLabs SMTP error codes',
    sample: '451 TLS/SSLv3 Connection required. (#4.7.1)',
  },
  {
    id: 'tls-not-supported-by-server',
    when: {
      text: phrases`
        (?:tls|starttls) (?:is )?(?:not (?:available|supported|offered)|currently unavailable)
        does not support (?:tls|starttls)
        starttls not implemented
      `,
    },
    class: 'tls.starttls_not_offered',
    source: 'RFC 3207 §4: 454 TLS not available due to temporary reason',
    sample: '454 4.7.0 TLS not available due to local problem',
  },
];
