import { describe, expect, it } from 'vitest';
import { classify, classifyReply } from '../../../source/domain/replies/classify-reply.ts';

const wrapped = (text: string): string => `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\n${text}`;

/** Who speaks decides before the words do: OpenSSL, Python, Odoo's own code, the relay, or a server behind it. */
const table: readonly (readonly [text: string, meaning: string])[] = [
  [
    '[SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe legacy renegotiation disabled (_ssl.c:1007)',
    'tls.protocol_version fix',
  ],
  ['1\n[SSL: TLSV1_UNRECOGNIZED_NAME] tlsv1 unrecognized name (_ssl.c:1007)', 'tls.cert_hostname fix'],
  [
    '[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:2580)',
    'tls.client_certificate fix',
  ],
  ['[SSL: SSLV3_ALERT_BAD_CERTIFICATE] sslv3 alert bad certificate (_ssl.c:1007)', 'tls.client_certificate fix'],
  [
    '[SSL: SSLV3_ALERT_CERTIFICATE_EXPIRED] sslv3 alert certificate expired (_ssl.c:2580)',
    'tls.client_certificate fix',
  ],
  ['[SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca (_ssl.c:2580)', 'tls.client_certificate fix'],
  ['[SSL: TLSV1_ALERT_DECRYPT_ERROR] tlsv1 alert decrypt error (_ssl.c:1007)', 'tls.handshake_cut fix'],
  ['[SSL] internal error (_ssl.c:1007)', 'tls.handshake_cut fix'],
  ['[SSL: SSLV3_ALERT_UNEXPECTED_MESSAGE] user unknown, mailbox full (_ssl.c:1)', 'tls.handshake_cut fix'],
  [
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1032)',
    'tls.cert_untrusted fix',
  ],
  [
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
    'tls.cert_expired fix',
  ],
  ['_ssl.c:1112: The handshake operation timed out', 'tls.handshake_cut fix'],
  ['The read operation timed out', 'conn.stalled later'],
  ['Connection unexpectedly closed: timed out', 'conn.silent fix'],
  [wrapped("SMTPConnectError: (-1, b'HTTP/1.1 400 Bad Request')"), 'conn.not_smtp fix'],
  ["-1\nb'* OK IMAP4rev1 ready'", 'conn.not_smtp fix'],
  ['[Errno 13] Permission denied', 'net.not_permitted fix'],
  ['1\nOperation not permitted', 'net.not_permitted fix'],

  [
    wrapped("SMTPSenderRefused: (503, b'5.5.1 Multiple MAIL commands not allowed.', 'info@example.com')"),
    'conn.out_of_step now',
  ],
  [wrapped("SMTPDataError: (503, b'Valid RCPT command must precede DATA')"), 'conn.out_of_step now'],
  [wrapped("SMTPSenderRefused: (503, b'AUTH command not allowed here', 'info@example.com')"), 'conn.out_of_step now'],
  [wrapped("SMTPRecipientsRefused: {'a@b.example': (503, b'5.5.1 Error: need MAIL command')}"), 'conn.out_of_step now'],
  ['503 5.5.2 Send hello first [AM0PR06CA0126.eurprd06.prod.outlook.com]', 'conn.out_of_step now'],
  [wrapped("SMTPDataError: (554, b'Too many nonmail commands')"), 'conn.out_of_step now'],
  [wrapped("SMTPSenderRefused: (503, b'5.5.4 AUTH required', 'a@b.example')"), 'auth.required fix'],
  ['550 5.1.1 <x@example.net>... User unknown 503 5.0.0 Need RCPT (recipient)', 'rcpt.unknown never'],
  ['503 5.5.1 Invalid command: Command not supported', 'auth.not_offered fix'],

  [wrapped('SMTPRecipientsRefused: {}'), 'odoo.no_recipient fix'],
  [
    wrapped(
      'SMTPNotSupportedError: One or more source or delivery addresses require internationalized email support, but the server does not advertise the required SMTPUTF8 capability',
    ),
    'rcpt.syntax fix',
  ],
  ["'ascii' codec can't encode character '\\xdf' in position 4: ordinal not in range(128)", 'rcpt.syntax fix'],
  ["encoding with 'idna' codec failed (UnicodeError: label empty or too long)", 'rcpt.syntax fix'],
  ["'bool' object has no attribute 'rpartition'", 'odoo.exception fix'],
  ["'partner_id'", 'odoo.exception fix'],
  ['Expected singleton: res.partner(7, 8)', 'odoo.exception fix'],
  ['sequence item 0: expected str instance, NoneType found', 'odoo.exception fix'],
  ["'utf-8' codec can't decode byte 0xe9 in position 3: invalid continuation byte", 'odoo.exception fix'],
  ['duplicate key value violates unique constraint "mail_mail_pkey"', 'odoo.exception fix'],
  ["[Errno 2] No such file or directory: '/srv/filestore/odoo/ab/abcdef'", 'odoo.exception fix'],
  ['28\nNo space left on device', 'odoo.exception fix'],
  ['Datensatz existiert nicht.\n(Datensatz: sale.order(7,), Benutzer: 2)', 'odoo.exception fix'],
  ["You are not allowed to modify 'Message' (mail.message) records.", 'odoo.not_recorded fix'],

  [
    wrapped(
      "SMTPRecipientsRefused: {'a@b.example': (554, b'5.7.1 <unknown[192.0.2.9]>: Client host rejected: Access denied')}",
    ),
    'auth.required fix',
  ],
  [
    'host mx.example.net[192.0.2.1] said: 554 5.7.1 <relay[192.0.2.9]>: Client host rejected: Access denied (in reply to RCPT TO command)',
    'rep.blocklist fix',
  ],
  [
    'SASL authentication failed; cannot authenticate to server smtp.example.com[192.0.2.5]: no mechanism available',
    'auth.mechanism fix',
  ],
  ['warning: SASL authentication failure: No worthy mechs found', 'auth.mechanism fix'],
  ['Name service error for name=smtp.relay.example type=A: Host not found, try again', 'net.dns_temporary later'],
  ['451 4.4.3 Please try again later', 'net.dns_temporary later'],
  [
    wrapped(
      "SMTPRecipientsRefused: {'x@y.example': (550, b'Requested action not taken: mailbox unavailable\\nFailure sending mail. Try again later')}",
    ),
    'rate_or_maintenance later',
  ],
  [
    wrapped("SMTPRecipientsRefused: {'x@y.example': (550, b'Callback setup failed while verifying <a@b.example>')}"),
    'sender.bad_address fix',
  ],
  [
    wrapped("SMTPSenderRefused: (501, b'<odoo>: sender address must contain a domain', 'odoo')"),
    'sender.bad_address fix',
  ],
  [
    '550 5.7.520 Access denied, Your organization does not allow external forwarding. AS(7555)',
    'rcpt.restricted never',
  ],
  ['552 5.2.2 mailbox full', 'rcpt.full later'],
  [
    wrapped(
      "SMTPRecipientsRefused: {'x@y.example': (552, b'Requested mail action aborted: exceeded storage allocation')}",
    ),
    'rcpt.full later',
  ],
  [wrapped("SMTPRecipientsRefused: {'a@b.example': (550, b'Invalid recipient')}"), 'rcpt.unknown fix'],
  [
    wrapped(
      "SMTPRecipientsRefused: {'a@b.example': (550, b'Invalid recipient'), 'c@d.example': (550, b'Invalid recipient')}",
    ),
    'relay.denied fix',
  ],
  [
    wrapped(
      "SMTPRecipientsRefused: {'a@b.example': (550, b'Invalid recipient'), 'c@b.example': (550, b'Invalid recipient')}",
    ),
    'rcpt.unknown fix',
  ],
  ['554 5.4.6 Too many hops', 'rcpt.loop fix'],
  ['550 5.1.2 <x@y.example>: Recipient address rejected: Bad destination system address', 'rcpt.domain never'],
  ['552 5.2.3 Message length exceeds limit set by recipient', 'size.message fix'],
];

