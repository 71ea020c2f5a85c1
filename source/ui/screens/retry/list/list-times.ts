import { visibleLines } from '../../../components/list-window.ts';
import type { RetryState } from '../state.ts';
import { cellsOf } from './cells.ts';

/** What the lines in sight show of the time: the age of each mail, and until when it is held. */
export const listTimes = ({ lines, window, mails, rows, pending }: RetryState, now: Date): string =>
  visibleLines(lines, window)
    .filter((line) => typeof line === 'number')
    .map((id) => {
      const { age, why } = cellsOf(id, {
        mail: mails?.get(id),
        row: rows.get(id),
        departure: pending.departed.get(id),
        outcome: pending.outcomes.get(id),
        now,
      }).cells;
      return `${age} ${why}`;
    })
    .join(' ');
