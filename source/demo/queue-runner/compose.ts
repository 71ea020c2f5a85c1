import MailComposer from 'nodemailer/lib/mail-composer';
import { formatHeaderMailbox, type HeaderMailbox } from './header-address.ts';
import type { QueuedMail, RunnerAttachment } from './runner-mail.ts';

export interface Composition {
  readonly mail: QueuedMail;
  readonly headerFrom: string;
  readonly to: readonly HeaderMailbox[];
  readonly cc: readonly HeaderMailbox[];
  readonly attachments: readonly RunnerAttachment[];
}

/** The message as it goes over the wire (RFC 5322), with CRLF line ends. */
export const composeMessage = async ({ mail, headerFrom, to, cc, attachments }: Composition): Promise<string> => {
  const message = await new MailComposer({
    from: headerFrom,
    to: to.map(formatHeaderMailbox).join(', '),
    ...(cc.length === 0 ? {} : { cc: cc.map(formatHeaderMailbox).join(', ') }),
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
const toContent = ({ name, mimetype, file_size, db_datas }: RunnerAttachment) => ({
  filename: name,
  content: db_datas ?? Buffer.alloc(file_size ?? 0),
  contentType: mimetype ?? 'application/octet-stream',
});
