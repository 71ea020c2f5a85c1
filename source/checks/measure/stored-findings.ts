import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { FailureCause } from '../../domain/replies/classes/index.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { CheckContext } from '../context.ts';
import { sentences } from './relay-words.ts';
import { readStoredFailures, type StoredFailures, selectFailures } from './stored-failures.ts';
import { type LastSuccess, noSuccess, readLastSuccess } from './successes.ts';

/** What a server says now about the thing that mails failed for. */
export interface Present {
  readonly subject: string;
  readonly title: string;
  /** `broken`: a finding of its own tells it, and accounts for the mails. */
  readonly state: 'works' | 'broken' | 'unknown';
  /** Words for this server where those of the question do not fit it. */
  readonly works?: string;
  readonly unknown?: string;
  /** What to do about it, where the failures' own advice is not about this server. */
  readonly advice?: string;
}

export interface StoredQuestion {
  readonly cause: FailureCause;
  /** "No mail has failed for …" */
  readonly nothing: string;
  /** "… accepts the login now" */
  readonly works: string;
  /** "the login could not be tried now" */
  readonly unknown: string;
  /** Absent: all that failed for the cause. */
  readonly isAbout?: (group: FailureGroup) => boolean;
  /** A later mail that went out does not show that the trouble is over. */
  readonly outlasts?: true;
}

/** Mails that failed for this cause, told where no live fault accounts for them: they wait for a retry. */
export const findStoredFailures = async (
  context: CheckContext,
  question: StoredQuestion,
  present: readonly Present[],
): Promise<readonly CheckFinding[]> => {
  const stored = await selectFailures(context, await readStoredFailures(context, question.cause), question.isAbout);
  const success = stored.count === 0 ? noSuccess : await readLastSuccess(context);
  return judgeStoredFailures(question, { stored, present, success, series: context.odoo.version.series });
};

/** What is known of the mails that failed, and of the servers that they lead through now. */
export interface StoredFacts {
  readonly stored: Omit<StoredFailures, 'ids'>;
  readonly present: readonly Present[];
  readonly success: LastSuccess;
  readonly series: OdooSeries;
}

/** A finding for each server that failed mails lead through and that is not broken still, and one for those beyond. */
export const judgeStoredFailures = (
  question: Omit<StoredQuestion, 'cause' | 'isAbout'>,
  { stored, present, success, series }: StoredFacts,
): readonly CheckFinding[] => {
  if (stored.count === 0) {
    return [finding({ status: 'ok', summary: question.nothing, evidence: stored.evidence })];
  }
  const isOver = (sentAt: Date | null | undefined): boolean =>
    question.outlasts !== true && isOvertaken(stored.newestAt, sentAt);
  const adviseWith = (advice: string | undefined): string =>
    sentences(
      advice ?? stored.groups[0]?.advice,
      `Odoo keeps: ${describe(stored.groups)}.`,
      `Look at ${menuPath(series, 'email-queue')}.`,
    );
  const common = { evidence: stored.evidence };
  const known = present.flatMap(
    ({ subject, title, state, works = question.works, unknown = question.unknown, advice }) => {
      const mails = countThrough(stored, present, subject);
      if (mails === 0 || state === 'broken') return [];
      const rest = state === 'works' ? `${title} ${works}: retry them.` : `${unknown} at ${title}.`;
      const summary = `${countOf(mails, 'mail')} failed with: ${titleOf(stored.groups)}; ${rest}`;
      const leftover = state === 'works' || isOver(success.bySubject.get(subject));
      return [
        finding({ ...common, detail: adviseWith(advice), subject, status: 'warn', summary, explains: mails, leftover }),
      ];
    },
  );
  const strays = countStrays(stored, present);
  if (strays <= 0) return known;
  const summary = `${countOf(strays, 'mail')} failed with: ${titleOf(stored.groups)}, on a server that is not in use any more or cannot be told.`;
  const leftover = isOver(success.at);
  return [
    ...known,
    finding({ ...common, detail: adviseWith(undefined), status: 'warn', summary, explains: strays, leftover }),
  ];
};

/** Mails that failed on their way through that server: where nobody can tell them apart, all are the only one's. */
const countThrough = (
  { bySubject, count }: StoredFacts['stored'],
  present: readonly Present[],
  subject: string,
): number => {
  if (bySubject === undefined) return present.length === 1 ? count : 0;
  return bySubject.get(subject) ?? 0;
};

/** Mails whose way leads through no server that was looked at, or nobody may know which. */
const countStrays = ({ bySubject, count }: StoredFacts['stored'], present: readonly Present[]): number => {
  if (bySubject === undefined) {
    return present.length === 1 || present.some(({ state }) => state === 'broken') ? 0 : count;
  }
  return count - present.reduce((sum, { subject }) => sum + (bySubject.get(subject) ?? 0), 0);
};

const titleOf = ([first, ...others]: readonly FailureGroup[]): string =>
  first === undefined ? '' : `${titleOfGroup(first)}${others.length === 0 ? '' : ' and more'}`;

const describe = (groups: readonly FailureGroup[]): string =>
  groups.map((group) => `${countOf(group.count, 'mail')} “${group.sample.replace(/\.$/, '')}”`).join('; ');
