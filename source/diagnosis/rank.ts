import { causeIds, causesOfEveryMail, setsQueueGoing } from '../domain/finding/cause-id.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';
import { sortByKeys } from '../lib/sort-by-keys.ts';
import { sumOf } from '../lib/sum-of.ts';

const isTrouble = ({ status }: Pick<CauseReport, 'status'>): boolean => status === 'fail' || status === 'warn';

/** What says that this is a copy that must not send: nothing else that is wrong with it matters, or is to be mended. */
export const findCopy = ({ findings }: Pick<CauseReport, 'findings'>): Finding | undefined =>
  findings.find((finding) => finding.check === copyCheck && isTrouble(finding));

export const isAboutCopy = (report: Pick<CauseReport, 'findings'>): boolean => findCopy(report) !== undefined;

/** Odoo does not use what stands in the odoo.conf that was read. */
export const isAboutConfiguration = ({ findings }: Pick<CauseReport, 'findings'>): boolean =>
  findings.some(({ check, status }) => check === 'no-server.configuration' && status === 'warn');

const copyCheck = 'no-server.neutralized';

/** Whether a live fault of this cause stops every mail now. */
export const stopsAll = ({ id, findings }: Pick<CauseReport, 'id' | 'findings'>): boolean =>
  findings.some(
    (finding) =>
      isTrouble(finding) &&
      finding.consequenceOf === undefined &&
      (finding.stopsAll ?? (finding.status === 'fail' && causesOfEveryMail.includes(id))),
  );

/**
 * Causes that have something to say, the one to mend first in front: that this is a copy; what stops every mail now, and
 * of that what stops the queue; then that Odoo's own odoo.conf is not known, which leaves open what else is; then by the
 * mails that each explains and that failed after mail last went out; then by severity; last by what only waits to be sent
 * again. What is merely another's consequence follows all root causes.
 */
export const rankCauses = (reports: readonly CauseReport[]): readonly CauseReport[] =>
  sortByKeys(reports.filter(isTrouble), [
    ({ consequenceOf }) => Number(consequenceOf === undefined),
    (report) => Number(isAboutCopy(report)),
    (report) => Number(stopsAll(report)),
    (report) => Number(stopsAll(report) && setsQueueGoing(report.id)),
    (report) => Number(isAboutConfiguration(report)),
    (report) => countFresh(report) + countMissing(report),
    ({ status }) => Number(status === 'fail'),
    ({ explains }) => explains,
    ({ id }) => -causeIds.indexOf(id),
  ]);

const countFresh = ({ findings }: CauseReport): number =>
  countExplainedMails(findings.filter(({ leftover }) => leftover !== true));

type Explaining = Pick<Finding, 'check' | 'explains' | 'explainsWaiting'>;

/**
 * Findings of one check are about different mails; two checks may mean the same mails, but none that waits for one that
 * failed.
 */
export const countExplainedMails = (findings: readonly Explaining[]): number => {
  const byCheck = [...Map.groupBy(findings, ({ check }) => check).values()];
  const most = (count: (finding: Explaining) => number): number =>
    Math.max(0, ...byCheck.map((group) => sumOf(group, count)));
  return (
    most(({ explainsWaiting = 0 }) => explainsWaiting) +
    most(({ explains = 0, explainsWaiting = 0 }) => explains - explainsWaiting)
  );
};

/** What never became a mail, and what left and did not arrive, counts like a mail of the queue. */
const countMissing = ({ findings }: CauseReport): number =>
  sumOf(findings.filter(isTrouble), ({ unmade, undelivered }) => (unmade ?? 0) + (undelivered ?? 0));
