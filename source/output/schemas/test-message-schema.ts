import { type DeliveryOutcome, tlsModes } from '../../domain/probes/smtp-report.ts';
import type { TestResult } from '../../inspection/test-message/test-message.ts';
import type { testMessageDocument } from '../test-message/json.ts';
import { exactly, list, nullable, oneOf, record, text, wordOf } from './json-schema.ts';
import { targetSchema } from './target-schema.ts';

type Document = ReturnType<typeof testMessageDocument>;

/** `send-test`. */
export const testMessageSchema = record<Document>({
  schema: exactly(1),
  target: targetSchema,
  message: record<Document['message']>({
    to: text,
    from: text,
    envelopeFrom: text,
    subject: text,
    messageId: text,
    server: text,
    relay: text,
    tls: oneOf(tlsModes),
    user: nullable(text),
    warnings: list(text),
    page: nullable(text),
  }),
  refusal: nullable(text),
  result: nullable(
    record<TestResult>({
      kind: wordOf<DeliveryOutcome['kind']>({
        accepted: true,
        deferred: true,
        refused: true,
        unanswered: true,
        'not-sent': true,
      }),
      summary: text,
      tryThis: nullable(text),
      reply: nullable(text),
      queueId: nullable(text),
      class: nullable(text),
      entry: text,
    }),
  ),
});
