import type { TestMessage } from './test-message.ts';

export interface Wording {
  readonly database: string;
  readonly date: Date;
}

/**
 * The message as it goes over the wire: RFC 5322, CRLF, 7 bit whatever stands in it. It carries none of the tested mail's
 * text: that is meant for somebody else, and its links may do something.
 */
export const composeTestMessage = async (
  { to, headerFrom, replyTo, subject, messageId, serverTitle, envelopeFrom }: TestMessage,
  { database, date }: Wording,
): Promise<Buffer> => {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const text = [
    `This is a test message. Somebody who looks after the mail of Odoo database ${database} sent it with odoo-mail-doctor.`,
    '',
    `Server: ${serverTitle}`,
    `From: ${headerFrom}`,
    `Bounces go to: ${envelopeFrom}`,
    `Sent: ${date.toISOString()}`,
    '',
    'Nothing needs to be done about it.',
    '',
  ].join('\n');
  return await new MailComposer({
    from: headerFrom,
    to,
    ...(replyTo === '' ? {} : { replyTo }),
    subject,
    messageId,
    date,
    text,
    textEncoding: 'quoted-printable',
    // RFC 3834 §5: nobody's out-of-office note is asked for.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    newline: '\r\n',
  })
    .compile()
    .build();
};
