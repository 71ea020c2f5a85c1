import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
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
 * Those of the mails that have lost an attachment: Odoo does not mind, and sends them with an empty one (`_file_read`,
 * base/models/ir_attachment.py). Where the filestore cannot be seen from here no mail is held back for it.
 */
export const findLosses = async (
  mails: readonly Pick<RetryCandidate, 'id'>[],
  attachments: readonly MailAttachment[],
  { filestore }: Pick<AttachmentWorld, 'filestore'>,
  options: { readonly signal: AbortSignal },
): Promise<readonly number[]> => {
  if (attachments.length === 0) return [];
  const sent = new Set(mails.map(({ id }) => id));
  const theirs = attachments.filter(({ mailId }) => sent.has(mailId));
  const lost = theirs.length === 0 ? new Set<string>() : await readLost(theirs, filestore, options);
  return theirs.filter((each) => hasLostContent(each, lost)).map(({ mailId }) => mailId);
};

/** The mails that have lost an attachment are no longer eligible. */
export const setLosersAside = ({ eligible, setAside }: Sorting, losers: ReadonlySet<number>): Sorting => {
  if (losers.size === 0) return { eligible, setAside };
  const theirs = eligible.filter(({ id }) => losers.has(id));
  return {
    eligible: eligible.filter(({ id }) => !losers.has(id)),
    setAside: [...setAside, setMailsAside('lost-attachment', theirs)],
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
