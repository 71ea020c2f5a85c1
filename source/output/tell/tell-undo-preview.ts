import type { RestoredRows, UndoOffer, UndoPreview } from '../../domain/change/undo-preview.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { showValue } from '../change/value.ts';
import { someOf } from './some-of.ts';
import { tellIrreversible, withoutStop } from './tell-change.ts';
import { type Told, toldLines } from './told.ts';

/** A change that may be taken back: what it was and when, what comes back, value by value, what was changed since, what stays. */
export const tellUndoPreview = (preview: UndoPreview, doneAt: string): Told => {
  const { entry, rows, left, mails } = preview;
  const stay = mails.gone === 0 ? [] : [`${tellGone(preview)}, and stay as they are.`];
  return {
    status: 'ok',
    sentence: `${withoutStop(entry.title)}, done ${doneAt} (${entry.id})`,
    details: [
      ...toldLines('ok', rows.flatMap(tellRestored)),
      ...toldLines('ok', entry.changed.length === 0 ? [] : [`It changed: ${entry.changed.join(', ')}.`]),
      ...toldLines('warn', [...stay, ...someOf(left), ...entry.irreversible.map(tellIrreversible)]),
    ],
  };
};

/** A change of which nothing can come back, in one line. */
export const tellPassed = (preview: UndoPreview, doneAt: string): string => {
  const { entry, mails } = preview;
  const why = mails.gone > 0 ? tellGone(preview) : 'all of it was changed since, or is too old';
  return `${withoutStop(entry.title)}, done ${doneAt}: ${why}: nothing to take back.`;
};

/** Where every change of the journal is passed over. */
export const tellAllPassed = ({ passed }: Pick<UndoOffer, 'passed'>, now: Date): Told => ({
  status: 'skipped',
  sentence: 'Nothing is left that could be taken back.',
  details: toldLines('skipped', someOf(passed.map((other) => tellPassed(other, formatClock(other.entry.at, now))))),
});

/** `290 of 290 have left`; a mail that was not sent again was changed by somebody. */
const tellGone = ({ entry: { action }, mails: { of, gone } }: UndoPreview): string => {
  const some = `${formatCount(gone)} of ${formatCount(of)}`;
  return action === 'retry' ? `${some} have left` : `${some} mails were changed since`;
};

const tellRestored = ({ table, what, back, values }: RestoredRows): readonly string[] => {
  const count = countOf(back, 'row');
  const is = back === 1 ? 'is' : 'are';
  switch (what) {
    case 'inserted':
      return [`${countOf(back, 'new row')} of ${table} ${is} removed.`];
    case 'deleted':
      return [`${countOf(back, 'deleted row')} of ${table} ${is} put back.`];
    case 'updated': {
      const more = back - new Set(values.map(({ row }) => row)).size;
      return [
        `${count} of ${table} ${is} written back:`,
        ...values.map(({ row, column, now, before }) => `${row}  ${column}: ${showValue(now)} → ${showValue(before)}`),
        ...(more > 0 ? [`and ${formatCount(more)} more`] : []),
      ];
    }
  }
};
