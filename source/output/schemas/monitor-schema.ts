import { causeIds } from '../../domain/finding/cause-id.ts';
import { failureClasses } from '../../domain/replies/classes/index.ts';
import { ruleIds } from '../../monitor/rules/rule-id.ts';
import type { monitorDocument } from '../monitor-document.ts';
import { count, exactly, list, nullable, oneOf, record, text, time } from './json-schema.ts';

type Document = ReturnType<typeof monitorDocument>;
type Database = Document['databases'][number];

const alert = record<Database['alerts'][number]>({
  rule: oneOf(ruleIds),
  subject: nullable(text),
  level: oneOf(['warn', 'fail']),
  summary: text,
  since: nullable(time),
  raisedAt: nullable(time),
});

const database = record<Database>({
  database: text,
  lookedAt: nullable(time),
  trouble: nullable(text),
  outgoing: nullable(count),
  exception: nullable(count),
  oldestOutgoingAt: nullable(time),
  newFailures: { type: 'object', propertyNames: oneOf(failureClasses), additionalProperties: count },
  examinedAt: nullable(time),
  verdict: nullable(
    record<NonNullable<Database['verdict']>>({
      status: oneOf(['ok', 'warn', 'fail', 'unknown', 'skipped']),
      cause: nullable(oneOf(causeIds)),
      summary: text,
    }),
  ),
  alerts: list(alert),
});

/** `monitor --once`. */
export const monitorSchema = record<Document>({
  schema: exactly(1),
  since: nullable(time),
  databases: list(database),
  notifiers: list(
    record<Document['notifiers'][number]>({
      name: text,
      sent: count,
      failed: count,
      dropped: count,
      pending: count,
      trouble: nullable(text),
      sentAt: nullable(time),
    }),
  ),
});
