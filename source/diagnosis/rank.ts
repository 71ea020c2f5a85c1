import { causeIds, setsQueueGoing } from '../domain/cause-id.ts';
import type { Status } from '../domain/status.ts';
import type { CauseReport } from '../domain/verdict.ts';

const severity: Readonly<Record<Status, number>> = { fail: 3, warn: 2, unknown: 1, ok: 0, skipped: 0 };

const isTrouble = ({ status }: Pick<CauseReport, 'status'>): boolean => status === 'fail' || status === 'warn';

/**
 * Causes that have something to say, the one to mend first in front: those that stop everything, then by the mails
 * they explain, then by severity. What is only another's consequence follows all root causes.
 * `outstanding` is the number of waiting and failed mails.
 */
export const rankCauses = (reports: readonly CauseReport[], outstanding: number): readonly CauseReport[] => {
  const stopsAll = (report: CauseReport): boolean =>
    report.status === 'fail' && (setsQueueGoing(report.id) || (outstanding > 0 && report.explains >= outstanding));
  const keys = (report: CauseReport): readonly number[] => [
    report.consequenceOf === undefined ? 1 : 0,
    stopsAll(report) ? 1 : 0,
    stopsAll(report) && setsQueueGoing(report.id) ? 1 : 0,
    report.explains,
    severity[report.status],
    -causeIds.indexOf(report.id),
  ];
  return reports.filter(isTrouble).toSorted((one, other) => compare(keys(other), keys(one)));
};

const compare = (one: readonly number[], other: readonly number[]): number => {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};
