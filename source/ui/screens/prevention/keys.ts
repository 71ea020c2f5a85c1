import type { LineStep } from '../../components/lines/scroll.ts';
import type { KeyBinding } from '../../keys/binding.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { copyAmong, offersAmong } from '../wizard/under-cursor.ts';
import { findingsOfRow, mailsToPutAway, type PreventionState } from './state.ts';

/** What the prevention screen can be told while no dialog is open. */
export interface PreventionControls {
  read(): PreventionState;
  /** Why nothing can be changed; undefined when it can. */
  changesOff(): string | undefined;
  move(step: LineStep): void;
  /** Enter: into the line, unfold, open a remedy. */
  open(): void;
  back(): void;
  next(): void;
  measure(): void;
  measureAll(): void;
  stop(): void;
  fix(): void;
  undo(): void;
  copy(): void;
  copyAll(): void;
}

type Key = KeyBinding<PreventionControls>;

const busy = ({ read }: PreventionControls): string | undefined =>
  read().run === undefined ? undefined : `It is being measured; ${namedKeys.stop} stops that.`;

const nothingToFix = ({ read, changesOff }: PreventionControls): string | undefined => {
  const state = read();
  // Looking at the mails changes nothing yet.
  if (mailsToPutAway(state) !== undefined) return undefined;
  const off = changesOff();
  if (off !== undefined) return off;
  return offersAmong(findingsOfRow(state)).length > 0 ? undefined : 'Nothing here can be mended from this console.';
};

const nothingToCopy = ({ read }: PreventionControls): string | undefined =>
  copyAmong(findingsOfRow(read())) === undefined ? 'There is nothing to copy here.' : undefined;

const moving: readonly Key[] = [
  {
    keys: ['j', 'down'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'move' },
    help: 'down',
    run: ({ move }) => move(1),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ move }) => move(-1) },
  { keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page down', run: ({ move }) => move('page-down') },
  { keys: ['pageup'], shown: 'PgUp', help: 'a page up', run: ({ move }) => move('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the top', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the end', run: ({ move }) => move('last') },
];

/** The keys of list and detail. */
export const preventionKeys: readonly Key[] = [
  {
    keys: ['enter', 'right'],
    shown: namedKeys.open,
    footer: { shown: namedKeys.open, label: 'open' },
    help: 'into the line; there unfold the evidence, or look at a remedy',
    run: ({ open }) => open(),
  },
  {
    keys: [namedKeys.next],
    shown: namedKeys.next,
    footer: { shown: namedKeys.next, label: 'next' },
    help: 'to the next line that is not fine',
    run: ({ next }) => next(),
  },
  {
    keys: [namedKeys.mend],
    shown: namedKeys.mend,
    footer: { shown: namedKeys.mend, label: 'fix' },
    help: 'mend it: shows exactly what would change, and asks',
    disabled: nothingToFix,
    run: ({ fix }) => fix(),
  },
  {
    keys: [namedKeys.undo],
    shown: namedKeys.undo,
    footer: { shown: namedKeys.undo, label: 'undo' },
    help: 'take the newest change back, after showing it',
    disabled: ({ changesOff }) => changesOff(),
    run: ({ undo }) => undo(),
  },
  {
    keys: [namedKeys.measure],
    shown: namedKeys.measure,
    footer: { shown: namedKeys.measure, label: 'again' },
    help: 'measure this line again',
    disabled: busy,
    run: ({ measure }) => measure(),
  },
  {
    keys: [namedKeys.measureAll],
    shown: namedKeys.measureAll,
    help: 'measure all lines again',
    disabled: busy,
    run: ({ measureAll }) => measureAll(),
  },
  {
    keys: [namedKeys.stop],
    shown: namedKeys.stop,
    help: 'stop measuring',
    disabled: ({ read }) => (read().run === undefined ? 'Nothing is being measured.' : undefined),
    run: ({ stop }) => stop(),
  },
  {
    keys: ['y'],
    shown: 'y',
    footer: { shown: 'y', label: 'copy' },
    help: 'copy the command or sentence under the cursor',
    disabled: nothingToCopy,
    run: ({ copy }) => copy(),
  },
  {
    keys: ['Y'],
    shown: 'Y',
    help: 'copy it with everything that belongs to it',
    disabled: nothingToCopy,
    run: ({ copyAll }) => copyAll(),
  },
  ...moving,
  {
    keys: ['esc', 'left', 'h'],
    shown: 'Esc',
    help: 'back to the list, then to the queue',
    run: ({ back }) => back(),
  },
];
