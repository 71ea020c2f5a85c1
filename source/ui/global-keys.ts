import type { KeyBinding } from './keys/binding.ts';

/** What every screen can do. */
export interface GlobalControls {
  readonly helpIsOpen: boolean;
  toggleHelp(): void;
  closeHelp(): void;
  quit(): void;
  suspend(): void;
  redraw(): void;
}

export const globalKeys: readonly KeyBinding<GlobalControls>[] = [
  {
    keys: ['?'],
    shown: '?',
    footer: { shown: '?', label: 'help' },
    help: 'this help',
    run: ({ toggleHelp }) => toggleHelp(),
  },
  { keys: ['esc'], shown: 'Esc', help: 'back', run: ({ closeHelp }) => closeHelp() },
  {
    keys: ['q'],
    shown: 'q',
    footer: { shown: 'q', label: 'quit' },
    help: 'back; here it quits',
    run: ({ helpIsOpen, closeHelp, quit }) => (helpIsOpen ? closeHelp() : quit()),
  },
  { keys: ['ctrl+c'], shown: 'Ctrl+C', help: 'quit at once', run: ({ quit }) => quit() },
  { keys: ['ctrl+z'], shown: 'Ctrl+Z', help: 'to the shell and back with fg', run: ({ suspend }) => suspend() },
  { keys: ['ctrl+l'], shown: 'Ctrl+L', help: 'draw the screen anew', run: ({ redraw }) => redraw() },
];
