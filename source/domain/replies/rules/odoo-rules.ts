import { phrases, phrasesOrTranslations } from '../phrases.ts';
import type { ReplyRule } from '../reply-rule.ts';
import { accessTokenTexts } from '../translations/access-token.ts';
import { archivedServerTexts } from '../translations/archived-server.ts';
import { interruptedTexts } from '../translations/interrupted.ts';
import { noServerTexts } from '../translations/no-server.ts';
import { personalServerTexts } from '../translations/personal-server.ts';

const mailServer = 'odoo/addons/base/models/ir_mail_server.py, 14.0–19.0';
const mailMail = 'odoo/addons/mail/models/mail_mail.py, 14.0–19.0';

/** What Odoo writes by itself, before or instead of a server's answer. */
export const odooRules = (): readonly ReplyRule[] => [
  {
    id: 'odoo-no-computed-recipient',
    when: {
      silent: true,
      text: phrasesOrTranslations(phrases`error without exception\b`, interruptedTexts, { at: 'start' }),
    },
    class: 'odoo.no_computed_recipient',
    source: `${mailMail}; 14 and 15 spell it "due do"`,
    sample: 'Error without exception. Probably due do sending an email without computed recipients.',
  },
  {
    id: 'odoo-no-recipient',
    when: { silent: true, text: phrases`at least one valid recipient address` },
    class: 'odoo.no_recipient',
    source: mailServer,
    sample: 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)',
  },
  {
    id: 'odoo-no-from',
    when: {
      silent: true,
      text: phrases`
        you must either provide a sender address explicitly
        return-path or from header is required
        configure the sender's email address
      `,
    },
    class: 'odoo.no_from',
    source: mailServer,
    sample:
      'You must either provide a sender address explicitly or configure using the combination of `mail.catchall.domain` and `mail.default.from` ICPs',
  },
  {
    id: 'odoo-bad-from',
    when: { silent: true, text: phrases`malformed 'return-path' or 'from' address` },
    class: 'odoo.bad_from',
    source: mailServer,
    sample: `Malformed 'Return-Path' or 'From' address: "just a name" - It should contain one valid plain ASCII email`,
  },
  {
    id: 'odoo-no-server',
    when: {
      silent: true,
      text: phrasesOrTranslations(
        phrases`
          missing smtp server
          please define at least one smtp server
        `,
        noServerTexts,
      ),
    },
    class: 'odoo.no_server',
    source: mailServer,
    sample: 'Missing SMTP Server\nPlease define at least one SMTP server, or provide the SMTP parameters explicitly.',
  },
  {
    id: 'odoo-archived-server',
    when: {
      silent: true,
      text: phrasesOrTranslations(phrases`cannot be used because it is archived`, archivedServerTexts),
    },
    class: 'odoo.archived_server',
    source: 'odoo/addons/base/models/ir_mail_server.py, 16.0+',
    sample: 'The server "Old relay" cannot be used because it is archived.',
  },
  {
    id: 'odoo-personal-server',
    when: {
      silent: true,
      text: phrasesOrTranslations(
        phrases`
          cannot be forced as (?:it belongs to a user|the owner does not use it)
          ^unauthorized server for some of the sending mails
        `,
        personalServerTexts,
      ),
    },
    class: 'odoo.personal_server',
    source: 'addons/mail/models/ir_mail_server.py, _check_forced_mail_server, 19.0',
    sample: 'The server "Newsletter" cannot be forced as the owner does not use it anymore.',
  },
  {
    id: 'odoo-online-daily-limit',
    when: {
      silent: true,
      text: phrases`
        ^(?:you have reached (?:your|the) )?daily (?:e-?mail )?limit (?:has been )?reached
        daily email limit\b
        limit of emails\b
      `,
    },
    class: 'odoo.online_daily_limit',
    source: 'odoo/documentation email_communication/faq.rst',
    sample: 'Daily limit reached',
  },
  {
    id: 'odoo-oauth-token',
    when: {
      text: phrasesOrTranslations(
        phrases`
          error occurred when fetching the access token
          \baadsts\d{4,8}
          connect with your (?:outlook|gmail) account
          we could not authenticate you
        `,
        accessTokenTexts,
      ),
    },
    class: 'auth.oauth_token',
    source: 'odoo/addons/google_gmail and microsoft_outlook, 16.0+',
    sample:
      'An error occurred when fetching the access token. invalid_grant AADSTS70008: The provided authorization code or refresh token has expired',
  },
  {
    id: 'python-line-end-in-header',
    when: {
      silent: true,
      text: phrases`
        header values may not contain linefeed
        invalid header value
      `,
    },
    class: 'policy.rfc5322',
    source: 'CPython Lib/email/header.py; seen in Odoo 14–19',
    sample: 'Header values may not contain linefeed or carriage return characters',
  },
  {
    id: 'odoo-not-recorded',
    when: {
      silent: true,
      text: phrases`
        \(mail\.(?:message|mail)\)
        \(document type: message, operation: (?:read|write)\)
        implicitly accessed through
        not allowed to access this document\b.{0,200}\(operation: (?:read|write)\)
      `,
    },
    class: 'odoo.not_recorded',
    source: `${mailMail}: the write of state \`sent\` raises; odoo/addons/base/models/ir_rule.py`,
    sample:
      "You are not allowed to modify 'Message' (mail.message) records.\n\nImplicitly accessed through 'Outgoing Mails' (mail.mail).",
  },
];
