import { expect, test } from 'vitest';
import { judgeWatch, silentAfterMs, type WatchSight } from '../../source/prevention/judge-watch.ts';

const now = new Date('2026-11-28T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const mail = { name: 'mail', trouble: null };
const hook = { name: 'hook', trouble: 'it answered 500' };

const watched = (rest: Partial<Extract<WatchSight, { kind: 'watched' }>> = {}): WatchSight => ({
  kind: 'watched',
  path: '/state/monitor-0.json',
  lookedAt: ago(20_000),
  trouble: null,
  notifiers: [mail],
  ...rest,
});

test.each<[string, WatchSight, string, RegExp]>([
  ['looked just now', watched(), 'ok', /looked less than a minute ago and has 1 way to tell somebody: mail\./],
  [
    'looked at its limit',
    watched({ lookedAt: ago(silentAfterMs), notifiers: [mail, mail] }),
    'ok',
    /looked 30 m ago and has 2 ways/,
  ],
  ['silent for longer', watched({ lookedAt: ago(silentAfterMs + 1) }), 'fail', /has not looked for 30 m/],
  ['silent, and with trouble before', watched({ lookedAt: ago(86_400_000), trouble: 'gone' }), 'fail', /not looked/],
  ['not yet looked', watched({ lookedAt: null }), 'unknown', /has not looked at it yet/],
  [
    'cannot read',
    watched({ trouble: 'The password was refused.' }),
    'warn',
    /could not read the database: The password/,
  ],
  ['tells nobody', watched({ notifiers: [] }), 'warn', /tells nobody/],
  ['one of two is deaf', watched({ notifiers: [mail, hook] }), 'warn', /hook cannot be reached: it answered 500/],
  ['all are deaf', watched({ notifiers: [hook] }), 'fail', /hook cannot be reached/],
  ['another way there', { kind: 'perhaps', path: '/state/monitor-1.json' }, 'unknown', /another server's/],
  ['none', { kind: 'none', folders: ['/a', '/b'] }, 'warn', /No monitor/],
  ['may not', { kind: 'unread', path: '/state', why: 'the account may not' }, 'unknown', /\/state cannot be read/],
])('a monitor that %s', (_, seen, status, words) => {
  const judged = judgeWatch(seen, now);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});

test('what was not found says where it was looked for, and what cannot be read who can', () => {
  expect(judgeWatch({ kind: 'none', folders: ['/a', '/b'] }, now).detail).toContain('Looked in /a and /b');
  expect(judgeWatch({ kind: 'unread', path: '/a', why: 'w' }, now).detail).toContain('as root');
});
