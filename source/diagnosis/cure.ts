import { canBePutBack, type Plan } from '../domain/change/plan.ts';
import type { RemedyOffer } from '../domain/change/remedy.ts';
import type { Finding } from '../domain/finding/finding.ts';
import { sortFindings } from '../domain/finding/sort-findings.ts';

/**
 * What measuring again said. `needs-restart`: Odoo reads the changed file only when it starts; `under-way`: Odoo was
 * called and has not done it yet; `nothing-was-wrong`: no finding had offered it, so there was nothing to cure.
 */
export interface Cure {
  readonly kind: 'cured' | 'not-cured' | 'not-measured' | 'needs-restart' | 'under-way' | 'nothing-was-wrong';
  /** What speaks for it: the worst that was found now; undefined where nothing was. */
  readonly finding?: Finding;
}

/** Whether it is over: null where that is not known, or nothing was to be cured. */
export const isCured = ({ kind }: Cure): boolean | null =>
  kind === 'cured' ? true : kind === 'not-cured' ? false : null;

interface Treated {
  /** What was found before. */
  readonly before: readonly Finding[];
  /** What was found since; undefined where nobody could measure. */
  readonly after: readonly Finding[] | undefined;
  readonly remedy: Pick<RemedyOffer, 'id' | 'subject'>;
  readonly plan: Pick<Plan, 'transactions' | 'outside'>;
}

/** Whether a remedy helped, judged only by what was measured after it: of what had offered it, and of what offers it now. */
export const judgeCure = ({ before, after, remedy, plan }: Treated): Cure => {
  if (after === undefined) return { kind: 'not-measured' };
  const sick = before.filter((finding) => isOffered(finding, remedy));
  const [finding] = sortFindings(
    after.filter(
      (found) =>
        isOffered(found, remedy) ||
        sick.some(({ check, subject }) => found.check === check && found.subject === subject),
    ),
  );
  const told = finding === undefined ? {} : { finding };
  if (finding?.status === 'fail' || finding?.status === 'warn') {
    return { kind: isCallOnly(plan) ? 'under-way' : 'not-cured', ...told };
  }
  if (sick.length === 0) return { kind: 'nothing-was-wrong' };
  if (finding?.status === 'unknown') return { kind: 'not-measured', ...told };
  // What was measured is the new file, which Odoo reads when it is started again.
  return { kind: plan.outside.some(({ kind }) => kind === 'edit-file') ? 'needs-restart' : 'cured', ...told };
};

/** Odoo was called, and that is all: it may not have begun. */
const isCallOnly = (plan: Treated['plan']): boolean =>
  !canBePutBack(plan) && plan.outside.some(({ kind }) => kind === 'wake-queue' || kind === 'wake-action');

const isOffered = (finding: Finding, { id, subject }: Treated['remedy']): boolean =>
  finding.remedies.some((offer) => offer.id === id && offer.subject === subject);
