import { access } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { readOdooStarts } from '../../checks/measure/odoo-start.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { measureWaiting } from '../../checks/measure/waiting.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailAttachment } from '../../domain/mail/mail-attachment.ts';
import { countOf } from '../../domain/wording/count.ts';

const mostMails = 2_000;
const shown = 3;

/** A file that is gone does not stop the mail: Odoo sends it empty (`_file_read`, base/models/ir_attachment.py). */
export const filesCheck: Check = {
  id: 'size.files',
  title: 'Every attachment has its file',
  owner: 'host',
  async run(context) {
    const { due, held, failed } = await measureWaiting(context);
    const waiting = due.with(held).newestIds(mostMails);
    const ids = [...waiting, ...failed.newestIds(mostMails)];
    const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.attachments(ids, options));
    const empty = value.filter(({ content, size }) => content.kind === 'empty' && (size ?? 0) > 0);
    const stored = value.filter(({ content }) => content.kind === 'filestore');
    const seen = await findMissing(context, stored);
    return [judgeFiles({ waiting: new Set(waiting), stored, empty, seen, evidence })];
  },
};

interface AttachedFiles {
  /** The mails that will leave by themselves; the others failed. */
  readonly waiting: ReadonlySet<number>;
  /** Kept in the filestore. */
  readonly stored: readonly Pick<MailAttachment, 'name' | 'mailId'>[];
  /** Without anything in the database although it says that they have a size. */
  readonly empty: readonly Pick<MailAttachment, 'name' | 'mailId'>[];
  /** Undefined where the filestore cannot be seen. */
  readonly seen: Missing | undefined;
  readonly evidence: readonly Evidence[];
}

/** Whether every attachment has something in it. */
export const judgeFiles = ({ waiting, stored, empty, seen, evidence }: AttachedFiles): CheckFinding => {
  if (stored.length === 0 && empty.length === 0) {
    const summary = 'No waiting or failed mail has an attachment in the filestore.';
    return finding({ evidence, status: 'ok', summary });
  }
  if (seen === undefined && empty.length === 0) {
    const summary = `${countOf(stored.length, 'attachment lies', 'attachments lie')} in Odoo's filestore, which cannot be seen from here.`;
    return finding({ evidence, status: 'unknown', summary });
  }
  const missing = [...empty, ...(seen?.missing ?? [])];
  const all = [...evidence, ...(seen?.evidence ?? [])];
  if (missing.length === 0) {
    const summary = `The files of all ${stored.length} attachments are there.`;
    return finding({ evidence: all, status: 'ok', summary });
  }
  const names = missing.slice(0, shown).map(({ name }) => `"${name}"`);
  const mails = new Set(missing.map(({ mailId }) => mailId));
  return finding({
    evidence: all,
    status: 'warn',
    summary: `${countOf(missing.length, 'attachment has', 'attachments have')} lost the file: ${describeMails(mails, waiting)} with an empty one.`,
    detail: `${names.join(', ')}${missing.length > shown ? ' and others' : ''}. A database restored without its filestore looks like this: copy the folder back, or take the attachment off the mail.`,
  });
};

/** `2 mails go out, and 1 failed mail would, if tried again,` */
const describeMails = (mails: ReadonlySet<number>, waiting: ReadonlySet<number>): string => {
  const due = [...mails].filter((id) => waiting.has(id)).length;
  const failed = mails.size - due;
  const going = countOf(due, 'mail goes', 'mails go');
  if (failed === 0) return `${going} out`;
  const tried = `${countOf(failed, 'failed mail')} would go out, tried again,`;
  return due === 0 ? tried : `${going} out, and ${tried}`;
};

interface Missing {
  readonly missing: readonly Pick<MailAttachment, 'name' | 'mailId'>[];
  readonly evidence: readonly Evidence[];
}

/** Undefined where the filestore of this database cannot be seen. */
const findMissing = async (
  context: CheckContext,
  attachments: readonly MailAttachment[],
): Promise<Missing | undefined> => {
  const folder = await findFilestore(context);
  if (folder === undefined || !(await exists(folder))) return undefined;
  const started = context.now();
  const missing: MailAttachment[] = [];
  for (const attachment of attachments) {
    context.signal.throwIfAborted();
    const { content } = attachment;
    // The name of a file comes from a table: it must not lead out of the folder.
    const isPlain = content.kind === 'filestore' && /^[0-9a-f]{2}\/[0-9a-f]+$/.test(content.path);
    if (isPlain && !(await exists(join(folder, content.path)))) missing.push(attachment);
  }
  const evidence: Evidence = {
    kind: 'file',
    asked: `${countOf(attachments.length, 'file')} in ${folder}`,
    answer: missing.length === 0 ? 'all there' : missing.map(({ name }) => `no file for ${name}`).join('\n'),
    at: started.toISOString(),
    durationMs: context.now().getTime() - started.getTime(),
  };
  return { missing, evidence: [evidence] };
};

/** Where a connection from elsewhere is tried the folder of this machine is another Odoo's, if anybody's. */
const findFilestore = async (context: CheckContext): Promise<string | undefined> => {
  const { target, odoo } = context;
  if (target.configuration === undefined) return undefined;
  const dataDir = target.settings.dataDir.value;
  const home = dataDir.startsWith('~/') ? (await readOdooStarts(context))?.starts[0]?.process?.home : undefined;
  const folder = home === undefined ? dataDir : join(home, dataDir.slice(2));
  return isAbsolute(folder) ? join(folder, 'filestore', odoo.database) : undefined;
};

/** False only where it is certainly not there: a folder that we may not enter says nothing. */
const exists = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
};
