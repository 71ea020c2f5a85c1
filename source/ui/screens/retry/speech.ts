import { countOf, formatCount } from '../../../domain/wording/count.ts';
import { plainWords } from '../../speech/plain-words.ts';
import { atPlace, type Sentence, type Speech, spokenColumns, withStatus } from '../../speech/speech.ts';
import { speakRetryDialog } from './dialog/speech.ts';
import { cellsOf } from './list/cells.ts';
import { describeOrder } from './list/list-order.ts';
import { describeShared, sameForAll } from './list/same-for-all.ts';
import { countHiddenMarks } from './marks.ts';
import { describeCount } from './screen.tsx';
import type { RetryState } from './state.ts';

/** How many mails there are and which, then the one under the cursor. */
export const speakRetry = (state: RetryState, now: Date): Speech => {
  const { dialog, box, problem, mails } = state;
  if (dialog !== undefined) return speakRetryDialog(dialog, now);
  const sentences = [
    {
      about: 'title',
      text: sayTitle(state),
      gist: `${mails?.length} ${state.failed} ${describeOrder(state.order)}`,
      when: 'later',
    },
    ...sayMarks(state),
    ...(problem === undefined ? [] : [{ about: 'problem', text: withStatus('fail', plainWords(problem.sentence)) }]),
    ...(box?.wrong === undefined ? [] : [{ about: 'wrong', text: withStatus('fail', plainWords(box.wrong)) }]),
  ] satisfies readonly Sentence[];
  if (box !== undefined)
    return { place: 'retry filter', sentences, field: { label: 'Filter', value: box.field.value } };
  if (mails === undefined && problem === undefined) return { place: 'retry unread', isPassing: true, sentences };
  // Another filter is another list.
  const place = `retry ${state.filterText} ${state.grouping ?? ''}`;
  return { place, sentences, focus: sayLine(state, now) };
};

const sayTitle = (state: RetryState): string => {
  const { mails, failed, order, grouping, filterText, problem } = state;
  if (mails === undefined) return problem === undefined ? 'Reading the mails.' : 'The mails were not read.';
  if (mails.length === 0)
    return filterText === '' ? 'No mail waits and none failed.' : 'No mail is meant by this filter.';
  const shared = describeShared(sameForAll(state, spokenColumns), { isFailedSaid: failed === mails.length });
  const parts = [
    describeCount(mails.length, failed),
    shared,
    describeOrder(order),
    ...(grouping === undefined ? [] : [`grouped by ${grouping}`]),
    ...(filterText === '' ? [] : [`filter ${filterText}`]),
  ];
  return `${plainWords(parts.filter((part) => part !== '').join(' · '))}.`;
};

const sayMarks = (state: RetryState): readonly Sentence[] => {
  const { size } = state.marks;
  if (size === 0) return [];
  const hidden = countHiddenMarks(state);
  return [
    {
      about: 'marks',
      text: `${formatCount(size)} marked${hidden === 0 ? '' : `, ${formatCount(hidden)} of them not shown`}.`,
    },
  ];
};

/** The row under the cursor; nothing until it was read. */
const sayLine = (state: RetryState, now: Date): Sentence | undefined => {
  const { lines, window, mails, rows, pending, marks } = state;
  const line = lines[window.cursor];
  if (line === undefined) return undefined;
  if (typeof line === 'object') {
    const text = `group ${line.title}, ${countOf(line.ids.length, 'mail')}, ${line.isOpen ? 'open' : 'closed'}.`;
    return { about: 'focus', text: atPlace(window.cursor, lines.length, plainWords(text)) };
  }
  const row = rows.get(line);
  const departure = pending.departed.get(line);
  if (row === undefined && departure === undefined) return undefined;
  const outcome = pending.outcomes.get(line);
  const { cells } = cellsOf(line, { mail: mails?.get(line), row, departure, outcome, now });
  const { state: stands, to, subject, server, why, age } = cells;
  const isMarked = marks.has(line) ? 'marked, ' : '';
  const what = `${isMarked}mail ${line}, ${stands}, to ${to}, ${subject}${why === '' ? '' : `, ${why}`}`;
  return {
    about: 'focus',
    text: atPlace(window.cursor, lines.length, plainWords(`${what}, ${server}, ${age} old.`)),
    // Its age grows by itself, and its place changes as others leave.
    gist: what,
  };
};
