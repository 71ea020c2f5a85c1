import { formatClock, zoneAt } from '../../domain/wording/duration.ts';
import { fleetCells } from './columns.ts';
import type { FleetState } from './state.ts';

/** What the table shows of the time, the clock and the ages of the rows that are seen: it is drawn anew where they change. */
export const fleetTimes = ({ shown, window }: Pick<FleetState, 'shown' | 'window'>, now: Date): string =>
  [
    formatClock(now, now),
    zoneAt(now),
    ...shown.slice(window.first, window.first + window.height).flatMap((row) => {
      const { oldest, sent } = fleetCells(row, now);
      return [oldest, sent];
    }),
  ].join(' ');
