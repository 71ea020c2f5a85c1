import type { BulkReadiness } from '../../domain/deliverability/bulk-readiness.ts';
import { type Mark, markIds } from '../../domain/deliverability/mark.ts';
import type { scoreDocument } from '../score/json.ts';
import { exactly, type JsonSchema, list, nullable, oneOf, record, text, wordOf } from './json-schema.ts';
import { targetSchema } from './target-schema.ts';

const points: JsonSchema = { type: 'number', minimum: 0, maximum: 10 };
const markId = oneOf(markIds);
const status = wordOf<Mark['status']>({ ok: true, lost: true, unknown: true });

/** `score`. */
export const scoreSchema = record<ReturnType<typeof scoreDocument>>({
  schema: exactly(1),
  target: nullable(targetSchema),
  of: text,
  score: points,
  marks: list(record<Mark>({ id: markId, status, points, summary: text, mend: nullable(text) })),
  bulk: nullable(
    list(
      record<BulkReadiness>({
        receiver: text,
        applies: wordOf<BulkReadiness['applies']>({ no: true, perhaps: true, unknown: true }),
        status,
        summary: text,
        missing: list(markId),
        unknown: list(markId),
        source: text,
        asOf: text,
      }),
    ),
  ),
});
