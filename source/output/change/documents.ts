import type { ApplyResult, NotDone, UndoResult } from '../../changes/result.ts';
import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import type { DatabaseStep, OutsideStep, Plan, PlannedRow } from '../../domain/change/plan.ts';
import type { RemedyOffer } from '../../domain/change/remedy.ts';

/** The `plan` key of schema 1. Values are PostgreSQL's texts, secrets dots, null an empty field. */
export const planDocument = (plan: Plan) => ({
  action: plan.action,
  subject: plan.subject,
  title: plan.title,
  risk: plan.risk,
  affects: plan.affects,
  changes: plan.transactions.flat().flatMap(stepDocuments),
  outside: plan.outside.map(outsideDocument),
  byHand: plan.byHand,
  warnings: plan.warnings,
  irreversible: plan.irreversible,
});

export interface RowDocument {
  readonly kind: 'update' | 'insert' | 'delete';
  readonly table: string;
  readonly id: number | null;
  readonly before: PlannedRow | null;
  readonly after: PlannedRow | null;
}

const stepDocuments = (step: DatabaseStep): readonly RowDocument[] => {
  switch (step.kind) {
    case 'update-rows':
      return step.rows.map(({ id, before, after }) => ({ kind: 'update', table: step.table, id, before, after }));
    case 'insert-row':
      return [{ kind: 'insert', table: step.table, id: null, before: null, after: step.values }];
    case 'delete-rows':
      return step.rows.map((row) => ({
        kind: 'delete',
        table: step.table,
        id: idOf(row['id']),
        before: row,
        after: null,
      }));
  }
};

const idOf = (value: unknown): number | null => (typeof value === 'string' ? Number(value) : null);

export const outsideDocument = (step: OutsideStep) => {
  if (step.kind !== 'edit-file') return step;
  const edits = step.edits.map(({ section, key, before, after }) => ({
    section,
    key,
    before: before ?? null,
    after: after ?? null,
  }));
  return { kind: step.kind, path: step.path, edits };
};

export const notDoneDocument = ({ why, message, tryThis }: NotDone) => ({
  reason: why,
  message,
  tryThis: tryThis ?? null,
});

/** An entry of the journal, as `journal` lists it and a change names it. */
export const entryDocument = ({ at, ...entry }: JournalEntry) => ({ ...entry, at: at.toISOString() });

/** The `applied` key: `status` is `applied`, `in-part` or `not-applied`; `cured` null where nobody measured again. */
export const appliedDocument = (result: ApplyResult, cured: boolean | null) =>
  result.kind === 'not-done'
    ? { status: 'not-applied', cured: null, entry: null, rows: 0, skipped: [], why: notDoneDocument(result) }
    : {
        status: result.kind,
        cured,
        entry: entryDocument(result.entry),
        rows: result.rows,
        skipped: result.skipped,
        why: result.why === undefined ? null : notDoneDocument(result.why),
      };

/** The `undone` key: `status` is `undone`, `undone-in-part` or `not-undone`. */
export const undoneDocument = (result: UndoResult) =>
  result.kind === 'not-done'
    ? { status: 'not-undone', entry: null, why: notDoneDocument(result) }
    : {
        status: result.kind,
        entry: entryDocument(result.entry),
        why: result.why === undefined ? null : notDoneDocument(result.why),
      };

/** A remedy at hand, with what a person must say for it. */
export const offerDocument = ({ id, subject, about, title, risk, inputs }: RemedyOffer) => ({
  id,
  subject,
  about: about ?? null,
  title,
  risk,
  inputs: inputs.map(({ name, label, kind, choices, suggestion, found }) => ({
    name,
    label,
    kind,
    choices: choices ?? null,
    suggestion: suggestion ?? null,
    found: found ?? null,
  })),
});
