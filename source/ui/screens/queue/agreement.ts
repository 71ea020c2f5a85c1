import type { Verdict } from '../../../domain/finding/verdict.ts';
import type { FirstLook } from '../../../domain/finding/vital-sign.ts';
import type { QueuePicture } from '../../../domain/mail/queue.ts';
import { formatCount } from '../../../domain/wording/count.ts';

/** What stood on the screen when something was measured. */
export interface Seen {
  readonly waiting: number;
  readonly failed: number;
  /** What mail depends on and was broken. */
  readonly broken: readonly string[];
}

/** Undefined before everything was counted. */
export const see = (
  picture: Pick<QueuePicture, 'counts' | 'complete'> | undefined,
  firstLook: Pick<FirstLook, 'vitalSigns'> | undefined,
): Seen | undefined =>
  picture?.complete === true && firstLook !== undefined
    ? {
        waiting: picture.counts.outgoing,
        failed: picture.counts.exception,
        broken: firstLook.vitalSigns.filter(({ status }) => status === 'fail').map(({ subject }) => subject),
      }
    : undefined;

/** Whether a sentence names this number, and so is wrong once it is another. */
export const names = (sentence: string, count: number): boolean =>
  ` ${sentence} `.split(formatCount(count)).some((before, index, pieces) => {
    const after = pieces[index + 1];
    return after !== undefined && !/\d[ ,.]?$/.test(before) && !/^[ ,.]?\d/.test(after);
  });

/** How what was measured stands to what is seen now: `moved`, where only its numbers are a little older. */
export type Agreement = 'same' | 'moved' | 'contradicts';

/** A number may grow or shrink by this share before a sentence that names it is wrong rather than old: from or to nothing never. */
const tolerated = 0.1;

const compareNumbers = (then: number, now: number): Agreement => {
  if (then === now) return 'same';
  return Math.abs(now - then) > Math.max(then, now) * tolerated ? 'contradicts' : 'moved';
};

/** So few mails may have left by a server that works while another refuses all. */
const strays = 5;

/** Whether mails left where they are said to fail: those that failed meanwhile did not leave, and more that wait prove nothing. */
const haveLeft = (then: Seen, now: Seen): boolean =>
  then.waiting - now.waiting - Math.max(0, now.failed - then.failed) > Math.max(strays, then.waiting * tolerated);

/**
 * Whether a diagnosis still fits what is seen. Mails that wait come and go, so they count where something is broken, where
 * it says that mails fail now and yet they leave, or where its sentence names how many they were; mails that failed always do.
 */
export const compareSeen = (
  then: Seen,
  now: Seen,
  { summary, status }: Pick<Verdict, 'summary' | 'status'>,
): Agreement => {
  if (then.broken.join() !== now.broken.join()) return 'contradicts';
  const failed = compareNumbers(then.failed, now.failed);
  const waiting = compareNumbers(then.waiting, now.waiting);
  if (failed === 'contradicts') return 'contradicts';
  // A healthy queue is empty one moment and not the next.
  const speaksOfWaiting = then.broken.length > 0 || (then.waiting > 0 && names(summary, then.waiting));
  if (waiting === 'contradicts' && speaksOfWaiting) return 'contradicts';
  if (then.failed > 0 && status === 'fail' && haveLeft(then, now)) return 'contradicts';
  return failed === 'same' && waiting === 'same' ? 'same' : 'moved';
};
