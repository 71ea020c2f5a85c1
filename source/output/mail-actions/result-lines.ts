import type { ApplyResult } from '../../changes/result.ts';
import type { DirectRetry } from '../../changes/retry/direct/retry-directly.ts';
import type { Outcomes } from '../../changes/retry/follow-outcomes.ts';
import { groupFailures } from '../../domain/replies/groups.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { commandLine } from '../../domain/wording/command-line.ts';
import { countOf } from '../../domain/wording/count.ts';
import { sendingLines } from './sending-lines.ts';

/** What was done, and how the mails were sent where Odoo was told to. */
export const resultLines = (
  result: ApplyResult,
  sending: DirectRetry['sending'],
  flags: readonly string[],
): readonly string[] => {
  if (result.kind === 'not-done') {
    return [`Nothing was changed: ${result.message}`, ...(result.tryThis === undefined ? [] : [`  ${result.tryThis}`])];
  }
  const { entry, why } = result;
  return [
    result.kind === 'applied' ? `Done: ${entry.title}.` : `Done in part: ${entry.title}.`,
    ...entry.changed.map((words) => `  ${words}`),
    ...entry.left.map((words) => `  Left: ${words}`),
    ...(why === undefined || entry.left.includes(why.message) ? [] : [`  ${why.message}`]),
    ...(sending === undefined ? [] : sendingLines(sending)),
    ...(sending?.rest.kind === 'put-back' || !entry.canBeTakenBack
      ? []
      : [`Take it back with: ${commandLine(['undo', entry.id], flags)}`]),
  ];
};

/** How the mails fared that were waited for; `byQueue` are those that nobody waited for, if they are not among them. */
export const outcomeLines = (
  { sent, failed, others, waiting }: Outcomes,
  byQueue: readonly number[] = [],
): readonly string[] => [
  `${countOf(sent.length, 'mail')} sent, ${failed.length} failed again, ${waiting.length} still waiting${leftToQueue(
    byQueue,
    [...sent, ...failed.map(({ id }) => id), ...others, ...waiting],
  )}.`,
  ...failuresAgain(failed).map(({ title, count }) => `  ${countOf(count, 'mail')}: ${title}`),
  ...(others.length === 0 ? [] : [`  ${countOf(others.length, 'mail')} left the queue another way.`]),
];

const leftToQueue = (byQueue: readonly number[], followed: readonly number[]): string => {
  const known = new Set(followed);
  const { length } = byQueue.filter((id) => !known.has(id));
  return length === 0 ? '' : `, ${length} left to the queue`;
};

/** Failures of the mails that were waited for, by class. */
export const failuresAgain = (failed: Outcomes['failed']) =>
  groupFailures(failed.map(({ id, reason }) => ({ id, text: reason }))).map((group) => ({
    class: group.class,
    title: titleOfGroup(group),
    count: group.count,
    sample: group.sample,
  }));
