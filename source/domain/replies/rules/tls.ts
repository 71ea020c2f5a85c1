import { phrases } from '../phrases.ts';
import type { Rule } from '../rule.ts';

const openssl = 'OpenSSL 3 error texts as Python 3.11 raises them';

/** The handshake failed on our side, or a server says how it wants its connection secured. */
export const tlsRules = (): readonly Rule[] => [
  {
    id: 'tls-cert-expired',
    when: {
      text: phrases`
        certificate (?:has |is )?expired
        \bcert_has_expired\b
        certificate is not yet valid
      `,
    },
    class: 'tls.cert_expired',
    source: openssl,
    sample: '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
  },
  {
    id: 'tls-cert-hostname',
    when: {
      silent: true,
      text: phrases`
        hostname mismatch
        ip address mismatch
        certificate is not valid for
        hostname .{1,120} doesn't match
        does not match certificate
        \berr_tls_cert_altname_invalid\b
      `,
    },
    class: 'tls.cert_hostname',
    source: openssl,
    sample:
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'mail.example.com'. (_ssl.c:1006)",
  },
  {
    id: 'tls-cert-untrusted',
    when: {
      silent: true,
      text: phrases`
        self[- ]signed certificate
        unable to get (?:local )?issuer certificate
        unable to verify the first certificate
        \bunable_to_(?:get_issuer_cert|verify_leaf)
        \b(?:depth_zero_)?self_signed_cert
        certificate[ _]verify[ _]failed
        unknown ca\b
      `,
    },
    class: 'tls.cert_untrusted',
    source: openssl,
    sample: '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:992)',
  },
  {
    id: 'tls-wrong-mode',
    when: {
      silent: true,
      text: phrases`
        wrong[_ ]version[_ ]number
        packet length too long
        \bhttp_request\b
        record layer failure
      `,
    },
    class: 'tls.wrong_mode',
    source: openssl,
    sample: '1\n[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)',
  },
  {
    id: 'tls-protocol-version',
    when: {
      silent: true,
      text: phrases`
        unsupported[_ ]protocol
        protocol[_ ]version
        legacy sigalg disallowed
        no protocols available
        tlsv1[_ ]alert[_ ]protocol
        version too low
        inappropriate[_ ]fallback
      `,
    },
    class: 'tls.protocol_version',
    source: `${openssl}; "legacy sigalg" is a TLS 1.0 server`,
    sample: '1\n[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:1006)',
  },
  {
    id: 'tls-cipher',
    when: {
      silent: true,
      text: phrases`
        no[_ ]shared[_ ]cipher
        handshake[_ ]failure
        dh[_ ]key[_ ]too[_ ]small
        no ciphers available
        ee key too small
        md too weak
      `,
    },
    class: 'tls.cipher',
    source: openssl,
    sample: '1\n[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)',
  },
  {
    id: 'tls-handshake-cut',
    when: {
      silent: true,
      text: phrases`
        eof occurred in violation
        unexpected[_ ]eof[_ ]while[_ ]reading
        ssl connection has been closed \(eof\)
        disconnected before secure tls
      `,
    },
    class: 'tls.handshake_cut',
    source: openssl,
    sample: '6\nTLS/SSL connection has been closed (EOF) (_ssl.c:992)',
  },
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
