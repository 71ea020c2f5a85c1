import { helpRoom } from '../components/help.tsx';
import { editField, fieldWith, insertText } from '../components/text-field-state.ts';
import { scrollLines } from '../dialog/reading-keys.ts';
import { helpKeys } from '../global-keys.ts';
import { bindKeys, type KeyLayer } from '../keys/layer.ts';
import type { Store } from '../store.ts';
import { fleetFilterKeys, fleetGlobalKeys, fleetHelp, fleetKeys } from './keys.ts';
import type { FleetSource } from './source.ts';
import { type FleetAction, type FleetState, underCursor } from './state.ts';

interface LayerParts {
  readonly store: Store<FleetState, FleetAction>;
  readonly source: Pick<FleetSource, 'refresh'>;
  /** Goes into that database; without one, out. */
  readonly leave: (database?: string) => void;
}

/** What keys do on the table of databases, the topmost first; the size of the window is needed by the help. */
export const createFleetLayers = ({ store: { read, dispatch }, source, leave }: LayerParts) => {
  const controls = {
    move: (step: Extract<FleetAction, { kind: 'moved' }>['step']) => dispatch({ kind: 'moved', step }),
    open: () => leave(underCursor(read())?.database),
    openFilter: () => dispatch({ kind: 'box', field: fieldWith(read().filter) }),
    nextOrder: () => dispatch({ kind: 'ordered' }),
    lookAgain: () => source.refresh(),
    openHelp: () => dispatch({ kind: 'help', offset: 0 }),
    back: () => dispatch({ kind: 'filtered', text: '' }),
    leave: () => leave(),
    nothingHere: () => (underCursor(read()) === undefined ? 'There is no database here.' : undefined),
  };
  const table: KeyLayer = { keys: bindKeys(fleetKeys, controls) };
  const everywhere: KeyLayer = { keys: bindKeys(fleetGlobalKeys, controls) };
  const box: KeyLayer = {
    keys: bindKeys(fleetFilterKeys, {
      apply: () => dispatch({ kind: 'filtered', text: read().box?.value ?? '' }),
      close: () => dispatch({ kind: 'box', field: undefined }),
    }),
    isModal: true,
    type(key) {
      const { box: field } = read();
      const edited = field === undefined ? undefined : editField(field, key);
      if (edited !== undefined) dispatch({ kind: 'box', field: edited });
      return true;
    },
    paste(text) {
      const { box: field } = read();
      if (field !== undefined) dispatch({ kind: 'box', field: insertText(field, text) });
    },
  };
  return ({ columns, rows }: { readonly columns: number; readonly rows: number }): readonly KeyLayer[] => {
    const { help, box: field } = read();
    if (help !== undefined) {
      const keys = bindKeys(helpKeys, {
        close: () => dispatch({ kind: 'help', offset: undefined }),
        scroll(step) {
          const offset = Math.min(helpRoom(fleetHelp, columns, rows), help + scrollLines(step, rows));
          dispatch({ kind: 'help', offset: Math.max(0, offset) });
        },
      });
      return [{ keys, isModal: true }];
    }
    return field === undefined ? [table, everywhere] : [box];
  };
};
