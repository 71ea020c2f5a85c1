import { describe, expect, test } from 'vitest';
import { fleetCells, fleetColumns } from '../../../source/ui/fleet/columns.ts';
import { fitFleetHeadline, fleetHeadline } from '../../../source/ui/fleet/headline.ts';
import type { FleetRow } from '../../../source/ui/fleet/source.ts';
import {
  createFleetState,
  type FleetAction,
  fleetReducer,
  orderRows,
  underCursor,
} from '../../../source/ui/fleet/state.ts';

const row = (database: string, status: FleetRow['status'], given: Partial<FleetRow> = {}): FleetRow => ({
  database,
  status,
  verdict: 'words',
  waiting: 0,
  failed: 0,
  oldestAt: null,
  lastSentAt: null,
  ...given,
});

const hour = (at: number): Date => new Date(Date.UTC(2026, 10, 28, at));
const names = (rows: readonly FleetRow[]): readonly string[] => rows.map(({ database }) => database);

const fleet: readonly FleetRow[] = [
  row('well', 'ok', { waiting: 3 }),
  row('copy', 'skipped'),
  row('unseen', undefined, { waiting: null, failed: null }),
  row('odd', 'warn', { failed: 9 }),
  row('shut', 'unknown', { waiting: null, failed: null, verdict: 'It takes no further connection.' }),
  row('young', 'fail', { waiting: 7, oldestAt: hour(9) }),
  row('aged', 'fail', { waiting: 5, oldestAt: hour(3), verdict: 'The oldest waits; none failed.' }),
];

test.each([
  ['trouble first', ['aged', 'young', 'shut', 'odd', 'unseen', 'copy', 'well']],
  ['by name', ['aged', 'copy', 'odd', 'shut', 'unseen', 'well', 'young']],
  ['most waiting', ['young', 'aged', 'well', 'copy', 'odd', 'shut', 'unseen']],
  ['most failed', ['odd', 'aged', 'copy', 'well', 'young', 'shut', 'unseen']],
  ['oldest first', ['aged', 'young', 'copy', 'odd', 'shut', 'unseen', 'well']],
] as const)('%s', (order, expected) => {
  expect(names(orderRows(fleet, order))).toEqual(expected);
});

const after = (...actions: readonly FleetAction[]) => actions.reduce(fleetReducer, createFleetState());

test.each([
  ['fail', ['aged', 'young']],
  ['unknown', ['shut']],
  ['FAILED', ['aged']],
  ['connection further', ['shut']],
  ['fail young', ['young']],
  ['ok', ['well']],
  ['nobody', []],
  ['', ['aged', 'young', 'shut', 'odd', 'unseen', 'copy', 'well']],
])('the filter %s means', (text, expected) => {
  expect(names(after({ kind: 'told', rows: fleet }, { kind: 'filtered', text }).shown)).toEqual(expected);
});

test('the cursor stays on its database while others come and go, and the order changes', () => {
  const state = after({ kind: 'told', rows: fleet }, { kind: 'moved', step: 'down' }, { kind: 'moved', step: 'down' });
  expect(underCursor(state)?.database).toBe('shut');
  const worse = fleet.map((each) => (each.database === 'well' ? row('well', 'fail', { oldestAt: hour(1) }) : each));
  const told = fleetReducer(state, { kind: 'told', rows: worse });
  expect(names(told.shown).slice(0, 4)).toEqual(['well', 'aged', 'young', 'shut']);
  expect(underCursor(told)?.database).toBe('shut');
  expect(underCursor(fleetReducer(told, { kind: 'ordered' }))?.database).toBe('shut');
  const gone = fleetReducer(told, { kind: 'told', rows: worse.filter(({ database }) => database !== 'shut') });
  expect(underCursor(gone)?.database).toBe('odd');
});

test('why a database did not open stays until the cursor moves', () => {
  const state = after({ kind: 'told', rows: fleet }, { kind: 'said', message: 'No.' }, { kind: 'told', rows: fleet });
  expect(state.said).toBe('No.');
  expect(fleetReducer(state, { kind: 'moved', step: 'down' }).said).toBeUndefined();
});

test.each([
  [undefined, undefined, 'Looking which databases there are …'],
  [[], 'unknown', 'No Odoo database with mail is open to this role.'],
  [fleet, 'fail', '7 databases: 2 are in trouble; 1 wants a look; 1 cannot be read; 1 not looked at yet'],
  [[row('a', 'warn'), row('b', 'ok')], 'warn', '2 databases: 1 wants a look'],
  [[row('a', 'unknown'), row('b', 'ok')], 'unknown', '2 databases: 1 cannot be read'],
  [[row('a', undefined), row('b', 'ok')], undefined, '2 databases: 1 not looked at yet'],
  [[row('a', 'skipped'), row('b', 'ok')], 'ok', '2 databases: nothing wrong is seen'],
] as const)('all together (%#)', (rows, status, text) => {
  expect(fleetHeadline({ rows })).toMatchObject({ status, text });
});

test.each([
  [110, '7 databases: 2 are in trouble; 1 wants a look; 1 cannot be read; 1 not looked at yet', ' · trouble first'],
  [86, '7 databases: 2 are in trouble; 1 wants a look; 1 cannot be read; 1 not looked at yet', ''],
  [78, '7 databases: 2 in trouble, 1 to look at, 1 unreadable, 1 not seen yet', ''],
] as const)(
  'in %d cells the headline is whole, and the order of the rows gives way to it',
  (width, sentence, order) => {
    expect(fitFleetHeadline(fleetHeadline({ rows: fleet }), ' · trouble first', width)).toEqual({ sentence, order });
  },
);

describe('the columns', () => {
  test.each([
    [40, ['database', 'waiting', 'failed', 'verdict']],
    [60, ['database', 'waiting', 'failed', 'oldest', 'verdict']],
    [100, ['database', 'waiting', 'failed', 'oldest', 'sent', 'verdict']],
  ])('of a terminal of %d cells', (terminal, expected) => {
    expect(fleetColumns(terminal - 2, terminal, 12).map(({ key }) => key)).toEqual(expected);
  });

  test.each([40, 60, 80, 120, 200])('fill %d cells, however long the names are', (terminal) => {
    for (const longest of [1, 12, 63]) {
      const columns = fleetColumns(terminal - 2, terminal, longest);
      const sum = columns.reduce((all, { width }) => all + width, 0) + 2 * (columns.length - 1);
      expect(sum).toBe(terminal - 2);
      expect(Math.min(...columns.map(({ width }) => width))).toBeGreaterThan(7);
    }
  });

  test('say what is not known by a dash', () => {
    expect(fleetCells(row('a', 'unknown', { waiting: null, failed: null }), hour(12))).toMatchObject({
      waiting: '—',
      failed: '—',
      oldest: '—',
      sent: '—',
    });
    const known = row('a', 'ok', { waiting: 1_204, failed: 0, oldestAt: hour(9), lastSentAt: hour(11) });
    expect(fleetCells(known, hour(12))).toMatchObject({
      waiting: '1 204',
      failed: '0',
      oldest: '3 h 00 m',
      sent: '1 h 00 m',
    });
  });
});
