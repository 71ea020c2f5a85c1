import type { Finding } from './finding.ts';
import type { PrecautionId } from './precaution-id.ts';
import { sortFindings } from './sort-findings.ts';
import type { Status } from './status.ts';

/** How a precaution stands, and everything that was found of it. */
export interface PrecautionReport {
  readonly id: PrecautionId;
  readonly title: string;
  readonly question: string;
  readonly status: Status;
  readonly findings: readonly Finding[];
  /** The mails that it is about, in the words of the filter box. */
  readonly mails?: string;
  /** Milliseconds. */
  readonly durationMs: number;
}

/** What a precaution has to say in one sentence: the first finding of its status. */
export const summaryOf = ({
  status,
  findings,
  title,
}: Pick<PrecautionReport, 'status' | 'findings' | 'title'>): string =>
  sortFindings(findings).find((finding) => finding.status === status)?.summary ?? `${title}: nothing to check.`;

/** How many precautions stand so. */
export const countByStatus = (
  reports: readonly Pick<PrecautionReport, 'status'>[],
): Readonly<Record<Status, number>> => {
  const counts = { ok: 0, warn: 0, fail: 0, unknown: 0, skipped: 0 };
  for (const { status } of reports) counts[status] += 1;
  return counts;
};
