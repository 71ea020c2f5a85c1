import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import type { LoggedActivity } from '../../../../source/domain/activity/activity-log.ts';
import { fieldWith } from '../../../../source/ui/components/text-field-state.ts';
import { activityText } from '../../../../source/ui/screens/activity/lines.ts';
import { ActivityScreen } from '../../../../source/ui/screens/activity/screen.tsx';
import {
  type ActivityAction,
  activityReducer,
  createActivityState,
  entryUnderCursor,
} from '../../../../source/ui/screens/activity/state.ts';
import { createTheme } from '../../../../source/ui/theme/theme.ts';
import { ThemeContext } from '../../../../source/ui/theme/theme-context.ts';

const now = new Date(2026, 10, 24, 12, 4, 9);
const entries: readonly LoggedActivity[] = Array.from({ length: 80 }, (_, index) => ({
  id: index + 1,
  at: now,
  kind: index % 2 === 0 ? 'sql' : 'smtp',
  on: index % 2 === 0 ? 'acme' : 'smtp.example.com:587',
  text: index % 2 === 0 ? `select number_${index} from mail_mail` : `-> EHLO host${index}.example.com`,
  outcome: index % 2 === 0 ? '3 rows' : '',
  failed: false,
  times: index === 78 ? 31 : 1,
  ...(index % 2 === 0 ? { durationMs: 4 } : {}),
}));

const after = (actions: readonly ActivityAction[], columns = 80, rows = 20) =>
  [{ kind: 'resized' as const, columns, rows }, { kind: 'noted' as const, entries, now }, ...actions].reduce(
    activityReducer,
    createActivityState(now),
  );

const draw = (actions: readonly ActivityAction[], columns = 80, rows = 20): string[] =>
  renderToString(
    <ThemeContext.Provider value={createTheme({ colors: false, ascii: false })}>
      <ActivityScreen state={after(actions, columns, rows)} columns={columns} rows={rows} />
    </ThemeContext.Provider>,
    { columns },
  ).split('\n');

test.each([
  [80, 20],
  [120, 36],
  [200, 56],
])('at %i × %i the newest line stands last, under the cursor', (columns, rows) => {
  const lines = draw([], columns, rows);
  expect(lines).toHaveLength(rows);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  expect(lines.at(-1)).toMatch(/^❯ 12:04:09 smtp .*-> EHLO host79/);
  expect(lines.at(-2)).toMatch(/^ {2}12:04:09 sql .*select number_78.* ×31 {2}3 rows {2}4 ms$/);
});

test('whoever reads an older line keeps it while new ones come, and follows again from the last on', () => {
  const more = [...entries, { ...entries[0], id: 99, text: 'select newest' } as LoggedActivity];
  const noted: ActivityAction = { kind: 'noted', entries: more, now };
  const up: ActivityAction = { kind: 'moved', step: -1 };
  expect(entryUnderCursor(after([noted]))?.id).toBe(99);
  expect(entryUnderCursor(after([up, up, noted]))?.id).toBe(78);
  expect(entryUnderCursor(after([up, { kind: 'moved', step: 'last' }, noted]))?.id).toBe(99);
});

test('a filter leaves the lines with its words, and says how many of how many', () => {
  const lines = draw([{ kind: 'filter-opened' }, { kind: 'typed', field: fieldWith('SMTP host7') }]);
  expect(lines[1]).toContain('6 of 80 lines');
  expect(lines.filter((line) => line.includes(' sql '))).toEqual([]);
  expect(draw([{ kind: 'typed', field: fieldWith('x') }, { kind: 'filter-cleared' }])[1]).toBe('  80 lines');
});

test('the line under the cursor is shown whole, with what came of it, and folded again', () => {
  const up: ActivityAction = { kind: 'moved', step: -1 };
  const unfold: ActivityAction = { kind: 'unfolded' };
  expect(draw([up, unfold]).join('\n')).toContain('select number_78 from mail_mail → 3 rows');
  expect(draw([up, unfold, unfold])).toEqual(draw([up]));
});

test('a file has a line each, in full', () => {
  const [line] = activityText(entries.slice(0, 1)).split('\n');
  expect(line?.split('\t').slice(1)).toEqual(['sql', 'acme', 'select number_0 from mail_mail', '3 rows', '4 ms', '×1']);
});
