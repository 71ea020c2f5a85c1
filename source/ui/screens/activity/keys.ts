import type { LineStep } from '../../components/lines/scroll.ts';
import type { KeyBinding } from '../../keys/binding.ts';
import { namedKeys } from '../../keys/named-keys.ts';

/** What the log can be told. */
export interface ActivityControls {
  move(step: LineStep): void;
  unfold(): void;
  openFilter(): void;
  /** Whether there is a filter to take away. */
  isFiltered(): boolean;
  clearFilter(): void;
  copyLine(): void;
  copyAll(): void;
  export(): void;
  /** Why there is no line; undefined when there is one. */
  nothingHere(): string | undefined;
}

export const activityKeys: readonly KeyBinding<ActivityControls>[] = [
  {
    keys: ['j', 'down'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'move' },
    help: 'to the next line; at the last one it follows what is done',
    run: ({ move }) => move(1),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'to the line before', run: ({ move }) => move(-1) },
  { keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page further', run: ({ move }) => move('page-down') },
  { keys: ['pageup'], shown: 'PgUp', help: 'a page back', run: ({ move }) => move('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the oldest line', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the newest line', run: ({ move }) => move('last') },
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'whole' },
    help: 'the whole line, with what came of it',
    disabled: ({ nothingHere }) => nothingHere(),
    run: ({ unfold }) => unfold(),
  },
  {
    keys: [namedKeys.find],
    shown: namedKeys.find,
    footer: { shown: namedKeys.find, label: 'filter' },
    help: 'only lines with these words: smtp, a host, a table',
    run: ({ openFilter }) => openFilter(),
  },
  {
    keys: ['y'],
    shown: 'y',
    footer: { shown: 'y', label: 'copy' },
    help: 'copy the line',
    disabled: ({ nothingHere }) => nothingHere(),
    run: ({ copyLine }) => copyLine(),
  },
  {
    keys: ['Y'],
    shown: 'Y',
    help: 'copy all lines that are shown',
    disabled: ({ nothingHere }) => nothingHere(),
    run: ({ copyAll }) => copyAll(),
  },
  {
    keys: [namedKeys.export],
    shown: namedKeys.export,
    footer: { shown: namedKeys.export, label: 'export' },
    help: 'write all lines that are shown to a file',
    disabled: ({ nothingHere }) => nothingHere(),
    run: (controls) => controls.export(),
  },
];

/** Takes the filter away before Esc leads back. */
export const clearKey: KeyBinding<Pick<ActivityControls, 'clearFilter'>> = {
  keys: ['esc'],
  shown: 'Esc',
  help: 'take the filter away',
  run: ({ clearFilter }) => clearFilter(),
};

export const activityFilterKeys: readonly KeyBinding<{ close(): void; clear(): void }>[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'keep the filter' },
    help: 'keep the filter',
    run: ({ close }) => close(),
  },
  {
    keys: ['esc'],
    shown: 'Esc',
    footer: { shown: 'Esc', label: 'take it away' },
    help: 'take the filter away',
    run: ({ clear }) => clear(),
  },
];
