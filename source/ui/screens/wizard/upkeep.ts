import type { Store } from '../../store.ts';
import { restAfter, type Unasked, wantsDiagnosis } from '../queue/upkeep.ts';
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
  let isWatching = false;
  let rest: NodeJS.Timeout | undefined;

  const measure = async (): Promise<void> => {
    hasBegun = true;
    isBusy = true;
    await checks.run({ isUnasked: true });
    isBusy = false;
    unasked = { runs: unasked.runs + 1, endedAt: now() };
    look();
  };

  const look = (): void => {
    clearTimeout(rest);
    const { dialog, run } = store.read();
    // What a dialog stands on is not to be measured away under it.
    if (!isWatching || isBusy || dialog !== undefined || run !== undefined || source.wizard.causes.length === 0) return;
    const at = now();
    if (wantsDiagnosis(queue.read(), unasked, at)) void measure();
    else lookAfterRest(at);
  };

  /** A quiet queue tells nothing by which to notice that the rest is over. */
  const lookAfterRest = (at: Date): void => {
    const { runs, endedAt } = unasked;
    const leftMs = endedAt === undefined ? 0 : endedAt.getTime() + restAfter(runs) - at.getTime();
    if (leftMs > 0) rest = setTimeout(look, leftMs).unref();
  };

  return {
    start() {
      isWatching = true;
      look();
      const stops = [queue.subscribe(look), store.subscribe(look)];
      return () => {
        isWatching = false;
        clearTimeout(rest);
        for (const stop of stops) stop();
      };
    },
    measureOnce() {
      if (!hasBegun) void measure();
    },
  };
};
