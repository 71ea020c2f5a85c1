import type { Retry } from '../../domain/replies/classes/class-facts.ts';
import type { ReplyStage } from '../../domain/replies/reply-parts.ts';
import type { classificationDocument } from '../format-classify.ts';
import { ownerSchema } from './check-schema.ts';
import { nullable, record, text, wordOf } from './json-schema.ts';
import { causeSchema, failureClassSchema } from './queue-schema.ts';

type Classification = ReturnType<typeof classificationDocument>;

/** `classify`: one of these on each line. */
export const classifySchema = record<Classification>({
  class: failureClassSchema,
  cause: nullable(causeSchema),
  owner: ownerSchema,
  retry: wordOf<Retry>({ now: true, later: true, fix: true, never: true }),
  advice: text,
  reply: record<Classification['reply']>({
    code: nullable({ type: 'integer', minimum: 400, maximum: 599 }),
    enhanced: nullable(text),
    stage: nullable(
      wordOf<ReplyStage>({
        connect: true,
        greeting: true,
        ehlo: true,
        starttls: true,
        auth: true,
        mail: true,
        rcpt: true,
        data: true,
      }),
    ),
  }),
});
