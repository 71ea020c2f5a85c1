import { scrollLines } from '../../../dialog/reading-keys.ts';
import { copyAllOf, copyOf } from '../lines/shown-plan-lines.ts';
import type { Mending } from '../mending.ts';
import type { WizardState } from '../state.ts';
import type { WizardDialogControls } from './keys.ts';
import { dialogLayout } from './layout.ts';
import type { WizardDialog, WizardDialogAction } from './state.ts';

interface ControlsOptions {
  /** The screen that it lies on. */
  readonly read: () => Pick<WizardState, 'dialog' | 'size' | 'notice'>;
  readonly act: (action: WizardDialogAction) => void;
  readonly mending: Mending;
  readonly copy: (text: string | undefined) => void;
}

/** What the keys of an open dialog do. */
export const createWizardDialogControls = ({ read, act, mending, copy }: ControlsOptions): WizardDialogControls => {
  const dialog = act;
  return {
    close: () => mending.stopOrClose(),
    scroll(step) {
      const state = read();
      if (state.dialog === undefined || !('first' in state.dialog)) return;
      const { most, height } = dialogLayout(state.dialog, state);
      dialog({ kind: 'scrolled', first: Math.max(0, Math.min(most, state.dialog.first + scrollLines(step, height))) });
    },
    point: (at) => dialog(read().dialog?.kind === 'asking' ? { kind: 'field-entered', at } : { kind: 'chosen', at }),
    choose: () => mending.choose(),
    edit: (field) => dialog({ kind: 'field-edited', field }),
    submit: () => mending.submit(),
    type: (field) => dialog({ kind: 'typed', field }),
    confirm: () => mending.confirm(),
    copy: () => copy(copyOf(byHandOf(read().dialog))),
    copyAll: () => copy(copyAllOf(byHandOf(read().dialog))),
    watch: () => mending.watch(),
    notHeard: () => mending.notHeard(),
  };
};

const byHandOf = (dialog: WizardDialog | undefined) =>
  dialog?.kind === 'preview' ? dialog.plan.byHand : dialog?.kind === 'told' ? dialog.byHand : [];
