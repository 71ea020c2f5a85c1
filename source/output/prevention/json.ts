import { summaryOf } from '../../domain/finding/precaution-report.ts';
import { findingDocument } from '../check/json.ts';
import { headlineOf } from './headline.ts';
import type { PreventionReport } from './report.ts';

/** The document of `prevent --format json`, schema 1. */
export const preventionDocument = ({ target, precautions, durationMs }: PreventionReport) => ({
  schema: 1,
  target,
  status: headlineOf(precautions).status,
  precautions: precautions.map((precaution) => ({
    id: precaution.id,
    title: precaution.title,
    status: precaution.status,
    summary: summaryOf(precaution),
    findings: precaution.findings.map(findingDocument),
    durationMs: precaution.durationMs,
  })),
  durationMs,
});
