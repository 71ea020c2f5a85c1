import { expect, test } from 'vitest';
import {
  type Activity,
  addActivity,
  createActivityLog,
  fitsActivity,
} from '../../../source/domain/activity/activity-log.ts';

const at = new Date('2026-11-24T12:04:00Z');
const sql = (text: string, more: Partial<Activity> = {}): Activity => ({
  at,
  kind: 'sql',
  on: 'acme',
  text,
  outcome: '1 row',
  failed: false,
  ...more,
});

const told = (activities: readonly Activity[], most = 10) => {
  const log = createActivityLog(most);
  for (const activity of activities) log.add(activity);
  return log.read().map(({ text, times }) => `${text} ×${times}`);
};

test('what is asked over and over is one line that counts and moves to the end', () => {
  expect(told([sql('a'), sql('b'), sql('a')])).toEqual(['b ×1', 'a ×2']);
});

test('a statement that failed, or on another database, is a line of its own', () => {
  expect(told([sql('a'), sql('a', { failed: true }), sql('a', { on: 'brewery' })])).toEqual(['a ×1', 'a ×1', 'a ×1']);
});

test('a dialogue with a mail server keeps its order', () => {
  const line = (text: string) => sql(text, { kind: 'smtp' });
  expect(told([line('EHLO'), line('QUIT'), line('EHLO')])).toEqual(['EHLO ×1', 'QUIT ×1', 'EHLO ×1']);
});

test('the oldest lines go where there are too many, and a line keeps its id', () => {
  expect(told([sql('a'), sql('b'), sql('c')], 2)).toEqual(['b ×1', 'c ×1']);
  const once = addActivity([], sql('a'), { id: 7, most: 5 });
  expect(addActivity(once, sql('a'), { id: 8, most: 5 })).toEqual([{ ...sql('a'), id: 7, times: 2 }]);
});

test('whoever listens hears of every line until they stop', () => {
  const log = createActivityLog();
  let heard = 0;
  const stop = log.subscribe(() => {
    heard += 1;
  });
  log.add(sql('a'));
  stop();
  log.add(sql('b'));
  expect(heard).toBe(1);
});

test.each([
  ['sql', true],
  ['ACME select', true],
  ['select row', true],
  ['smtp', false],
  ['acme update', false],
  ['', true],
])('whether the words %j are in a line: %j', (words, fits) => {
  expect(fitsActivity(sql('select 1'), words)).toBe(fits);
});
