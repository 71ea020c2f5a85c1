import { expect, test } from 'vitest';
import type { Happening, History } from '../../../../source/inspection/history/history.ts';
import { createHistoryState, historyReducer, linesOfHistory } from '../../../../source/ui/screens/history/state.ts';

const at = new Date('2026-11-24T12:00:00Z');
const happenings: readonly Happening[] = Array.from({ length: 30 }, (_, index) => ({
  at,
  kind: 'company',
  record: null,
  words: `change ${index}`,
  by: null,
  values: [],
}));
const history: History = { since: at, onset: null, happenings, suspect: null, unseen: [] };

test('a history that was read replaces the trouble, and the cursor stays in sight while it moves', () => {
  const failed = historyReducer(createHistoryState(), { kind: 'failed', trouble: 'gone' });
  expect(historyReducer(failed, { kind: 'reading' })).toMatchObject({ isReading: true, trouble: 'gone' });
  const read = historyReducer(failed, { kind: 'read', history, at });
  expect(read).toMatchObject({ isReading: false, trouble: undefined, position: { cursor: '0', first: 0 } });
  expect(linesOfHistory(read)).toHaveLength(31);
  const small = historyReducer(read, { kind: 'resized', columns: 60, rows: 13 });
  const last = historyReducer(small, { kind: 'moved', step: 'last' });
  expect(last.position).toEqual({ cursor: '29', first: 21 });
  expect(historyReducer(last, { kind: 'moved', step: -1 }).position.cursor).toBe('28');
  expect(historyReducer(last, { kind: 'moved', step: 'first' }).position).toEqual({ cursor: '0', first: 0 });
});
