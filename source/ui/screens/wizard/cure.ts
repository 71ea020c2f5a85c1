import { faultsOnTheWay } from '../../../diagnosis/outlook.ts';
import type { Plan } from '../../../domain/change/plan.ts';
import { type CauseId, causeIds, setsQueueGoing } from '../../../domain/finding/cause-id.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { WizardState } from './state.ts';

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
