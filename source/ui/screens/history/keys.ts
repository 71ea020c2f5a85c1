import type { LineStep } from '../../components/lines/scroll.ts';
import type { KeyBinding } from '../../keys/binding.ts';

/** What the screen of changes can be told to do. */
export interface HistoryControls {
  move(step: LineStep): void;
  readAgain(): void;
  /** Whether it is being read just now. */
  isReading(): boolean;
}

export const historyKeys: readonly KeyBinding<HistoryControls>[] = [
  {
    keys: ['j', 'down'],
    shown: 'j ↓',
    footer: { shown: 'j k', label: 'move' },
    help: 'further down',
    run: ({ move }) => move(1),
  },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'further up', run: ({ move }) => move(-1) },
  { keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page further', run: ({ move }) => move('page-down') },
  { keys: ['pageup'], shown: 'PgUp', help: 'a page back', run: ({ move }) => move('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the beginning', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the end', run: ({ move }) => move('last') },
  {
    keys: ['r'],
    shown: 'r',
    footer: { shown: 'r', label: 'look again' },
    help: 'look again what changed',
    disabled: ({ isReading }) => (isReading() ? 'It is being read just now.' : undefined),
    run: ({ readAgain }) => readAgain(),
  },
];
