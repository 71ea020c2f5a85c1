import type { Store } from '../../../store.ts';
import { copyAllOf, copyOf } from '../lines/shown-plan-lines.ts';
import type { Mending } from '../mending.ts';
import type { WizardAction } from '../reducer.ts';
import type { WizardState } from '../state.ts';
import type { WizardDialogControls } from './keys.ts';
import { dialogLayout } from './layout.ts';
import type { WizardDialog, WizardDialogAction } from './state.ts';

interface ControlsOptions {
  readonly store: Store<WizardState, WizardAction>;
  readonly mending: Mending;
  readonly copy: (text: string | undefined) => void;
}

/** What the keys of an open dialog do. */
export const createWizardDialogControls = ({ store, mending, copy }: ControlsOptions): WizardDialogControls => {
  const dialog = (action: WizardDialogAction): void => store.dispatch({ kind: 'dialog', action });
  return {
    close: () => mending.stopOrClose(),
    scroll(lines) {
      const state = store.read();
      if (state.dialog === undefined || !('first' in state.dialog)) return;
      const { most } = dialogLayout(state.dialog, state);
      dialog({ kind: 'scrolled', first: Math.max(0, Math.min(most, state.dialog.first + lines)) });
    },
    point: (at) =>
      dialog(store.read().dialog?.kind === 'asking' ? { kind: 'field-entered', at } : { kind: 'chosen', at }),
    choose: () => mending.choose(),
    edit: (field) => dialog({ kind: 'field-edited', field }),
    submit: () => mending.submit(),
    type: (field) => dialog({ kind: 'typed', field }),
    confirm: () => mending.confirm(),
    copy: () => copy(copyOf(byHandOf(store.read().dialog))),
    copyAll: () => copy(copyAllOf(byHandOf(store.read().dialog))),
    watch: () => mending.watch(),
  };
};

const byHandOf = (dialog: WizardDialog | undefined) =>
  dialog?.kind === 'preview' ? dialog.plan.byHand : dialog?.kind === 'told' ? dialog.byHand : [];
