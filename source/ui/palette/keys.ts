import type { KeyBinding } from '../keys/binding.ts';

export interface PaletteControls {
  run(): void;
  move(step: number): void;
  close(): void;
}

/** The keys of the open palette. Letters are text. */
export const paletteKeys: readonly KeyBinding<PaletteControls>[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'do it' },
    help: 'do what is under the cursor, as its key would',
    run: ({ run }) => run(),
  },
  {
    keys: ['down', 'tab', 'ctrl+n'],
    shown: '↓',
    footer: { shown: '↑ ↓', label: 'move' },
    help: 'further down',
    run: ({ move }) => move(1),
  },
  { keys: ['up', 'ctrl+p'], shown: '↑', help: 'further up', run: ({ move }) => move(-1) },
  { keys: ['pagedown'], shown: 'PgDn', help: 'further down', run: ({ move }) => move(10) },
  { keys: ['pageup'], shown: 'PgUp', help: 'further up', run: ({ move }) => move(-10) },
  {
    keys: ['esc'],
    shown: 'Esc',
    footer: { shown: 'Esc', label: 'back' },
    help: 'close the palette',
    run: ({ close }) => close(),
  },
];
