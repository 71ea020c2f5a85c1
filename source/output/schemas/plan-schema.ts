import type { ByHand, OutsideStep } from '../../domain/change/plan.ts';
import type { outsideDocument, planDocument, RowDocument } from '../change/documents.ts';
import { ownerSchema, riskSchema } from './check-schema.ts';
import { count, exactly, list, mapOf, nullable, oneOfSchemas, record, rowId, text, wordOf } from './json-schema.ts';

type PlanOnPaper = ReturnType<typeof planDocument>;
type Step<Kind extends OutsideStep['kind']> = Extract<OutsideStep, { kind: Kind }>;
type FileChange = Extract<ReturnType<typeof outsideDocument>, { kind: 'edit-file' }>;

/** PostgreSQL's text, dots for a secret, or the id that another new row will get. */
const value = nullable(oneOfSchemas(text, record<{ insertedBy: string }>({ insertedBy: text })));
const row = nullable(mapOf(value));

const change = record<RowDocument>({
  kind: wordOf<RowDocument['kind']>({ update: true, insert: true, delete: true }),
  table: text,
  id: nullable(rowId),
  before: row,
  after: row,
});

const outside = oneOfSchemas(
  record<FileChange>({
    kind: exactly('edit-file'),
    path: text,
    edits: list(
      record<FileChange['edits'][number]>({
        section: text,
        key: text,
        before: nullable(text),
        after: nullable(text),
      }),
    ),
  }),
  record<Step<'create-file'>>({ kind: exactly('create-file'), path: text, mode: text, content: text }),
  record<Step<'run-command'>>({ kind: exactly('run-command'), argv: list(text), undo: nullable(list(text)) }),
  record<Step<'end-backend'>>({ kind: exactly('end-backend'), pid: count, startedAt: text }),
  record<Step<'signal-cache'> | Step<'wake-queue'>>({
    kind: wordOf<'signal-cache' | 'wake-queue'>({ 'signal-cache': true, 'wake-queue': true }),
  }),
  record<Step<'wake-action'>>({ kind: exactly('wake-action'), cronId: rowId, name: text }),
);

const byHand = record<ByHand>(
  { owner: ownerSchema, words: text },
  {
    copy: text,
    record: record<NonNullable<ByHand['record']>>({
      name: text,
      type: wordOf<NonNullable<ByHand['record']>['type']>({ TXT: true, CNAME: true, MX: true }),
      value: text,
    }),
  },
);

/** The `plan` key of `fix`. */
export const planSchema = record<PlanOnPaper>({
  action: text,
  subject: nullable(text),
  title: text,
  risk: riskSchema,
  affects: record<PlanOnPaper['affects']>({ count, noun: text }),
  changes: list(change),
  outside: list(outside),
  byHand: list(byHand),
  warnings: list(text),
  irreversible: list(text),
});