describe('who says it, and to what', () => {
  it.each(table)('%j', (text, meaning) => {
    const { class: failureClass, retry } = classify(text);
    expect(`${failureClass} ${retry}`).toBe(meaning);
  });

  it.each([
    [{ code: 550, text: '5.1.1 User unknown', stage: 'mail' }, 'sender.not_allowed'],
    [{ code: 550, text: 'mailbox unavailable', stage: 'mail' }, 'sender.not_allowed'],
    [{ code: 550, text: '5.1.1 User unknown', stage: 'rcpt' }, 'rcpt.unknown'],
    [
      { code: 501, text: 'Invalid domain name, this message has been in the queue too long', stage: 'ehlo' },
      'policy.helo',
    ],
  ] as const)('%o is read with the step it answers', (reply, failureClass) => {
    expect(classifyReply(reply).class).toBe(failureClass);
  });

  it.each([
    ['450 4.1.1 User unknown', 'later'],
    ['dsn=4.1.2, status=deferred (Domain not found)', 'later'],
    ['Status: 4.1.1 Diagnostic-Code: user unknown', 'later'],
    ['550 4.1.1 User unknown', 'later'],
    ['550 User unknown, please try again later', 'later'],
    ['550 5.1.1 User unknown', 'never'],
  ])('%s is tried again: %s', (text, retry) => {
    expect(classify(text).retry).toBe(retry);
  });

  it('has advice of its own where a wording names what to change', () => {
    const oauth = [
      'AADSTS50011: The redirect URI does not match',
      'AADSTS7000222: The provided client secret keys are expired',
      'AADSTS7000215: Invalid client secret provided',
      'AADSTS65001: The user or administrator has not consented',
      'AADSTS50076: you must use multi-factor authentication',
      'AADSTS70011: The provided value for scope is not valid',
      "AADSTS900144: The request body must contain the parameter: 'client_id'",
      'AADSTS700082: The refresh token has expired due to inactivity',
      'An error occurred when fetching the access token.',
    ].map((text) => classify(text));
    expect(new Set(oauth.map(({ advice }) => advice)).size).toBe(oauth.length);
    expect(oauth.map(({ cause }) => cause)).toEqual(oauth.map(() => 'credentials'));
    expect(classify('Error 400: redirect_uri_mismatch').advice).toMatch(/web\.base\.url.*proxy_mode/);
  });
});
