import { failureClasses } from '../../domain/replies/classes/index.ts';
import type { Actor, ChangedValue, HappeningKind } from '../../inspection/history/history.ts';
import type { historyDocument } from '../history/json.ts';
import {
  count,
  exactly,
  type JsonSchema,
  list,
  milliseconds,
  nullable,
  oneOf,
  oneOfSchemas,
  record,
  rowId,
  text,
  time,
  wordOf,
} from './json-schema.ts';
import { targetSchema } from './target-schema.ts';

type Document = ReturnType<typeof historyDocument>;

const kind = wordOf<HappeningKind>({
  'mail-server': true,
  'queue-runner': true,
  parameter: true,
  'alias-domain': true,
  company: true,
  user: true,
  'incoming-server': true,
  module: true,
  configuration: true,
  start: true,
  'own-change': true,
  failure: true,
  success: true,
  run: true,
});

const nameless: JsonSchema = record<{ readonly kind: string }>({
  kind: wordOf<Exclude<Actor['kind'], 'user'>>({ program: true, unknown: true }),
});
const actor = oneOfSchemas(
  record<Extract<Actor, { readonly kind: 'user' }>>({
    kind: exactly('user'),
    id: nullable(rowId),
    name: nullable(text),
  }),
  nameless,
);

/** `history`. */
export const historySchema = record<Document>({
  schema: exactly(1),
  target: targetSchema,
  since: time,
  firstFailure: nullable(
    record<NonNullable<Document['firstFailure']>>({ class: oneOf(failureClasses), title: text, count, at: time }),
  ),
  happenings: list(
    record<Document['happenings'][number]>({
      at: time,
      kind,
      record: nullable(text),
      words: text,
      by: nullable(actor),
      values: list(record<ChangedValue>({ field: text, before: nullable(text), after: nullable(text) })),
      beforeFailureMs: nullable(milliseconds),
    }),
  ),
  unseen: list(text),
});
