import { type Finding, finding } from '../../domain/finding/finding.ts';
import type { Owner } from '../../domain/finding/owner.ts';
import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { FailureCause } from '../../domain/replies/classes/index.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { CheckContext } from '../context.ts';
import { sentences } from './relay-words.ts';
import { readStoredFailures, selectFailures } from './stored-failures.ts';
import { readLastSuccess } from './successes.ts';

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
  readonly check: string;
  readonly owner: Owner;
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
): Promise<readonly Finding[]> => {
  const { cause, check, owner } = question;
  const stored = await selectFailures(context, await readStoredFailures(context, cause), question.isAbout);
  if (stored.count === 0) {
    return [finding({ check, status: 'ok', summary: question.nothing, owner, evidence: stored.evidence })];
  }
  const adviseWith = (advice: string | undefined): string =>
    sentences(
      advice ?? stored.groups[0]?.advice,
      `Odoo keeps: ${describe(stored.groups)}.`,
      `Look at ${menuPath(context.odoo.version.series, 'email-queue')}.`,
    );
  const common = { check, owner, detail: adviseWith(undefined), evidence: stored.evidence };
  const { bySubject, at } = await readLastSuccess(context);
  const known = present.flatMap(
    ({ subject, title, state, works = question.works, unknown = question.unknown, advice }) => {
      // One server, or nobody can tell them apart: then all are its.
      const mails =
        stored.bySubject?.get(subject) ?? (stored.bySubject === undefined && isOnly(present) ? stored.count : 0);
      if (mails === 0 || state === 'broken') return [];
      const rest = state === 'works' ? `${title} ${works}: retry them.` : `${unknown} at ${title}.`;
      const summary = `${countOf(mails, 'mail')} failed with: ${titleOf(stored.groups)}; ${rest}`;
      const leftover =
        state === 'works' || (question.outlasts !== true && isOvertaken(stored.newestAt, bySubject.get(subject)));
      return [
        finding({ ...common, detail: adviseWith(advice), subject, status: 'warn', summary, explains: mails, leftover }),
      ];
    },
  );
  return [
    ...known,
    ...findStrays(stored, present, {
      ...common,
      leftover: question.outlasts !== true && isOvertaken(stored.newestAt, at),
    }),
  ];
};

const isOnly = (present: readonly Present[]): boolean => present.length === 1;

/** Mails whose way leads through no server that was looked at, or nobody may know which. */
const findStrays = (
  stored: Awaited<ReturnType<typeof readStoredFailures>>,
  present: readonly Present[],
  common: Pick<Finding, 'check' | 'owner' | 'evidence' | 'leftover'>,
): readonly Finding[] => {
  if (stored.bySubject === undefined && (isOnly(present) || present.some(({ state }) => state === 'broken'))) return [];
  const placed = present.reduce((sum, { subject }) => sum + (stored.bySubject?.get(subject) ?? 0), 0);
  const mails = stored.count - placed;
  if (mails <= 0) return [];
  const summary = `${countOf(mails, 'mail')} failed with: ${titleOf(stored.groups)}, on a server that is not in use any more or cannot be told.`;
  return [finding({ ...common, status: 'warn', summary, explains: mails })];
};

const titleOf = ([first, ...others]: readonly FailureGroup[]): string =>
  first === undefined ? '' : `${titleOfGroup(first)}${others.length === 0 ? '' : ' and more'}`;

const describe = (groups: readonly FailureGroup[]): string =>
  groups.map((group) => `${countOf(group.count, 'mail')} “${group.sample.replace(/\.$/, '')}”`).join('; ');
