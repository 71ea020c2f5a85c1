import MailComposer from 'nodemailer/lib/mail-composer';
import { formatMailbox, type Mailbox } from './address.ts';
import type { MailAttachment, QueuedMail } from './mail.ts';

export interface Composition {
  readonly mail: QueuedMail;
  readonly headerFrom: string;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly attachments: readonly MailAttachment[];
}

/** The message as it goes over the wire (RFC 5322), with CRLF line ends. */
export const composeMessage = async ({ mail, headerFrom, to, cc, attachments }: Composition): Promise<string> => {
  const message = await new MailComposer({
    from: headerFrom,
    to: to.map(formatMailbox).join(', '),
    ...(cc.length === 0 ? {} : { cc: cc.map(formatMailbox).join(', ') }),
    ...(mail.reply_to === null ? {} : { replyTo: mail.reply_to }),
    ...(mail.message_id === null ? {} : { messageId: mail.message_id }),
    ...(mail.references === null ? {} : { references: mail.references }),
    subject: mail.subject ?? '',
    html: mail.body_html ?? '',
    attachments: attachments.map(toContent),
  })
    .compile()
    .build();
  return message.toString('latin1');
};

/** What lies in the filestore is sent as that many zeros: its size is what mail servers care about. */
const toContent = ({ name, mimetype, file_size, db_datas }: MailAttachment) => ({
  filename: name,
  content: db_datas ?? Buffer.alloc(file_size ?? 0),
  contentType: mimetype ?? 'application/octet-stream',
});
