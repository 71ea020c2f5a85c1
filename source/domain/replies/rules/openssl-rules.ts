import { phrases } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';

const openssl = 'OpenSSL 3 error texts as Python 3.11 raises them';

/** TLS failed on our side, in the words of OpenSSL or Node. Names of errors come with underscores and with blanks. */
export const handshakeRules = (): readonly ReplyRule[] => [
  {
    id: 'tls-handshake-timeout',
    when: { silent: true, text: phrases`handshake (?:operation )?timed out` },
    class: 'tls.handshake_cut',
    source: 'CPython Modules/_ssl.c',
    sample: '_ssl.c:1112: The handshake operation timed out',
  },
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
        unrecognized[_ ]name
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
        (?<!alert )unknown ca\b
        no[_ ]?start[_ ]line
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
        packet[_ ]length[_ ]too[_ ]long
        \bhttps?_(?:proxy_)?request\b
        record[_ ]layer[_ ]failure
        unknown[_ ]protocol
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
        legacy[_ ]renegotiation
        legacy[_ ]sigalg
        unsupported[_ ]ssl[_ ]version
        wrong[_ ]ssl[_ ]version
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
        (?:dh|ee|ca)[_ ]key[_ ]too[_ ]small
        md[_ ]too[_ ]weak
        no[_ ]ciphers[_ ]available
        insufficient[_ ]security
        (?:bad|wrong)[_ ](?:signature|curve|cipher)[_ ]?(?:type|algorithm)?
        no[_ ]suitable[_ ](?:signature|key)
        bad[_ ]dh[_ ]value
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
];

/** Those for what OpenSSL said and nobody else can mean, the listed errors among them. */
export const opensslOnlyRules = (): readonly ReplyRule[] => [
  {
    id: 'tls-client-certificate',
    when: {
      text: phrases`
        alert[_ ](?:bad[_ ]certificate|certificate[_ ](?:required|unknown|expired|revoked|unobtainable)|unsupported[_ ]certificate|unknown[_ ]ca|access[_ ]denied|no[_ ]certificate)
        certificate[_ ]required
        key[_ ]values[_ ]mismatch
        ^\d{0,3} ?\[ssl\] pem lib
      `,
    },
    class: 'tls.client_certificate',
    source: 'RFC 8446 §6.2: alerts that a server sends about the certificate of its client',
    sample: '[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:2580)',
  },
  ...handshakeRules(),
  {
    id: 'tls-other',
    when: {
      text: phrases`
        \[ssl[:\]]
        \b_ssl\.c:
      `,
    },
    class: 'tls.handshake_cut',
    source: 'CPython Modules/_ssl.c: an error of OpenSSL that nobody listed',
    sample: '1\n[SSL: TLSV1_ALERT_DECRYPT_ERROR] tlsv1 alert decrypt error (_ssl.c:1007)',
  },
];
