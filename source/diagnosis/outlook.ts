import type { LeftMails, RetryForecast } from '../domain/change/retry-forecast.ts';
import { type CauseId, causesOfEveryMail } from '../domain/finding/cause-id.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { Status } from '../domain/finding/status.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';
import type { FailureClass } from '../domain/replies/classes/index.ts';
import type { FailureGroup } from '../domain/replies/groups.ts';
import { countOf, formatCount } from '../domain/wording/count.ts';
import { sumOf } from '../lib/sum-of.ts';
import { isAboutCopy } from './rank.ts';

/** What would happen to the failed mails if they were sent again now. */
export interface Outlook {
  readonly failed: number;
  /** Mails that nothing stands in the way of any more, as far as was measured; null where nobody can tell. */
  readonly free: number | null;
  /** Classes that have such mails. */
  readonly freeClasses: readonly FailureClass[];
  /** The rest, by what holds them, most mails first. */
  readonly held: readonly Hold[];
}

/** A cause that was measured, or what else a retry has against them: `why` goes on after `297 mails: …`. */
export type Hold = { readonly mails: number } & ({ readonly cause: CauseId } | Omit<LeftMails, 'mails'>);

type Failures = readonly Pick<FailureGroup, 'class' | 'cause' | 'count'>[];

/** Puts together what was measured of the causes and what a retry would take. */
export const concludeOutlook = (
  reports: readonly CauseReport[],
  failures: Failures,
  forecast: RetryForecast | undefined,
): Outlook => {
  const failed = sumOf(failures, ({ count }) => count);
  const copy = reports.find(isAboutCopy)?.id;
  const blocker =
    copy ?? causesOfEveryMail.find((id) => reports.some((report) => report.id === id && isRootFault(report)));
  const holds: Hold[] = [];
  const freeClasses: FailureClass[] = [];
  let free = 0;
  let isTold = true;
  for (const { class: name, cause, count } of failures) {
    const holder = blocker ?? holderOf(reports, cause);
    if (holder !== undefined) {
      holds.push({ cause: holder, mails: count });
      continue;
    }
    const foreseen = forecast?.find((each) => each.class === name);
    if (foreseen === undefined) {
      isTold = false;
      continue;
    }
    free += foreseen.taken;
    if (foreseen.taken > 0) freeClasses.push(name);
    holds.push(...foreseen.left);
  }
  return { failed, free: isTold ? free : null, freeClasses, held: addUp(holds) };
};

const addUp = (holds: readonly Hold[]): readonly Hold[] =>
  [...Map.groupBy(holds, (hold) => ('cause' in hold ? hold.cause : hold.why)).values()]
    .flatMap((alike) => {
      const [first] = alike;
      return first === undefined ? [] : [{ ...first, mails: sumOf(alike, ({ mails }) => mails) }];
    })
    .toSorted((one, other) => other.mails - one.mails);

/** Whether this cause, as it was measured last, keeps mails from leaving: a live fault, or mails that no retry can save. */
export const standsInTheWay = (report: CauseReport): boolean =>
  report.consequenceOf === undefined &&
  (isRootFault(report) || (report.id === 'recipients' && report.findings.some(isHopeless)));

/** What makes a mail fail that is tried now, besides this cause: better mended before the queue is set going. */
export const faultsOnTheWay = (reports: readonly CauseReport[], besides: CauseId): readonly CauseReport[] =>
  reports.filter((report) => report.id !== besides && causesOfEveryMail.includes(report.id) && isRootFault(report));

const isRootFault = ({ status, consequenceOf }: CauseReport): boolean =>
  status === 'fail' && consequenceOf === undefined;

/** The cause of these failures, where it still stands or nobody knows whether it does. */
const holderOf = (reports: readonly CauseReport[], cause: CauseId | null): CauseId | undefined =>
  reports.find(({ id, status }) => id === cause && (status === 'fail' || status === 'unknown'))?.id;

/** Mails that only their recipient's side can save, as long as nobody corrected the address. */
const isHopeless = ({ status, owner, explains }: Finding): boolean =>
  status === 'warn' && owner === 'recipient' && explains !== undefined && explains > 0;

/** `fail`: nothing can go out; `warn`: some of it. */
export const statusOfOutlook = ({ free, held }: Pick<Outlook, 'free' | 'held'>): Status => {
  if (free === null) return 'unknown';
  if (held.length === 0) return 'ok';
  return free > 0 ? 'warn' : 'fail';
};

/** The last word of the wizard, in one sentence. */
export const describeOutlook = ({ failed, free }: Outlook): string => {
  if (failed === 0) return 'No mail has failed: nothing needs to be sent again.';
  if (free === null)
    return `Which of the ${countOf(failed, 'failed mail')} can go out now is told by the preview of a retry.`;
  if (free === failed) return `Nothing stands in the way of the ${countOf(failed, 'failed mail')}.`;
  if (free === 0) return `Something still stands in the way of the ${countOf(failed, 'failed mail')}.`;
  return `Nothing stands in the way of ${formatCount(free)} of the ${countOf(failed, 'failed mail')}.`;
};
