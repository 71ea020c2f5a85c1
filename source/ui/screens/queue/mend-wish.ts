import type { Store } from '../../store.ts';
import type { QueueScreenAction, QueueScreenState, ShownDiagnosis } from './state.ts';

/** What somebody wants to begin as soon as it is known what that is. */
export interface MendWish {
  make(): void;
  /** They turned to something else. */
  drop(): void;
  /** Begins to wait for diagnoses; returns how to stop. */
  start(): () => void;
}

/** `fulfil` hears the first diagnosis that ends after the wish was made; it may look and ask, and changes nothing. */
export const createMendWish = (
  queue: Store<QueueScreenState, QueueScreenAction>,
  fulfil: (diagnosed: ShownDiagnosis) => void,
): MendWish => {
  let wish: { readonly before: ShownDiagnosis | undefined } | undefined;
  const look = (): void => {
    const { diagnosed, isMeasuring, isOutdated, freshness } = queue.read();
    if (wish === undefined) return;
    // Whatever is read when the connection is back, nobody waits for it.
    if (freshness.kind === 'lost') wish = undefined;
    if (wish === undefined || isMeasuring || isOutdated || diagnosed === undefined || diagnosed === wish.before) return;
    wish = undefined;
    fulfil(diagnosed);
  };
  return {
    make() {
      wish = { before: queue.read().diagnosed };
    },
    drop() {
      wish = undefined;
    },
    start: () => queue.subscribe(look),
  };
};
