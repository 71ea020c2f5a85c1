import type { Finding } from '../../domain/finding/finding.ts';
import { queueDocument } from '../queue/json.ts';
import type { CheckReport } from './report.ts';

/** One database's document of `check --format json`, schema 1. */
export const checkDocument = ({ target, verdict, queue, causes, durationMs }: CheckReport) => ({
  schema: 1,
  target,
  verdict: {
    status: verdict.status,
    cause: verdict.cause,
    summary: verdict.summary,
    nextAction: verdict.nextAction,
    nextSteps: verdict.nextSteps,
    ranking: verdict.ranking,
  },
  queue: queue === undefined ? null : queueDocument(queue),
  causes: causes.map((cause) => ({
    id: cause.id,
    title: cause.title,
    status: cause.status,
    explains: cause.explains,
    consequenceOf: cause.consequenceOf ?? null,
    findings: cause.findings.map(findingDocument),
    durationMs: cause.durationMs,
  })),
  durationMs,
});

/** A finding, as every document has it. */
export const findingDocument = (finding: Finding) => ({
  check: finding.check,
  subject: finding.subject,
  status: finding.status,
  summary: finding.summary,
  detail: finding.detail ?? null,
  owner: finding.owner,
  explains: finding.explains ?? 0,
  unmade: finding.unmade ?? 0,
  undelivered: finding.undelivered ?? 0,
  consequenceOf: finding.consequenceOf ?? null,
  evidence: finding.evidence.map(({ table: _, ...evidence }) => evidence),
  remedies: finding.remedies.map(({ id, subject, title, risk }) => ({ id, subject, title, risk })),
});
