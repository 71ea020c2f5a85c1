import type { BoundKey, KeyLayer } from '../../keys/layer.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { waitingLayer } from '../../keys/waiting-layer.ts';

/** What acts on no mail: it is done at once. */
const atOnce: readonly string[] = [
  namedKeys.undo,
  '/',
  namedKeys.findFromRetry,
  'o',
  'O',
  'b',
  'p',
  'r',
  namedKeys.clearMarks,
  namedKeys.export,
  'esc',
];

/** What marks mails by what the filter means, which is known before they are. */
const marking = namedKeys.markAll;

/** What changes the mail under the cursor where none is marked, one mail even without a question: it must have been seen. */
const changing: readonly string[] = [namedKeys.retry, 'S', 'C', 'X'];

/** What opens something: what is typed after it is meant for that, and not for this list. */
const opening: readonly string[] = [...changing, 'T', 'enter', namedKeys.explain];

const stillReading = 'The mails are still being read.';

/** Keys that came before the mails that they mean. */
export interface EarlyKeys {
  /** The list's keys while its mails are being read: what acts on mails is kept. */
  layer(): KeyLayer;
  /** Keeps these, as if they were pressed now, and nothing else. */
  put(keys: readonly string[]): void;
  /** Gives back what was kept, in its order, and forgets it. */
  take(): readonly string[];
}

/** A key that is pressed in the moment in which the list opens must not be lost, nor act on another mail than it means. */
export const createEarlyKeys = (listKeys: readonly BoundKey[], say: (message: string) => void): EarlyKeys => {
  let kept: readonly string[] = [];
  const keep = (key: string): void => {
    if (changing.includes(key) && !kept.includes(marking)) say(stillReading);
    else kept = [...kept, key];
  };
  const keys = listKeys.map((binding): BoundKey => {
    if (binding.keys.some((key) => atOnce.includes(key))) return binding;
    const { disabled: _, ...rest } = binding;
    return { ...rest, run: (_state, key) => keep(key) };
  });
  const waiting = waitingLayer({
    label: 'leave it',
    leave() {
      kept = [];
    },
    hear: () => say(stillReading),
  });
  return {
    layer: () => (kept.some((key) => opening.includes(key)) ? waiting : { keys }),
    put: (pressed) => {
      kept = pressed;
    },
    take: () => {
      const taken = kept;
      kept = [];
      return taken;
    },
  };
};
