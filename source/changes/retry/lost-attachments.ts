import type { MailAttachment } from '../../domain/mail/mail-attachment.ts';
import type { Filestore } from '../../services/host/filestore.ts';
import { findLostFiles } from '../../services/host/lost-files.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { type Sorting, setMailsAside } from './sort-out.ts';

/** Where attachments lie. */
export interface AttachmentWorld {
  readonly odoo: Odoo;
  /** Undefined where nobody knows where Odoo keeps its files. */
  readonly filestore?: Filestore | undefined;
}

/**
 * Sets mails aside that have lost an attachment: Odoo does not mind, and sends them with an empty one (`_file_read`,
 * base/models/ir_attachment.py). Where the filestore cannot be seen from here no mail is held back for it.
 */
export const setLostAttachmentsAside = async (
  { eligible, setAside }: Sorting,
  attachments: readonly MailAttachment[],
  { filestore }: Pick<AttachmentWorld, 'filestore'>,
  options: { readonly signal: AbortSignal },
): Promise<Sorting> => {
  const sent = new Set(eligible.map(({ id }) => id));
  const theirs = attachments.filter(({ mailId }) => sent.has(mailId));
  const lost = theirs.length === 0 ? new Set<string>() : await readLost(theirs, filestore, options);
  return setLosersAside({ eligible, setAside }, attachments, lost);
};

/** The mails that have lost an attachment are no longer eligible. */
export const setLosersAside = (
  { eligible, setAside }: Sorting,
  attachments: readonly Pick<MailAttachment, 'mailId' | 'content' | 'size'>[],
  lost: ReadonlySet<string>,
): Sorting => {
  const mails = new Set(attachments.filter((each) => hasLostContent(each, lost)).map(({ mailId }) => mailId));
  if (mails.size === 0) return { eligible, setAside };
  return {
    eligible: eligible.filter(({ id }) => !mails.has(id)),
    setAside: [
      ...setAside,
      setMailsAside(
        'lost-attachment',
        eligible.filter(({ id }) => mails.has(id)),
      ),
    ],
  };
};

/** Whether what an attachment held is certainly gone: neither in its row nor in a file, or in one of the lost files. */
export const hasLostContent = (
  { content, size }: Pick<MailAttachment, 'content' | 'size'>,
  lostFiles: ReadonlySet<string>,
): boolean => {
  if (content.kind === 'empty') return size !== null && size > 0;
  return content.kind === 'filestore' && lostFiles.has(content.path);
};

const readLost = async (
  attachments: readonly MailAttachment[],
  filestore: Filestore | undefined,
  options: { readonly signal: AbortSignal },
): Promise<ReadonlySet<string>> => {
  const paths = attachments.flatMap(({ content }) => (content.kind === 'filestore' ? [content.path] : []));
  const lost = filestore === undefined ? undefined : await findLostFiles(filestore, paths, options);
  return lost ?? new Set();
};
