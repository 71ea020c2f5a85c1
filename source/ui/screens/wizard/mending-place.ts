import type { Store } from '../../store.ts';
import type { MendingPlace } from './carrying-out.ts';
import type { Checks } from './checks.ts';
import { causeOf, causesToMeasure, foresee } from './cure.ts';
import { nextInTheWay, type WizardAction } from './reducer.ts';
import type { WizardState } from './state.ts';
import { offersAt } from './under-cursor.ts';

interface PlaceOptions {
  readonly store: Store<WizardState, WizardAction>;
  readonly checks: Checks;
  readonly hear: MendingPlace['hear'];
}

/** The wizard, as far as mending needs it. */
export const createMendingPlace = ({ store, checks, hear }: PlaceOptions): MendingPlace => ({
  dialog: () => store.read().dialog,
  act: (action) => store.dispatch({ kind: 'dialog', action }),
  hear,
  offers: () => offersAt(store.read()),
  foresee: (plan) => foresee(store.read(), plan),
  again: (action) => {
    const cause = causeOf(action);
    return cause === undefined ? undefined : () => checks.run({ causes: causesToMeasure(store.read(), cause) });
  },
  findingsOf: (action) => {
    const step = store.read().steps.find(({ id }) => id === causeOf(action));
    return step?.report === undefined ? undefined : step.findings;
  },
  notice: (notice) => store.dispatch({ kind: 'noticed', notice }),
  // This cause still, where more than one thing is wrong with it.
  moveOn: () => store.dispatch({ kind: 'step-chosen', step: nextInTheWay(store.read()), pane: 'step' }),
});
