import type { NextStep } from '../../domain/finding/next-step.ts';
import type { KeyLayer } from '../keys/layer.ts';
import { namedKeys } from '../keys/named-keys.ts';
import type { Typed } from '../keys/typed.ts';
import { waitingLayer } from '../keys/waiting-layer.ts';
import type { TypingRest } from './typing-rest.ts';

/** Whose questions are meant. */
type Asked = Pick<NextStep, 'remedy' | 'subject'>;

interface Expected {
  /** Undefined while it is not known yet what will ask. */
  readonly asked: Asked | undefined;
  /** What Esc does, beside forgetting what was typed. */
  leave(): void;
}

/**
 * What is typed for questions that do not stand yet. A password that is typed for them must not act as keys of what
 * still stands there, nor be written into another field than it is meant for: it waits for exactly these questions, or is
 * forgotten.
 */
export interface TypeAhead {
  /** From now on everything that is typed waits. Told again by what opens on the way to the questions. */
  expect(expected: Expected): void;
  isExpecting(): boolean;
  /** Hears that this changed. */
  subscribe(listener: () => void): () => void;
  /** The keys while it is so. */
  layer(): KeyLayer;
  /**
   * The questions stand: gives them what was typed, each in its turn, until one is not taken; that and what follows is
   * forgotten. `isKnown`: whether the person knew what would ask when they typed it.
   */
  giveTo(take: (typed: Typed, isKnown: boolean) => boolean): void;
  /** No questions came; says why, where that is given, and that what was typed for them is forgotten. */
  forget(why?: string): void;
}

interface TypeAheadOptions {
  /** Told when something was forgotten that may be written on. */
  readonly rest: Pick<TypingRest, 'begin'>;
  readonly say: (message: string) => void;
}

const forgottenWords = 'What you typed before it stood there is forgotten.';

export const createTypeAhead = ({ rest, say }: TypeAheadOptions): TypeAhead => {
  const listeners = new Set<() => void>();
  let expected: Expected | undefined;
  let typed: readonly Typed[] = [];
  const change = (next: Expected | undefined): void => {
    expected = next;
    for (const listener of listeners) listener();
  };
  const drop = (why?: string): void => {
    const wasTyped = typed.length > 0;
    const words = [why, wasTyped ? forgottenWords : undefined].filter((sentence) => sentence !== undefined);
    if (words.length > 0) say(words.join(' '));
    if (wasTyped) rest.begin();
    typed = [];
  };
  const keep = (one: Typed): void => {
    // Pressed again it is impatience, not an answer.
    if (typed.length === 0 && 'key' in one && one.key === namedKeys.mend) return;
    typed = [...typed, one];
  };
  const layer = waitingLayer({
    label: 'leave it; what you type waits for it',
    leave() {
      const left = expected;
      typed = [];
      change(undefined);
      left?.leave();
    },
    hear: keep,
  });
  return {
    expect(next) {
      const known = expected?.asked;
      if (known !== undefined && !isSame(known, next.asked)) drop();
      // What was typed before it was known what would ask stays a guess.
      change({ ...next, asked: typed.length > 0 ? known : next.asked });
    },
    isExpecting: () => expected !== undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    layer: () => layer,
    giveTo(take) {
      const isKnown = expected?.asked !== undefined;
      change(undefined);
      while (typed[0] !== undefined && take(typed[0], isKnown)) typed = typed.slice(1);
      drop();
    },
    forget(why) {
      if (expected === undefined) return;
      change(undefined);
      drop(why);
    },
  };
};

const isSame = (one: Asked, other: Asked | undefined): boolean =>
  one.remedy === other?.remedy && one.subject === other.subject;
