import { faultsOnTheWay } from '../../../diagnosis/outlook.ts';
import { canBePutBack, type Plan } from '../../../domain/change/plan.ts';
import { type CauseId, causeIds, setsQueueGoing } from '../../../domain/finding/cause-id.ts';
import type { Finding } from '../../../domain/finding/finding.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { findingKey, sortFindings } from './lines/step-lines.ts';
import type { Offered } from './offered.ts';
import type { Notice, WizardState, WizardStep } from './state.ts';

/** The cause that a remedy or a journal's action belongs to; undefined for actions on mails. */
export const causeOf = (action: string): CauseId | undefined => causeIds.find((id) => action.startsWith(`${id}.`));

/** The causes that are measured again after a change: the mended one, and those that failed only because of it. */
export const causesToMeasure = ({ steps }: Pick<WizardState, 'steps'>, mended: CauseId): readonly CauseId[] =>
  steps
    .filter(({ id, findings }) => id === mended || findings.some(({ consequenceOf }) => consequenceOf === mended))
    .map(({ id }) => id);

/** What sets the queue going while something else makes every mail fail is better done after that was mended. */
export const foresee = ({ steps }: Pick<WizardState, 'steps'>, { action, outside }: Plan): readonly string[] => {
  const cause = causeOf(action);
  const sends = (cause !== undefined && setsQueueGoing(cause)) || outside.some(({ kind }) => kind === 'wake-queue');
  if (cause === undefined || !sends) return [];
  const reports = steps.flatMap(({ report }) => (report === undefined ? [] : [report]));
  return faultsOnTheWay(reports, cause).map(
    ({ title }) =>
      `${title}: still broken. What Odoo sends before that is mended fails, too: Esc, then ${namedKeys.next} leads there.`,
  );
};

type CuringPlan = Pick<Plan, 'title' | 'transactions' | 'outside'>;

/** Whether a remedy helped, judged only by what was measured after it. */
export const judgeCure = ({ finding, offer }: Offered, after: WizardStep | undefined, plan: CuringPlan): Notice => {
  const undo = canBePutBack(plan) ? ` ${namedKeys.undo} takes it back.` : '';
  const [worst] = sortFindings((after?.findings ?? []).filter((each) => isAbout(each, finding, offer)));
  const name = plan.title.replace(/\.$/, '');
  if (after?.report === undefined || worst?.status === 'unknown') {
    const reason = worst === undefined ? '' : ` (${worst.summary})`;
    return { status: 'unknown', sentence: `${name}: done; whether it helped could not be measured${reason}.${undo}` };
  }
  if (worst === undefined || worst.status === 'ok' || worst.status === 'skipped') {
    return { status: 'ok', sentence: `Cured: ${worst?.summary ?? `${name}; what was wrong is gone.`}${undo}` };
  }
  if (!canBePutBack(plan) && plan.outside.some(({ kind }) => kind === 'wake-queue')) {
    const sentence = `${name}: Odoo was called and has not begun yet; it looks at least once a minute.`;
    return { status: 'unknown', sentence };
  }
  return { status: 'fail', sentence: `${name}: done, but it did not help: ${worst.summary}${undo}` };
};

const isAbout = (found: Finding, sick: Finding, { id, subject }: Offered['offer']): boolean =>
  findingKey(found) === findingKey(sick) ||
  found.remedies.some((offer) => offer.id === id && offer.subject === subject);
