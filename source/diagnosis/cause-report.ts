import type { Cause } from '../checks/cause.ts';
import type { CauseId } from '../domain/finding/cause-id.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { Status } from '../domain/finding/status.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';
import { sortByKeys } from '../lib/sort-by-keys.ts';
import { countExplainedMails } from './rank.ts';

/** A cause as far as its judgement depends on it. */
export type JudgedCause = Pick<Cause, 'id' | 'title' | 'question'> & {
  readonly checks: readonly Pick<Cause['checks'][number], 'id' | 'decides'>[];
};

/** What the checks of one cause found, together. `durationMs` is from the run's start of this cause to its end. */
export const summarizeCause = (
  { id, title, question, checks }: JudgedCause,
  findings: readonly Finding[],
  durationMs: number,
): CauseReport => {
  const deciding = new Set(checks.flatMap((check) => (check.decides === true ? [check.id] : [])));
  const status = judgeFindings(findings, deciding);
  const consequenceOf = findRootCause(findings, status);
  const speaker = findSpeaker(findings, status, deciding);
  return {
    id,
    title,
    question,
    status,
    findings,
    explains: countExplainedMails(findings),
    durationMs,
    ...(speaker === undefined ? {} : { speaker }),
    ...(consequenceOf === undefined ? {} : { consequenceOf }),
  };
};

const isBad = ({ status }: Pick<Finding, 'status'>): boolean => status === 'fail' || status === 'warn';

type Judged = Pick<Finding, 'check' | 'status' | 'consequenceOf'>;

/**
 * The worst of fail and warn, whichever check found it. Without trouble the deciding checks say how the cause stands:
 * one that could not answer leaves it unknown, and one that had nothing to ask, because another cause comes before it,
 * leaves it aside. Only then what went well makes it ok.
 */
export const judgeFindings = (findings: readonly Judged[], deciding: ReadonlySet<string>): Status => {
  const statuses = new Set(findings.map(({ status }) => status));
  if (statuses.has('fail')) return 'fail';
  if (statuses.has('warn')) return 'warn';
  const own = findings.filter(({ check }) => deciding.has(check));
  if (own.some(({ status }) => status === 'unknown')) return 'unknown';
  if (own.some(({ status, consequenceOf }) => status === 'skipped' && consequenceOf !== undefined)) return 'skipped';
  if (statuses.has('ok')) return 'ok';
  return statuses.has('unknown') ? 'unknown' : 'skipped';
};

/** A cause is another's consequence when everything that gives it its status is. */
const findRootCause = (findings: readonly Finding[], status: Status): CauseId | undefined => {
  if (status === 'ok') return undefined;
  const told = findings.filter((finding) =>
    status === 'fail' || status === 'warn' ? isBad(finding) : finding.status === status,
  );
  return told.every(({ consequenceOf }) => consequenceOf !== undefined) ? told[0]?.consequenceOf : undefined;
};

/** The finding that speaks for its cause: one of its status, of its own making, that decides, and that explains most. */
const findSpeaker = (
  findings: readonly Finding[],
  status: Status,
  deciding: ReadonlySet<string>,
): Finding | undefined => {
  const told = findings.filter((finding) => finding.status === status);
  return sortByKeys(told, [
    ({ consequenceOf }) => Number(consequenceOf === undefined || status === 'skipped'),
    ({ explains }) => explains ?? 0,
    ({ check }) => Number(deciding.has(check)),
    // Of what went well the last deciding check knows most: that a port answers, not that its name is known.
    ...(status === 'ok' ? [({ check }: Finding) => [...deciding].indexOf(check)] : []),
  ])[0];
};
