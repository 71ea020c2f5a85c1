/**
 * The values of `mail_mail.state` (addons/mail/models/mail_mail.py, the same in Odoo 14–19): one l in `cancel`. A row may
 * hold anything, because people write `canceled` by SQL.
 */
export const mailStates = ['outgoing', 'exception', 'sent', 'cancel', 'received'] as const;

export type MailState = (typeof mailStates)[number];
