import type { Store } from '../../store.ts';
import { type Unasked, wantsDiagnosis } from '../queue/upkeep.ts';
import type { ScreenWorld } from '../screen.ts';
import type { Checks } from './checks.ts';
import type { WizardAction } from './reducer.ts';
import type { WizardState } from './state.ts';

/** Keeps the diagnosis as new as what stands below it. */
export interface Upkeep {
  /** Begins to watch the queue; returns how to stop. */
  start(): () => void;
  /** Somebody came to look: measures unless that was done. */
  measureOnce(): void;
}

interface UpkeepOptions extends Pick<ScreenWorld, 'queue' | 'now' | 'source'> {
  readonly store: Store<WizardState, WizardAction>;
  readonly checks: Checks;
}

export const createUpkeep = ({ queue, now, store, checks, source }: UpkeepOptions): Upkeep => {
  let unasked: Unasked = { runs: 0, endedAt: undefined };
  let hasBegun = false;
  let isBusy = false;

  const measure = async (): Promise<void> => {
    hasBegun = true;
    isBusy = true;
    await checks.run({ isUnasked: true });
    isBusy = false;
    unasked = { runs: unasked.runs + 1, endedAt: now() };
  };

  return {
    start() {
      const look = (): void => {
        const { dialog, run } = store.read();
        // What a dialog stands on is not to be measured away under it.
        if (isBusy || dialog !== undefined || run !== undefined || source.wizard.causes.length === 0) return;
        if (wantsDiagnosis(queue.read(), unasked, now())) void measure();
      };
      look();
      return queue.subscribe(look);
    },
    measureOnce() {
      if (!hasBegun) void measure();
    },
  };
};
