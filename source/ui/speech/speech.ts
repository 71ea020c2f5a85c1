import type { Status } from '../../domain/finding/status.ts';
import { formatCount } from '../../domain/wording/count.ts';

/** What is said of one thing. */
export interface Sentence {
  /** The thing: what is said of it is said again only once it is another. */
  readonly about: string;
  readonly text: string;
  /** What must be another for that; the text, unless something in it grows by itself, as an age does. */
  readonly gist?: string;
  /**
   * `now`, by default: at once. `later`: numbers that move all the time, not before a while has passed. `asked`: only with
   * everything else.
   */
  readonly when?: 'now' | 'later' | 'asked';
}

/** A text that is being written, and what it is the answer to. */
export interface SpokenField {
  readonly label: string;
  readonly value: string;
}

/** All that is on a screen, for somebody who hears it: in the order in which it helps. */
export interface Speech {
  /** Nothing can be told yet, and what can be pressed is said with what comes. */
  readonly isPassing?: true;
  /** Which screen, dialog or pane it is: all of it is said where one comes there. */
  readonly place: string;
  readonly sentences: readonly Sentence[];
  /** What the cursor stands on: said alone when that moves, and last with everything else. */
  readonly focus?: Sentence | undefined;
  readonly field?: SpokenField | undefined;
}

/** What stands for a sign: before a sentence about something that has this status. */
export const spokenSigns: Readonly<Record<Status, string>> = {
  ok: 'Fine:',
  warn: 'Warning:',
  fail: 'Wrong:',
  unknown: 'Not known:',
  skipped: '',
};

/** A sentence with its status in words before it. */
export const withStatus = (status: Status, text: string): string => `${spokenSigns[status]} ${text}`.trimStart();

/** `2 of 298: …`; one place is counted from 0. */
export const atPlace = (place: number, count: number, text: string): string =>
  `${formatCount(place + 1)} of ${formatCount(count)}: ${text}`;

/** A screen has no width for who hears it: nothing is cut, and few sentences take two lines. */
export const spokenColumns = 2_000;
