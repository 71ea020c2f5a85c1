import type { KeyBinding } from '../../keys/binding.ts';
import type { QueueScreenState } from './state.ts';

/** What the queue screen can be told to do. */
export interface QueueControls {
  read(): QueueScreenState;
  togglePause(): void;
  refreshNow(): void;
  stepInterval(step: 1 | -1): void;
}

export const queueKeys: readonly KeyBinding<QueueControls>[] = [
  {
    keys: ['p'],
    shown: 'p',
    footer: { shown: 'p', label: 'pause' },
    help: 'pause or go on; what changes meanwhile is counted',
    run: ({ togglePause }) => togglePause(),
  },
  {
    keys: ['r'],
    shown: 'r',
    footer: { shown: 'r', label: 'look now' },
    help: 'look now, at every waiting and failed mail',
    disabled: ({ read }) => (read().paused === undefined ? undefined : 'Paused: p goes on.'),
    run: ({ refreshNow }) => refreshNow(),
  },
  {
    keys: ['+', '='],
    shown: '+',
    footer: { shown: '+ -', label: 'interval' },
    help: 'look less often (up to every 30 s)',
    run: ({ stepInterval }) => stepInterval(1),
  },
  {
    keys: ['-', '_'],
    shown: '-',
    help: 'look more often (down to every second)',
    run: ({ stepInterval }) => stepInterval(-1),
  },
];
