import { causeIds, causesOnEveryWay, setsQueueGoing } from '../domain/finding/cause-id.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { Status } from '../domain/finding/status.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';

const severity: Readonly<Record<Status, number>> = { fail: 3, warn: 2, unknown: 1, ok: 0, skipped: 0 };

const isTrouble = ({ status }: Pick<CauseReport, 'status'>): boolean => status === 'fail' || status === 'warn';

/** A copy that must not send: nothing else that is wrong with it matters, or is to be mended in it. */
export const isAboutCopy = ({ findings }: Pick<CauseReport, 'findings'>): boolean =>
  findings.some(({ check, status }) => check === copyCheck && (status === 'warn' || status === 'fail'));

/** Odoo does not use what stands in the odoo.conf that was read. */
export const isAboutGround = ({ findings }: Pick<CauseReport, 'findings'>): boolean =>
  findings.some(({ check, status }) => check === 'no-server.configuration' && status === 'warn');

const copyCheck = 'no-server.neutralized';

/** Whether a live fault of this cause stops every mail now. */
export const stopsAll = ({ id, findings }: Pick<CauseReport, 'id' | 'findings'>): boolean =>
  findings.some(
    (finding) =>
      isTrouble(finding) &&
      finding.consequenceOf === undefined &&
      (finding.stopsAll ?? (finding.status === 'fail' && causesOnEveryWay.includes(id))),
  );

/**
 * Causes that have something to say, the one to mend first in front: that this is a copy; what stops every mail now, and
 * of that what stops the queue; then that Odoo's own odoo.conf is not known, which leaves open what else is; then by the mails that each explains and that failed after mail last went out; then by
 * severity; last by what only waits to be sent again. What is merely another's consequence follows all root causes.
 */
export const rankCauses = (reports: readonly CauseReport[]): readonly CauseReport[] => {
  const keys = (report: CauseReport): readonly number[] => [
    Number(report.consequenceOf === undefined),
    Number(isAboutCopy(report)),
    Number(stopsAll(report)),
    Number(stopsAll(report) && setsQueueGoing(report.id)),
    Number(isAboutGround(report)),
    countExplainedMails(report.findings.filter((finding) => finding.leftover !== true)) + countMissing(report),
    severity[report.status],
    report.explains,
    -causeIds.indexOf(report.id),
  ];
  return reports.filter(isTrouble).toSorted((one, other) => compare(keys(other), keys(one)));
};

/** Findings of one check are about different mails; two checks may mean the same mails. */
export const countExplainedMails = (findings: readonly Pick<Finding, 'check' | 'explains'>[]): number => {
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  const sums = [...byCheck.values()].map((group) => group.reduce((sum, { explains = 0 }) => sum + explains, 0));
  return Math.max(0, ...sums);
};

/** What never became a mail, and what left and did not arrive, counts like a mail of the queue. */
const countMissing = ({ findings }: CauseReport): number =>
  findings.filter(isTrouble).reduce((sum, { unmade = 0, undelivered = 0 }) => sum + unmade + undelivered, 0);

const compare = (one: readonly number[], other: readonly number[]): number => {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};
