import type { KeyLayer } from './layer.ts';
import { namedKeys } from './named-keys.ts';
import type { Typed } from './typed.ts';

interface Waiting {
  /** What the footer says of Esc. */
  readonly label: string;
  leave(): void;
  /** Everything but Esc. */
  hear(typed: Typed): void;
}

/** The keys while something that was asked for is still to come: Esc leaves it, and nothing else acts. */
export const waitingLayer = ({ label, leave, hear }: Waiting): KeyLayer => ({
  keys: [
    {
      keys: ['esc'],
      shown: namedKeys.back,
      footer: { shown: namedKeys.back, label },
      help: 'leave it, and forget what was typed for it',
      run: leave,
    },
  ],
  isModal: true,
  type(key) {
    hear({ key });
    return true;
  },
  paste: (paste) => hear({ paste }),
});
