import { causeIds } from '../../domain/finding/cause-id.ts';
import { type MailState, mailStates } from '../../domain/mail/mail-state.ts';
import { failureClasses } from '../../domain/replies/classes/index.ts';
import type { queueDocument, queueReportDocument } from '../queue/json.ts';
import { everyDatabase } from './failure-schema.ts';
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
} from './json-schema.ts';
import { targetSchema } from './target-schema.ts';

type Queue = ReturnType<typeof queueDocument>;
type Report = ReturnType<typeof queueReportDocument>;
type Listed = NonNullable<Report['recent']>[number];

export const failureClassSchema = oneOf(failureClasses);
export const causeSchema = oneOf(causeIds);

/** The `queue` key of `check` and `queue`. */
export const queueSchema = record<Queue>({
  countedAt: time,
  counts: record<Readonly<Record<MailState, number>>>({
    outgoing: count,
    exception: count,
    sent: count,
    cancel: count,
    received: count,
  }),
  oldestOutgoingAt: nullable(time),
  failures: list(
    record<Queue['failures'][number]>({
      class: failureClassSchema,
      count,
      cause: nullable(causeSchema),
      sample: text,
    }),
  ),
});

const mail = record<Listed>({
  id: rowId,
  // People write other states by SQL.
  state: { type: 'string', examples: mailStates },
  date: nullable(time),
  subject: nullable(text),
  from: nullable(text),
  to: nullable(text),
  recipients: nullable(list(text)),
  failureReason: nullable(text),
});

const report = record<Report>(
  { schema: exactly(1), target: targetSchema, queue: queueSchema, durationMs: milliseconds },
  { recent: list(mail) },
);

export const queueReportSchema: JsonSchema = oneOfSchemas(report, everyDatabase(report));
