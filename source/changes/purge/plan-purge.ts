import type { DatabaseStep, Plan } from '../../domain/change/plan.ts';
import { countOf } from '../../domain/wording/count.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Filestore } from '../../services/host/filestore.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { PurgedAttachment } from '../../services/odoo/queries/attachments/purged-attachments.ts';
import type { PurgeCandidate } from '../../services/odoo/queries/mails/purge-candidates.ts';
import { idsInStatement } from '../batch-sizes.ts';
import { ClosureFinder, type Seed } from './closure.ts';
import { formFamilies, inTransactions, type MailFamily, takeFitting } from './families.ts';
import type { PurgedFiles, PurgePreview } from './purge-preview.ts';
import { writePurgeSteps } from './purge-steps.ts';
import { warnAboutPurge } from './purge-warnings.ts';

export interface PurgeWorld {
  readonly odoo: Odoo;
  /** Undefined where nobody knows where Odoo keeps its files. */
  readonly filestore: Filestore | undefined;
}

/**
 * Plans to delete failed and cancelled mails with all that Odoo deletes along with them (unlink of
 * addons/mail/models/mail_mail.py and mail_message.py). Changes nothing. Cost: every row that goes is read.
 */
export const planPurge = async (
  { odoo, filestore }: PurgeWorld,
  ids: readonly number[],
  options: { readonly signal: AbortSignal },
): Promise<PurgePreview> => {
  const asked = [...new Set(ids)];
  const found: PurgeCandidate[] = [];
  for (const batch of inBatches(asked, idsInStatement)) found.push(...(await odoo.purgeCandidates(batch, options)));
  const mails = found.filter(({ state }) => state === 'exception' || state === 'cancel');
  const { fitting, later } = takeFitting(formFamilies(mails, asked));
  const references = await odoo.references(options);
  const finder = await ClosureFinder.open(odoo, options);
  const transactions: (readonly DatabaseStep[])[] = [];
  const attachments: PurgedAttachment[] = [];
  const refused = new Map<number, string>();
  for (const families of inTransactions(fitting)) {
    const files = await readFiles(odoo, families, options);
    const closure = await finder.find(plantSeeds(families, files));
    for (const [unit, table] of closure.refused) refused.set(unit, table);
    attachments.push(...files.filter(({ unit }) => !closure.refused.has(unit)).map(({ file }) => file));
    const steps = writePurgeSteps(closure, references);
    if (steps.length > 0) transactions.push(steps);
  }
  const going = fitting.filter(({ messageId }) => !refused.has(messageId));
  const taken = new Set(going.flatMap(({ mailIds }) => mailIds));
  const known = new Set(mails.map(({ id }) => id));
  const preview: Omit<PurgePreview, 'plan'> = {
    asked: asked.length,
    ids: [...taken],
    others: asked.filter((id) => !known.has(id)),
    held: listHeld(fitting, refused),
    later: later.flatMap(({ mailIds }) => mailIds),
    messages: going.filter(({ takesMessage }) => takesMessage).length,
    files: await sortFiles(attachments, filestore),
  };
  return { ...preview, plan: taken.size === 0 ? undefined : writePlan(preview, transactions) };
};

interface FamilyFile {
  readonly file: PurgedAttachment;
  readonly unit: number;
}

const readFiles = async (
  odoo: Odoo,
  families: readonly MailFamily[],
  options: { readonly signal: AbortSignal },
): Promise<readonly FamilyFile[]> => {
  const messageIds = families.filter(({ takesMessage }) => takesMessage).map(({ messageId }) => messageId);
  const mailIds = families.flatMap((family) => family.mailIds);
  const unitOfMail = new Map(families.flatMap((family) => family.mailIds.map((id) => [id, family.messageId] as const)));
  const files = await odoo.purgedAttachments({ mailIds, messageIds }, options);
  return files.map((file) => ({
    file,
    unit: file.of === 'message' ? file.ownerId : (unitOfMail.get(file.ownerId) ?? file.ownerId),
  }));
};

const plantSeeds = (families: readonly MailFamily[], files: readonly FamilyFile[]): readonly Seed[] => [
  {
    table: 'mail_message',
    units: new Map(
      families.filter(({ takesMessage }) => takesMessage).map(({ messageId }) => [messageId, messageId] as const),
    ),
  },
  {
    table: 'mail_mail',
    units: new Map(families.flatMap(({ mailIds, messageId }) => mailIds.map((id) => [id, messageId] as const))),
  },
  { table: 'ir_attachment', units: new Map(files.map(({ file, unit }) => [file.id, unit] as const)) },
];

const listHeld = (families: readonly MailFamily[], refused: ReadonlyMap<number, string>): PurgePreview['held'] => {
  const held = families.flatMap(({ messageId, mailIds }) => {
    const table = refused.get(messageId);
    return table === undefined ? [] : [{ table, mailIds }];
  });
  return [...Map.groupBy(held, ({ table }) => table)].map(([table, of]) => ({
    table,
    ids: of.flatMap(({ mailIds }) => mailIds),
  }));
};

const sortFiles = async (
  attachments: readonly PurgedAttachment[],
  filestore: Filestore | undefined,
): Promise<PurgedFiles> => {
  const stored = [...new Set(attachments.flatMap(({ storedAs }) => (storedAs === null ? [] : [storedAs])))];
  const readable: string[] = [];
  for (const storedAs of stored) if ((await filestore?.holds(storedAs)) === true) readable.push(storedAs);
  const seen = new Set(readable);
  return {
    count: attachments.length,
    bytes: attachments.reduce((sum, { size }) => sum + (size ?? 0), 0),
    readable,
    unreadable: stored.filter((storedAs) => !seen.has(storedAs)),
  };
};

const writePlan = (preview: Omit<PurgePreview, 'plan'>, transactions: readonly (readonly DatabaseStep[])[]): Plan => ({
  action: 'purge',
  subject: null,
  title: `Delete ${countOf(preview.ids.length, 'mail')}`,
  risk: 'destructive',
  locksQueue: true,
  onStaleRows: 'skip',
  transactions,
  outside: [],
  byHand: [],
  ...warnAboutPurge(preview),
  affects: { count: preview.ids.length, noun: 'mails' },
  evidence: [],
});
