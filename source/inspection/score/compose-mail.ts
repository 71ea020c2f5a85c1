import { htmlToText } from '../../domain/mail/html-text.ts';
import type { Mail, MailContent } from '../../domain/mail/mail.ts';
import type { SendingRoute } from '../../domain/routing/route.ts';
import { readHeaders } from './stored-headers.ts';

/**
 * A mail as Odoo would hand it over, without its attachments: HTML and the text that Odoo makes of it (`build_email` with
 * `body_alternative`, base/models/ir_mail_server.py), and the headers that are stored with it. Nothing is sent.
 */
export const composeMail = async (
  mail: Mail,
  content: MailContent | undefined,
  route: SendingRoute,
  to: string,
): Promise<Buffer> => {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const html = content?.body ?? '';
  const stored = readHeaders(content?.headers ?? null);
  return await new MailComposer({
    from: route.headerFrom,
    to,
    ...(route.replyTo === '' ? {} : { replyTo: route.replyTo }),
    subject: mail.subject ?? '',
    // Odoo writes a Message-ID and a Date where the mail has none yet.
    ...(content?.messageIdHeader ? { messageId: content.messageIdHeader } : {}),
    ...(mail.date === null ? {} : { date: mail.date }),
    html,
    text: htmlToText(html),
    headers: Object.fromEntries(stored),
    newline: '\r\n',
  })
    .compile()
    .build();
};
