import { countOf } from '../../domain/wording/count.ts';
import type { Happening, History } from '../../inspection/history/history.ts';
import { formatDate } from '../queue/queue-lines.ts';
import { describeHappening, describeMark, describeValues } from './lines.ts';

/** A history for a person's terminal, oldest first. */
export const formatHistoryText = (history: History, { ascii }: { readonly ascii: boolean }): string => {
  const { since, onset, happenings, suspect, unseen } = history;
  const line = (happening: Happening): readonly string[] => {
    const mark = describeMark(happening, history);
    return [
      `  ${formatDate(happening.at)}  ${describeHappening(happening)}${mark === undefined ? '' : `   ${ascii ? '<-' : '←'} ${mark}`}`,
      ...describeValues(happening, ascii ? '->' : '→').map((value) => `                          ${value}`),
    ];
  };
  return [
    `What changed, since ${formatDate(since)}`,
    onset === null
      ? 'No mail stands failed.'
      : `First failure: ${formatDate(onset.at)}, ${onset.title} (${countOf(onset.count, 'mail')})`,
    ...(onset !== null && suspect === null ? ['No change that can have caused it is seen before it.'] : []),
    '',
    ...(happenings.length === 0 ? ['  Nothing is known to have changed.'] : happenings.flatMap(line)),
    '',
    ...unseen,
    '',
  ].join('\n');
};
