import type { Cause } from '../causes/cause.ts';
import type { CauseId } from '../domain/cause-id.ts';
import type { Finding } from '../domain/finding.ts';
import type { Status } from '../domain/status.ts';
import type { CauseReport } from '../domain/verdict.ts';

/** What the checks of one cause found, together. `durationMs` is from the run's start of this cause to its end. */
export const summarizeCause = (
  { id, title, question }: Pick<Cause, 'id' | 'title' | 'question'>,
  findings: readonly Finding[],
  durationMs: number,
): CauseReport => {
  const consequenceOf = findRootCause(findings);
  return {
    id,
    title,
    question,
    status: judge(findings),
    findings,
    explains: countExplained(findings),
    durationMs,
    ...(consequenceOf === undefined ? {} : { consequenceOf }),
  };
};

/** The worst of fail, warn, ok; unknown only where nothing was measured, skipped only where nothing was to measure. */
const judge = (findings: readonly Finding[]): Status => {
  const statuses = new Set(findings.map(({ status }) => status));
  const order: readonly Status[] = ['fail', 'warn', 'ok', 'unknown'];
  return order.find((status) => statuses.has(status)) ?? 'skipped';
};

const isBad = ({ status }: Finding): boolean => status === 'fail' || status === 'warn';

/** A cause is another's consequence when everything wrong with it is. */
const findRootCause = (findings: readonly Finding[]): CauseId | undefined => {
  const bad = findings.filter(isBad);
  const told = bad.length > 0 ? bad : findings.filter(({ status }) => status === 'unknown');
  const [first] = told;
  return told.length > 0 && told.every(({ consequenceOf }) => consequenceOf !== undefined)
    ? first?.consequenceOf
    : undefined;
};

/** Findings of one check are about different mails; two checks may mean the same mails. */
const countExplained = (findings: readonly Finding[]): number => {
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  const sums = [...byCheck.values()].map((group) => group.reduce((sum, { explains = 0 }) => sum + explains, 0));
  return Math.max(0, ...sums);
};
