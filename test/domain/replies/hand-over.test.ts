import { describe, expect, it } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { handOverOf } from '../../../source/domain/replies/hand-over.ts';

const wrapped = (text: string): string => `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\n${text}`;

const table = {
  refused: [
    "535\nb'5.7.8 Error: authentication failed: UGFzc3dvcmQ6'",
    '535\n5.7.8 Error: authentication failed',
    "421\nb'4.7.0 Too many connections from your IP, try again later'",
    '550 5.1.1 User unknown',
    wrapped("SMTPRecipientsRefused: {'a@b.example': (550, b'5.1.1 User unknown')}"),
    wrapped('SMTPRecipientsRefused: {}'),
    wrapped("SMTPDataError: (554, b'words that nobody knows')"),
    wrapped('SMTPSenderRefused: 553\n5.7.1 not owned by user\na@b.example'),
    "E-Mail-Zustellung via SMTP-Server „None“ fehlgeschlagen.\nSMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded')",
    wrapped('SMTPNotSupportedError: SMTPUTF8 not supported by server'),
  ],
  before: [
    '',
    '111\nConnection refused',
    '-2\nName or service not known',
    '101\nNetwork is unreachable',
    '104\nConnection reset by peer',
    'timed out',
    'Connection unexpectedly closed',
    'Connection unexpectedly closed: timed out',
    '1\n[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:992)',
    '6\nTLS/SSL connection has been closed (EOF) (_ssl.c:992)',
    'STARTTLS extension not supported by server.',
    'SMTP AUTH extension not supported by server.',
    'No suitable authentication method found.',
    'The server "Old relay" cannot be used because it is archived.',
    'Der Server „Old relay“ kann nicht verwendet werden, da er archiviert ist.',
    'The server "News" cannot be forced as it belongs to a user and is archived.',
    'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)',
    'You must either provide a sender address explicitly or configure using the combination of `mail.catchall.domain`',
    `Malformed 'Return-Path' or 'From' address: "just a name" - It should contain one valid plain ASCII email`,
    'Missing SMTP Server\nPlease define at least one SMTP server, or provide the SMTP parameters explicitly.',
    'Header values may not contain linefeed or carriage return characters',
    'An error occurred when fetching the access token.',
    'AADSTS50076: Due to a configuration change you must use multi-factor authentication.',
    'AADSTS50057: The user account is disabled.',
    '[Errno 13] Permission denied',
    'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:992)',
    'Could not load your certificate / private key. \n[X509: KEY_VALUES_MISMATCH]',
    'Der private Schlüssel oder das Zertifikat ist keine gültige Datei. \nx',
    "'ascii' codec can't encode character '\\xdf' in position 4: ordinal not in range(128)",
  ],
  perhaps: [
    "You are not allowed to modify 'Message' (mail.message) records.\n\nImplicitly accessed through 'Outgoing Mails' (mail.mail).",
    'Record does not exist or has been deleted.\n(Record: sale.order(7,), User: 2)',
    'Record does not exist or has been deleted.\n(Record: mail.message(550,), User: 2)',
    'Datensatz existiert nicht oder kann nicht gefunden werden.\n(Datensatz: sale.order(7,), Benutzer: 2)',
    'could not serialize access due to concurrent update\n',
    'Sorry, you are not allowed to access this document. Please contact your system administrator.\n\n(Operation: write)\n\nRecords: 550 (x), User: 2',
    "'bool' object has no attribute 'rpartition'",
    "KeyError: 'x_field'",
    'Expected singleton: res.partner(7, 8)',
    'Order 550 was not found',
    'Error without exception. Probably due to sending an email without computed recipients.',
    'Fout zonder uitzondering. Waarschijnlijk vanwege het verzenden van een e-mail zonder berekende ontvangers.',
    'please run connect() first',
    'Server not connected',
    wrapped('SMTPServerDisconnected: Connection unexpectedly closed'),
    wrapped('ConnectionResetError: [Errno 104] Connection reset by peer'),
    wrapped('ssl.SSLError: [SSL: BAD_RECORD_TYPE] bad record type (_ssl.c:2559)'),
  ],
} as const;

describe('whether a failed mail may have left', () => {
  it.each(Object.entries(table).flatMap(([handOver, texts]) => texts.map((text) => [text, handOver] as const)))(
    '%j was stored with the mail: %s',
    (text, handOver) => {
      expect(handOverOf(text, classify(text))).toBe(handOver);
    },
  );
});
