import type { NextStep } from '../../domain/finding/next-step.ts';
import type { Status } from '../../domain/finding/status.ts';
import type { StoryConclusion, StoryPart, StoryPartId } from '../../inspection/story/story.ts';
import type { storyDocument } from '../story/json.ts';
import { evidenceSchema } from './evidence-schema.ts';
import { foundMailSchema } from './found-schema.ts';
import { count, exactly, list, nullable, record, text, wordOf } from './json-schema.ts';
import { causeSchema } from './queue-schema.ts';
import { targetSchema } from './target-schema.ts';

const status = wordOf<Status>({ ok: true, warn: true, fail: true, unknown: true, skipped: true });

const part = record<Omit<StoryPart, 'evidence'> & { readonly evidence: readonly object[] }>({
  id: wordOf<StoryPartId>({
    written: true,
    recipients: true,
    turn: true,
    route: true,
    server: true,
    alignment: true,
    earlier: true,
    change: true,
    log: true,
    after: true,
    relay: true,
    bounces: true,
  }),
  title: text,
  status,
  lines: list(text),
  evidence: list(evidenceSchema),
});

/** `explain`. */
export const storySchema = record<ReturnType<typeof storyDocument>>({
  schema: exactly(1),
  target: targetSchema,
  mail: nullable(foundMailSchema),
  others: count,
  conclusion: record<StoryConclusion>({ status, cause: nullable(causeSchema), summary: text, say: text }),
  nextStep: nullable(
    record<NextStep>({ title: text, remedy: nullable(text), subject: nullable(text), command: nullable(text) }),
  ),
  parts: list(part),
});
