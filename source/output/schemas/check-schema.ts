import type { Risk } from '../../domain/change/remedy.ts';
import type { NextStep } from '../../domain/finding/next-step.ts';
import type { Owner } from '../../domain/finding/owner.ts';
import type { Status } from '../../domain/finding/status.ts';
import type { Verdict } from '../../domain/finding/verdict.ts';
import type { checkDocument } from '../check/json.ts';
import { evidenceSchema } from './evidence-schema.ts';
import { everyDatabase } from './failure-schema.ts';
import { count, exactly, list, milliseconds, nullable, oneOfSchemas, record, text, wordOf } from './json-schema.ts';
import { causeSchema, queueSchema } from './queue-schema.ts';
import { targetSchema } from './target-schema.ts';

type Report = ReturnType<typeof checkDocument>;
type CauseFound = Report['causes'][number];
type Found = CauseFound['findings'][number];

export const statusSchema = wordOf<Status>({ ok: true, warn: true, fail: true, unknown: true, skipped: true });
export const ownerSchema = wordOf<Owner>({ odoo: true, host: true, provider: true, dns: true, recipient: true });
export const riskSchema = wordOf<Risk>({ safe: true, careful: true, destructive: true });

export const findingSchema = record<Found>({
  check: text,
  subject: nullable(text),
  status: statusSchema,
  summary: text,
  detail: nullable(text),
  owner: ownerSchema,
  explains: count,
  unmade: count,
  undelivered: count,
  consequenceOf: nullable(causeSchema),
  evidence: list(evidenceSchema),
  remedies: list(
    record<Found['remedies'][number]>({ id: text, subject: nullable(text), title: text, risk: riskSchema }),
  ),
});

const verdict = record<Verdict>({
  status: statusSchema,
  cause: nullable(causeSchema),
  summary: text,
  nextAction: nullable(text),
  nextSteps: list(
    record<NextStep>({ title: text, remedy: nullable(text), subject: nullable(text), command: nullable(text) }),
  ),
  ranking: list(causeSchema),
});

const report = record<Report>({
  schema: exactly(1),
  target: targetSchema,
  verdict,
  queue: nullable(queueSchema),
  causes: list(
    record<CauseFound>({
      id: causeSchema,
      title: text,
      status: statusSchema,
      explains: count,
      consequenceOf: nullable(causeSchema),
      findings: list(findingSchema),
      durationMs: milliseconds,
    }),
  ),
  durationMs: milliseconds,
});

export const checkSchema = oneOfSchemas(report, everyDatabase(report));
