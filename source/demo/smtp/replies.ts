import type { RelayReply } from './relay-reply.ts';

const reply = (code: number, text: string): RelayReply => ({ code, text });

/**
 * The words of real providers.
 * Google: support.google.com/a/answer/3726730 (2026-02-12); Microsoft: its non-delivery report documents; Postfix's own.
 */
export const replies = {
  badLogin: reply(
    535,
    '5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials - gsmtp',
  ),
  appPasswordRequired: reply(
    534,
    '5.7.9 Application-specific password required. For more information, go to https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp',
  ),
  authenticationRequired: reply(
    530,
    '5.7.0 Authentication required. For more information, go to https://support.google.com/mail/?p=WantAuthError - gsmtp',
  ),
  mustStartTls: reply(530, '5.7.0 Must issue a STARTTLS command first. - gsmtp'),
  tooManyConnections: reply(421, '4.7.0 Too many connections from your IP, try again later'),
  peakLimit: reply(
    450,
    '4.2.1 Peak SMTP relay limit exceeded for this customer. This is a temporary error. For more information on SMTP relay sending limits, contact your administrator',
  ),
  tooManyRecipients: reply(452, '4.5.3 Too many recipients'),
  dailyLimit: reply(
    550,
    '5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to https://support.google.com/a/answer/166852 - gsmtp',
  ),
  sendAsDenied: reply(550, '5.7.60 SMTP; Client does not have permissions to send as this sender'),
  tooLarge: reply(552, "5.3.4 Your message exceeded Google's message size limits."),
  greylisted: (recipient: string): RelayReply =>
    reply(451, `4.7.1 <${recipient}>: Recipient address rejected: Greylisting in action, please come back later`),
  notOwner: (sender: string, user: string): RelayReply =>
    reply(553, `5.7.1 <${sender}>: Sender address rejected: not owned by user ${user}`),
  bounceRefused: (sender: string): RelayReply =>
    reply(553, `5.7.1 <${sender}>: Sender address rejected: not owned by user`),
  unknownRecipient: (recipient: string): RelayReply =>
    reply(550, `5.1.1 <${recipient}>: Recipient address rejected: User unknown in virtual mailbox table`),
} as const;
