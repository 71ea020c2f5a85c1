import type { PrecautionId } from '../../domain/finding/precaution-id.ts';
import type { preventionDocument } from '../prevention/json.ts';
import { findingSchema, statusSchema } from './check-schema.ts';

import { exactly, list, milliseconds, record, text, wordOf } from './json-schema.ts';
import { targetSchema } from './target-schema.ts';

type Document = ReturnType<typeof preventionDocument>;
type Precaution = Document['precautions'][number];

const id = wordOf<PrecautionId>({
  provider: true,
  monitor: true,
  'log-rotation': true,
  'sender-records': true,
  answers: true,
  'last-test': true,
  announcements: true,
  'queue-pace': true,
  'old-failures': true,
  'second-server': true,
  copies: true,
  'kept-mails': true,
});

const report = record<Document>({
  schema: exactly(1),
  target: targetSchema,
  status: statusSchema,
  precautions: list(
    record<Precaution>({
      id,
      title: text,
      status: statusSchema,
      summary: text,
      findings: list(findingSchema),
      durationMs: milliseconds,
    }),
  ),
  durationMs: milliseconds,
});

/** `prevent`. */
export const preventionSchema = report;
