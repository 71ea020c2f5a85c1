import type { NotDoneReason, SkippedRow } from '../../changes/result.ts';
import type { JournalState } from '../../domain/change/journal-entry.ts';
import type { RemedyInput } from '../../domain/change/remedy.ts';
import type {
  appliedDocument,
  entryDocument,
  notDoneDocument,
  offerDocument,
  planDocument,
  undoneDocument,
} from '../change/documents.ts';
import type { TargetDocument } from '../target-document.ts';
import { riskSchema } from './check-schema.ts';
import { everyDatabase } from './failure-schema.ts';
import {
  count,
  exactly,
  flag,
  list,
  nullable,
  oneOfSchemas,
  record,
  rowId,
  text,
  time,
  wordOf,
} from './json-schema.ts';
import { planSchema } from './plan-schema.ts';
import { targetSchema } from './target-schema.ts';

type Entry = ReturnType<typeof entryDocument>;
type Applied = ReturnType<typeof appliedDocument>;
type Undone = ReturnType<typeof undoneDocument>;
type Offer = ReturnType<typeof offerDocument>;

interface OfTarget {
  readonly schema: 1;
  readonly target: TargetDocument;
}

const head = { schema: exactly(1), target: targetSchema };

export const notDoneReasonSchema = wordOf<NotDoneReason>({
  refused: true,
  'by-hand': true,
  stale: true,
  'queue-running': true,
  'no-connection': true,
  stopped: true,
  failed: true,
});

const why = record<ReturnType<typeof notDoneDocument>>({
  reason: notDoneReasonSchema,
  message: text,
  tryThis: nullable(text),
});

const entry = record<Entry>({
  id: text,
  at: time,
  database: text,
  host: text,
  action: text,
  subject: nullable(text),
  title: text,
  state: wordOf<JournalState>({
    open: true,
    applied: true,
    'in-part': true,
    'not-applied': true,
    undone: true,
    'undone-in-part': true,
  }),
  changed: list(text),
  left: list(text),
  irreversible: list(text),
  canBeTakenBack: flag,
  needsRestart: flag,
});

export const skippedSchema = list(record<SkippedRow>({ table: text, id: nullable(rowId), columns: list(text) }));

const applied = record<Applied>({
  status: wordOf<Applied['status'] & string>({ applied: true, 'in-part': true, 'not-applied': true }),
  cured: nullable(flag),
  entry: nullable(entry),
  rows: count,
  skipped: skippedSchema,
  why: nullable(why),
});

const offer = record<Offer>({
  id: text,
  subject: nullable(text),
  about: nullable(text),
  title: text,
  risk: riskSchema,
  inputs: list(
    record<Offer['inputs'][number]>({
      name: text,
      label: text,
      kind: wordOf<RemedyInput['kind']>({ text: true, number: true, choice: true, secret: true }),
      choices: nullable(list(text)),
      suggestion: nullable(text),
      found: nullable(text),
    }),
  ),
});

/** `fix`: the remedies at hand, or one of them previewed or applied. */
export const fixSchema = oneOfSchemas(
  record<OfTarget & { remedies: readonly Offer[] }>({ ...head, remedies: list(offer) }),
  record<OfTarget & { plan: ReturnType<typeof planDocument>; applied?: Applied }>(
    { ...head, plan: planSchema },
    { applied },
  ),
);

export const undoSchema = record<OfTarget & { undone: Undone }>({
  ...head,
  undone: record<Undone>({
    status: wordOf<Undone['status'] & string>({ undone: true, 'undone-in-part': true, 'not-undone': true }),
    entry: nullable(entry),
    why: nullable(why),
  }),
});

const journal = record<OfTarget & { journal: readonly Entry[] }>({ ...head, journal: list(entry) });

export const journalSchema = oneOfSchemas(journal, everyDatabase(journal));
