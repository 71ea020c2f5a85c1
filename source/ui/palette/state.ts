import { emptyField, type TextFieldState } from '../components/text-field-state.ts';

/** The open palette: what was typed, and where the cursor is in what fits it. */
export interface PaletteState {
  readonly field: TextFieldState;
  readonly at: number;
}

export type PaletteAction =
  | { readonly kind: 'palette-opened' }
  | { readonly kind: 'palette-closed' }
  | { readonly kind: 'palette-typed'; readonly field: TextFieldState }
  | { readonly kind: 'palette-moved'; readonly step: number; readonly count: number };

/** Undefined when it is closed. */
export const paletteReducer = (state: PaletteState | undefined, action: PaletteAction): PaletteState | undefined => {
  switch (action.kind) {
    case 'palette-opened':
      return { field: emptyField, at: 0 };
    case 'palette-closed':
      return undefined;
    case 'palette-typed':
      return state === undefined ? undefined : { field: action.field, at: 0 };
    case 'palette-moved':
      return state === undefined
        ? undefined
        : { ...state, at: Math.max(0, Math.min(action.count - 1, state.at + action.step)) };
  }
};
