import { panelFrame, scrollRoom } from '../../../components/panel.tsx';
import { scrollLines } from '../../../dialog/reading-keys.ts';
import type { Store } from '../../../store.ts';
import type { ScreenSize } from '../../screen.ts';
import type { ActionControls } from '../actions.ts';
import type { RetryAction, RetryState } from '../state.ts';
import type { RetryDialogControls } from './keys.ts';
import { confirmFoot, dialogLines, hasQuestion } from './view.tsx';

interface DialogOptions {
  readonly store: Store<RetryState, RetryAction>;
  readonly actions: ActionControls;
  readonly now: () => Date;
  readonly size: () => ScreenSize;
}

export const createRetryDialogControls = ({ store, actions, now, size }: DialogOptions): RetryDialogControls => ({
  close: () => actions.stopOrClose(),
  scroll(step) {
    const { dialog } = store.read();
    if (dialog === undefined) return;
    const { columns, rows } = size();
    const height = rows - panelFrame - (hasQuestion(dialog) ? confirmFoot : 0);
    const most = scrollRoom(dialogLines(dialog, now()), columns, height);
    store.dispatch({ kind: 'dialog', action: { kind: 'scrolled', lines: scrollLines(step, height), most } });
  },
  confirm: () => actions.confirm(),
  choose: (choices) => actions.choose(choices),
  editAddress: (field) => store.dispatch({ kind: 'dialog', action: { kind: 'address-edited', field } }),
  previewTest: (to) => actions.previewTest(to),
  editCount: (field) => store.dispatch({ kind: 'dialog', action: { kind: 'count-edited', field } }),
  editPace: (field) => store.dispatch({ kind: 'dialog', action: { kind: 'pace-edited', field } }),
});
