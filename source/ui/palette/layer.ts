import { editField, insertText, type TextFieldState } from '../components/text-field-state.ts';
import type { ShellState } from '../console-state.ts';
import { bindKeys, type KeyLayer } from '../keys/layer.ts';
import type { Store } from '../store.ts';
import { findEntries, type PaletteEntry } from './entries.ts';
import { paletteKeys } from './keys.ts';
import type { PaletteAction } from './state.ts';

interface PaletteOptions {
  readonly shell: Store<Pick<ShellState, 'palette'>, PaletteAction>;
  entries(): readonly PaletteEntry[];
  say(message: string): void;
}

/** The keys of the open palette: it does what is chosen after it has closed, as if its key had been pressed. */
export const createPaletteLayer = ({ shell, entries, say }: PaletteOptions): KeyLayer => {
  const write = (change: (field: TextFieldState) => TextFieldState | undefined): void => {
    const { palette } = shell.read();
    const field = palette === undefined ? undefined : change(palette.field);
    if (field !== undefined) shell.dispatch({ kind: 'palette-typed', field });
  };
  const found = (): readonly PaletteEntry[] => findEntries(entries(), shell.read().palette?.field.value ?? '');
  return {
    keys: bindKeys(paletteKeys, {
      run() {
        const entry = found()[shell.read().palette?.at ?? 0];
        if (entry === undefined) return;
        shell.dispatch({ kind: 'palette-closed' });
        const reason = entry.disabled();
        if (reason === undefined) entry.run();
        else say(reason);
      },
      move: (step) => shell.dispatch({ kind: 'palette-moved', step, count: found().length }),
      close: () => shell.dispatch({ kind: 'palette-closed' }),
    }),
    type(key) {
      write((field) => editField(field, key));
      return true;
    },
    paste: (text) => write((field) => insertText(field, text)),
    isModal: true,
  };
};
