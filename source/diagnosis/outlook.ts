import { type CauseId, causesOnEveryWay } from '../domain/cause-id.ts';
import type { FailureClass } from '../domain/replies/classes/index.ts';
import type { FailureGroup } from '../domain/replies/groups.ts';
import type { CauseReport } from '../domain/verdict.ts';
import { countOf, formatCount } from '../domain/wording/count.ts';

/** What would happen to the failed mails if they were sent again now. */
export interface Outlook {
  readonly failed: number;
  /** Mails that nothing stands in the way of any more, as far as was measured. */
  readonly free: number;
  readonly freeClasses: readonly FailureClass[];
  /** The rest, by what holds them, most mails first. */
  readonly held: readonly { readonly cause: CauseId; readonly mails: number }[];
}

/** Compares why mails failed with what was measured since. */
export const concludeOutlook = (
  reports: readonly CauseReport[],
  failures: readonly Pick<FailureGroup, 'class' | 'cause' | 'retry' | 'count'>[],
): Outlook => {
  const blocker = causesOnEveryWay.find((id) => reports.some((report) => report.id === id && isRootFault(report)));
  const held = new Map<CauseId, number>();
  const freeClasses: FailureClass[] = [];
  let failed = 0;
  let free = 0;
  for (const group of failures) {
    failed += group.count;
    const { cause, mails } = findHold(reports, group, blocker);
    const rest = group.count - mails;
    free += rest;
    if (mails === 0) freeClasses.push(group.class);
    else held.set(cause, (held.get(cause) ?? 0) + mails);
  }
  const byMails = [...held].map(([cause, mails]) => ({ cause, mails })).sort((one, other) => other.mails - one.mails);
  return { failed, free, freeClasses, held: byMails };
};

/** Whether this cause, as it was measured last, keeps mails from leaving: a live fault, or mails that no retry can save. */
export const standsInTheWay = (report: CauseReport): boolean =>
  report.consequenceOf === undefined &&
  (isRootFault(report) || (report.id === 'recipients' && countHopeless(report) > 0));

/** What makes a mail fail that is tried now, besides this cause: better mended before the queue is set going. */
export const faultsOnTheWay = (reports: readonly CauseReport[], besides: CauseId): readonly CauseReport[] =>
  reports.filter((report) => report.id !== besides && causesOnEveryWay.includes(report.id) && isRootFault(report));

const isRootFault = ({ status, consequenceOf }: CauseReport): boolean =>
  status === 'fail' && consequenceOf === undefined;

type Hold = { readonly cause: CauseId; readonly mails: number };

const findHold = (
  reports: readonly CauseReport[],
  { cause, retry, count }: Pick<FailureGroup, 'cause' | 'retry' | 'count'>,
  blocker: CauseId | undefined,
): Hold => {
  if (blocker !== undefined) return { cause: blocker, mails: count };
  const report = reports.find(({ id }) => id === cause);
  if (report === undefined) return { cause: 'stuck', mails: 0 };
  const { id, status } = report;
  if (status === 'fail' || status === 'unknown') return { cause: id, mails: count };
  return { cause: id, mails: retry === 'never' ? Math.min(count, countHopeless(report)) : 0 };
};

/** Mails that only their recipient's side can save, as long as nobody corrected the address. */
const countHopeless = ({ findings }: CauseReport): number =>
  findings
    .filter(({ status, owner }) => status === 'warn' && owner === 'recipient')
    .reduce((sum, { explains = 0 }) => sum + explains, 0);

/** The last word of the wizard, in one sentence. */
export const describeOutlook = ({ failed, free }: Outlook): string => {
  if (failed === 0) return 'No mail has failed: nothing needs to be sent again.';
  if (free === failed) return `Nothing stands in the way of the ${countOf(failed, 'failed mail')}.`;
  if (free === 0) return `Something still stands in the way of the ${countOf(failed, 'failed mail')}.`;
  return `Nothing stands in the way of ${formatCount(free)} of the ${countOf(failed, 'failed mail')}.`;
};
