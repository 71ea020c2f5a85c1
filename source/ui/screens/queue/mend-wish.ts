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

interface WishOptions {
  readonly queue: Store<QueueScreenState, QueueScreenAction>;
  /** Hears the first diagnosis that ends after the wish was made; it may look and ask, and changes nothing. */
  fulfil(diagnosed: ShownDiagnosis): void;
  /** Hears that the connection was lost, or measuring broke off: nobody waits any more, though they did not drop the wish. */
  giveUp(): void;
}

export const createMendWish = ({ queue, fulfil, giveUp }: WishOptions): MendWish => {
  let wish: { readonly before: ShownDiagnosis | undefined; readonly isHeeded: boolean } | undefined;
  const look = (): void => {
    const { diagnosed, isMeasuring, isOutdated, freshness } = queue.read();
    if (wish === undefined) return;
    const found = diagnosed === wish.before ? undefined : diagnosed;
    const hasEnded = !isMeasuring && !isOutdated && (found !== undefined || wish.isHeeded);
    wish = { ...wish, isHeeded: wish.isHeeded || isMeasuring };
    // Whatever is read when the connection is back, nobody waits for it.
    const isLost = freshness.kind === 'lost';
    if (!isLost && !hasEnded) return;
    wish = undefined;
    if (isLost || found === undefined) giveUp();
    else fulfil(found);
  };
  return {
    make() {
      const { diagnosed, isMeasuring } = queue.read();
      wish = { before: diagnosed, isHeeded: isMeasuring };
    },
    drop() {
      wish = undefined;
    },
    start: () => queue.subscribe(look),
  };
};
