import { expect, test } from 'vitest';
import { composeEntry } from '../../../source/prevention/log-rotation/compose-entry.ts';
import {
  describeEntry,
  judgeLogFile,
  judgeOtherPlace,
  type LogFileFacts,
} from '../../../source/prevention/log-rotation/judge-log-rotation.ts';
import { matchesPattern, parseLogrotate } from '../../../source/services/host/logrotate/parse-logrotate.ts';

const now = new Date('2026-11-28T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const path = '/var/log/odoo/odoo.log';
const MB = 1024 * 1024;
const room = (size: number, free = 10_000 * MB) =>
  ({ kind: 'measured', size, free, owner: { uid: 1, gid: 1 }, folder: { uid: 1, gid: 1, mode: 0o755 } }) as const;
const covered = {
  kind: 'covered',
  path: '/etc/logrotate.d/odoo',
  entry: { line: 2, patterns: [path], directives: new Map([['weekly', '']]) },
} as const;
const unreadRoom = { kind: 'unread', why: 'the account may not' } as const;

const facts = (rest: Partial<LogFileFacts> = {}): LogFileFacts => ({
  path,
  room: room(12 * MB),
  rotation: covered,
  isInstalled: true,
  complaint: undefined,
  ranAt: daysAgo(1),
  hasOldOption: false,
  ...rest,
});

test.each<[string, LogFileFacts, string, RegExp]>([
  ['is rotated', facts(), 'ok', /is rotated weekly \(\/etc\/logrotate\.d\/odoo, line 2\)\. It has 12 MB now/],
  ['is rotated, by a run that nothing tells of', facts({ ranAt: undefined }), 'ok', /is rotated/],
  ['was to be rotated eight days ago', facts({ ranAt: daysAgo(8) }), 'ok', /is rotated/],
  ['was not for longer', facts({ ranAt: daysAgo(8.1) }), 'warn', /has not run for 8 d 2 h/],
  ['has no logrotate', facts({ isInstalled: false }), 'fail', /logrotate is not installed/],
  ['is left alone', facts({ complaint: 'parent directory is insecure' }), 'fail', /leaves .* alone: parent/],
  ['cannot be asked about', facts({ isInstalled: undefined }), 'unknown', /could not be asked/],
  ['cannot be seen, with an entry', facts({ room: unreadRoom }), 'unknown', /cannot be looked at/],
  [
    'has no entry',
    facts({ rotation: { kind: 'none' } }),
    'warn',
    /^Nothing rotates .* until the disk is full\. It has 12 MB/,
  ],
  [
    'has no entry and takes half of what is free',
    facts({ rotation: { kind: 'none' }, room: room(50 * MB, 100 * MB) }),
    'warn',
    /^Nothing rotates/,
  ],
  [
    'has no entry and takes more',
    facts({ rotation: { kind: 'none' }, room: room(51 * MB, 100 * MB) }),
    'fail',
    /it has 51 MB, and 100 MB are free/,
  ],
  [
    'has no entry and cannot be seen',
    facts({ rotation: { kind: 'none' }, room: unreadRoom }),
    'unknown',
    /has no entry/,
  ],
  [
    'is covered by who knows what',
    facts({ rotation: { kind: 'unread', path: '/etc/logrotate.d/odoo', why: 'the account may not' } }),
    'unknown',
    /\/etc\/logrotate\.d\/odoo cannot be read, because the account may not/,
  ],
])('a log that %s', (_, given, status, words) => {
  const judged = judgeLogFile(given, now);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
  expect(judged.lacksEntry).toBe(given.rotation.kind === 'none' && given.room.kind === 'measured' ? true : undefined);
});

test.each([
  [facts({ hasOldOption: true }), 'detail'],
  [facts({ hasOldOption: true, rotation: { kind: 'none' } }), 'summary'],
  [facts({ hasOldOption: true, rotation: { kind: 'none' }, room: room(51 * MB, 100 * MB) }), 'detail'],
] as const)('an option that Odoo no longer knows is told of once (%#)', (given, where) => {
  expect(judgeLogFile(given, now)[where]).toContain('does nothing since Odoo 13');
  expect(judgeLogFile({ ...given, hasOldOption: false }, now)[where]).not.toContain('Odoo 13');
});

test.each([
  [{ kind: 'syslog' }, 'skipped', /syslog/],
  [{ kind: 'journal', unit: 'odoo.service' }, 'ok', /journalctl -u odoo\.service/],
  [{ kind: 'unknown', reason: 'Nobody knows.', inContainer: false }, 'unknown', /Nobody knows\.$/],
] as const)('a log that is no file: %j', (place, status, words) => {
  const judged = judgeOtherPlace(place);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});

test('what Docker does is said of a container alone', () => {
  const place = { kind: 'unknown', reason: 'It runs in a container.' } as const;
  expect(judgeOtherPlace({ ...place, inContainer: true }).detail).toContain('docker inspect');
  expect(judgeOtherPlace({ ...place, inContainer: false }).detail).toBeUndefined();
});

test.each<[Record<string, string>, string]>([
  [{ weekly: '', rotate: '4' }, 'weekly; 4 files are kept'],
  [{ daily: '', maxsize: '100M', rotate: '14' }, 'daily, or from 100M on; 14 files are kept'],
  [{ weekly: '', size: '1G' }, 'from 1G on'],
  [{}, 'when logrotate runs'],
])('%j is told as %s', (directives, words) => {
  expect(describeEntry(new Map(Object.entries(directives)))).toBe(words);
});

test.each([
  ['/var/log/odoo/odoo.log', { user: 'odoo', group: 'adm' }, 'odoo adm'],
  ['/srv/my logs/odoo.log', undefined, undefined],
])('the entry that is written for %s covers it, read as logrotate reads it', (log, owners, su) => {
  const [item, ...others] = parseLogrotate(composeEntry(log, owners));
  expect(others).toEqual([]);
  if (item?.kind !== 'entry') throw new Error('no entry');
  expect(item.entry.patterns.map((pattern) => matchesPattern(pattern, log))).toEqual([true]);
  expect(item.entry.directives.get('su')).toBe(su);
  expect(item.entry.directives.has('copytruncate')).toBe(false);
  expect(Object.fromEntries(item.entry.directives)).toMatchObject({ daily: '', rotate: '14', maxsize: '100M' });
});
