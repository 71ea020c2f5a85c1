import type { KeyLayer } from '../keys/layer.ts';

/** Between two keys of somebody who is writing a word passes less; milliseconds. */
const restMs = 500;

/** Tells the rest of what somebody was writing, which is not wanted any more, from a key for what stands there instead. */
export interface TypingRest {
  /** What was written into is gone. */
  begin(): void;
  /** Whether what is typed now still belongs to that: it does until there was a rest. Asked once for every key. */
  goesOn(): boolean;
}

export const createTypingRest = (now: () => Date): TypingRest => {
  let lastAt: Date | undefined;
  let isBegun = false;
  const isWriting = (at: Date): boolean => lastAt !== undefined && at.getTime() - lastAt.getTime() < restMs;
  return {
    begin() {
      isBegun = isWriting(now());
    },
    goesOn() {
      const at = now();
      isBegun = isBegun && isWriting(at);
      lastAt = at;
      return isBegun;
    },
  };
};

/** Over what stands there instead: the rest does nothing, and is not shown. */
export const restLayer: KeyLayer = { keys: [], type: (key) => key !== 'esc', paste: () => undefined };
