import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { groupFailures } from '../../domain/replies/groups.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { type Told, toldLines } from './told.ts';

interface Elsewhere {
  /** Mails that nobody waited for because they leave some other time. */
  readonly later?: number;
  /** Mails that the queue sends, if they are not among those that were waited for. */
  readonly byQueue?: readonly number[];
}

/** How the mails fared that were waited for. */
export const tellOutcomes = (outcomes: Outcomes, { later = 0, byQueue = [] }: Elsewhere = {}): Told => {
  const { sent, failed, others, gone, waiting } = outcomes;
  const followed = new Set([...sent, ...failed.map(({ id }) => id), ...others, ...gone, ...waiting]);
  const parts = [
    `${countOf(sent.length, 'mail')} sent`,
    ...countIf(failed.length, 'failed again'),
    ...countIf(waiting.length, 'still waiting'),
    ...countIf(byQueue.filter((id) => !followed.has(id)).length, 'left to the queue'),
    ...countIf(later, later === 1 ? 'leaves later' : 'leave later'),
  ];
  return {
    // Nothing tells that those went well.
    status: failed.length > 0 ? 'warn' : gone.length > 0 ? 'skipped' : 'ok',
    sentence: `${parts.join(', ')}.`,
    details: [
      ...toldLines(
        'fail',
        failuresAgain(failed).map(({ title, count }) => `${countOf(count, 'mail')}: ${title}`),
      ),
      ...toldLines('skipped', others.length === 0 ? [] : [`${countOf(others.length, 'mail')} ${leftOtherwise}.`]),
      ...toldLines('skipped', gone.length === 0 ? [] : [tellGone(gone.length)]),
    ],
  };
};

/** What became of a mail that neither was sent nor failed. */
export const leftOtherwise = 'left the queue another way';

const tellGone = (count: number): string =>
  count === 1
    ? '1 mail is gone: deleted, and nothing tells whether it was sent.'
    : `${countOf(count, 'mail')} are gone: deleted, and nothing tells whether they were sent.`;

const countIf = (count: number, words: string): readonly string[] =>
  count === 0 ? [] : [`${formatCount(count)} ${words}`];

/** Failures of the mails that were waited for, by class. */
export const failuresAgain = (failed: Outcomes['failed']) =>
  groupFailures(failed.map(({ id, reason }) => ({ id, text: reason }))).map((group) => ({
    class: group.class,
    title: titleOfGroup(group),
    count: group.count,
    sample: group.sample,
  }));
