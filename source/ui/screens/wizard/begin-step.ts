import type { NextStep } from '../../../domain/finding/next-step.ts';
import type { Store } from '../../store.ts';
import type { TypeAhead } from '../../type-ahead/type-ahead.ts';
import { causeNamedBy } from '../queue/lead.ts';
import type { Mending } from './mending.ts';
import type { Offered } from './offered.ts';
import type { WizardAction } from './reducer.ts';
import type { WizardState, WizardStep } from './state.ts';

interface Beginning {
  readonly step: NextStep;
  readonly store: Store<WizardState, WizardAction>;
  readonly mending: Pick<Mending, 'offer'>;
  readonly typeAhead: Pick<TypeAhead, 'forget'>;
}

/** Goes to the cause that a step of the treatment is about, and opens the remedy that it names. */
export const beginStep = ({ step, store, mending, typeAhead }: Beginning): void => {
  const { steps } = store.read();
  const offered = findOffered(steps, step);
  const cause = steps.find(({ id }) => id === causeNamedBy(step))?.id;
  store.dispatch({ kind: 'symptom-chosen', symptom: undefined });
  if (cause !== undefined) store.dispatch({ kind: 'step-chosen', step: cause, pane: 'step' });
  if (offered === undefined) typeAhead.forget();
  else mending.offer(offered);
};

/** The remedy that a step names, with the finding that offers it; undefined where it is not offered any more. */
export const findOffered = (
  steps: readonly Pick<WizardStep, 'findings'>[],
  { remedy, subject }: Pick<NextStep, 'remedy' | 'subject'>,
): Offered | undefined =>
  steps
    .flatMap(({ findings }) => findings.flatMap((finding) => finding.remedies.map((offer) => ({ offer, finding }))))
    .find(({ offer }) => offer.id === remedy && offer.subject === subject);
