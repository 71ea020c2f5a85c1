import type { KeyBinding } from '../keys/binding.ts';
import { namedKeys } from '../keys/named-keys.ts';

export interface SetupControls {
  move(step: 1 | -1): void;
  /** Whether the cursor is on the TLS mode, which is chosen and not written. */
  isOnTls(): boolean;
  turnTls(step: 1 | -1): void;
  isTrying(): boolean;
  /** Tries the form, or opens what is under the cursor. */
  open(): void;
  /** Stops the trial, or leaves. */
  back(): void;
}

const move: readonly KeyBinding<Pick<SetupControls, 'move'>>[] = [
  {
    keys: ['down', 'tab'],
    shown: '↓ Tab',
    footer: { shown: '↑ ↓', label: 'move' },
    help: 'to the next field',
    run: ({ move }) => move(1),
  },
  { keys: ['up'], shown: '↑', help: 'to the field before', run: ({ move }) => move(-1) },
];

/** The keys of the form; `leads` says where leaving it leads. Letters are text. */
export const setupKeys = (leads: string): readonly KeyBinding<SetupControls>[] => [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'try and open' },
    help: 'try what the form says, or open what the cursor is on',
    disabled: ({ isTrying }) => (isTrying() ? `It is being tried just now; ${namedKeys.back} stops it.` : undefined),
    run: ({ open }) => open(),
  },
  ...move,
  {
    keys: ['esc'],
    shown: 'Esc',
    footer: { shown: 'Esc', label: leads },
    help: `stop the trial; else ${leads}`,
    run: ({ back }) => back(),
  },
];

/** What turns the TLS mode while the cursor is on it; elsewhere these keys move in the text. */
export const tlsKeys: readonly KeyBinding<SetupControls>[] = [
  {
    keys: ['right', 'space'],
    shown: '→',
    footer: { shown: '← →', label: 'TLS mode' },
    help: 'the next TLS mode',
    run: ({ turnTls }) => turnTls(1),
  },
  { keys: ['left'], shown: '←', help: 'the TLS mode before', run: ({ turnTls }) => turnTls(-1) },
];

/** The keys of the list of databases. */
export const databaseListKeys: readonly KeyBinding<Pick<SetupControls, 'move' | 'open' | 'back'>>[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'open it' },
    help: 'open this database',
    run: ({ open }) => open(),
  },
  {
    keys: ['j', 'down', 'tab'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'move' },
    help: 'to the next database',
    run: ({ move }) => move(1),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'to the database before', run: ({ move }) => move(-1) },
  {
    keys: ['esc', 'q'],
    shown: 'Esc',
    footer: { shown: 'Esc', label: 'back' },
    help: 'back to the form',
    run: ({ back }) => back(),
  },
];
