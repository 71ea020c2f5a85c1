import { describe, expect, test } from 'vitest';
import { judgeNow, type SendingProgress } from '../../source/queue/judge-now.ts';

const now = new Date(2026, 10, 24, 12, 0, 0);
const at = (hours: number, minutes: number, seconds = 0): Date => new Date(2026, 10, 24, hours, minutes, seconds);

interface Given {
  readonly waiting?: number;
  readonly held?: number;
  readonly next?: Date | null;
  readonly signs?: Parameters<typeof judgeNow>[0]['signs'];
  readonly sending?: SendingProgress;
  readonly leftLately?: number;
  readonly neutralized?: boolean;
}

const judge = ({
  waiting = 0,
  held = 0,
  next = at(12, 15),
  signs = [],
  sending,
  leftLately = 0,
  neutralized = false,
}: Given) =>
  judgeNow({
    picture: { counts: { outgoing: waiting, exception: 0, sent: 0, cancel: 0, received: 0 }, scheduled: held },
    vitals: {
      queueCron: { kind: 'read', value: { kind: 'found', by: 'external-id', cron: { nextCall: next } as never } },
      cronWorkers: { kind: 'unread', why: '' },
      pendingModules: { kind: 'unread', why: '' },
      mailServers: { kind: 'unread', why: '' },
      neutralized,
    },
    signs,
    sending,
    leftLately,
    now,
  });

const run = (changes: Partial<SendingProgress> = {}): SendingProgress => ({
  since: at(11, 58, 12),
  isPart: false,
  sent: 34,
  failed: 2,
  perSecond: 9,
  ...changes,
});

describe('while Odoo sends', () => {
  test.each([
    [
      'its progress is told',
      { waiting: 1_173, sending: run() },
      'sending since 11:58:12 · 9/s · 34 sent · 2 failed · 1 173 to go, done about 12:02',
    ],
    [
      'a slow run is told by the minute',
      { waiting: 100, sending: run({ perSecond: 0.5 }) },
      'sending since 11:58:12 · 30/min · 34 sent · 2 failed · 100 to go, done about 12:03',
    ],
    [
      'almost one a second is told by the minute',
      { waiting: 9, sending: run({ perSecond: 0.9 }) },
      'sending since 11:58:12 · 54/min · 34 sent · 2 failed · 9 to go, done within a minute',
    ],
    [
      'one a second is told by the second, and an end in a whole minute by the clock',
      { waiting: 60, sending: run({ perSecond: 1 }) },
      'sending since 11:58:12 · 1/s · 34 sent · 2 failed · 60 to go, done about 12:01',
    ],
    [
      'the end is near',
      { waiting: 9, sending: run() },
      'sending since 11:58:12 · 9/s · 34 sent · 2 failed · 9 to go, done within a minute',
    ],
    [
      'how fast is not known yet',
      { waiting: 9, sending: run({ perSecond: undefined }) },
      'sending since 11:58:12 · 34 sent · 2 failed · 9 to go',
    ],
    [
      'nothing leaves',
      { waiting: 9, sending: run({ perSecond: 0 }) },
      'sending since 11:58:12 · 0/min · 34 sent · 2 failed · 9 to go',
    ],
    [
      'held mails are not to go',
      { waiting: 9, held: 9, sending: run() },
      'sending since 11:58:12 · 9/s · 34 sent · 2 failed · nothing more to go',
    ],
    [
      'it began before anybody looked',
      { waiting: 9, sending: run({ isPart: true }) },
      'sending since 11:58:12 · 9/s · at least 34 sent · 2 failed · 9 to go, done within a minute',
    ],
  ] as const)('%s', (_, given, words) => {
    expect(judge(given)).toEqual({ status: 'ok', isSending: true, words });
  });

  test('a sign that was read a moment before does not speak against it', () => {
    const signs = [{ subject: 'Queue runner', status: 'fail', words: 'switched off' }] as const;
    expect(judge({ signs, sending: run() }).isSending).toBe(true);
  });
});

describe('while nothing is sent', () => {
  test.each([
    ['the next run is named', { waiting: 3 }, 'ok', '3 mails wait; next run at 12:15, in 15 m'],
    ['an empty queue waits for it, too', {}, 'ok', 'nothing waits; next run at 12:15, in 15 m'],
    ['a run is due', { waiting: 1, next: at(11, 55) }, 'ok', '1 mail waits; a run is due now'],
    ['a run is as late as it may be', { waiting: 1, next: at(11, 50) }, 'ok', '1 mail waits; a run is due now'],
    ['a run comes in a minute', { waiting: 1, next: at(12, 1) }, 'ok', '1 mail waits; next run at 12:01, in 1 m'],
    [
      'a run that should have begun long ago',
      { waiting: 1, next: at(11, 49) },
      'warn',
      '1 mail waits; the run of 11:49 has not begun',
    ],
    ['nobody knows when', { waiting: 1, next: null }, 'unknown', '1 mail waits; when the next run comes is not known'],
    ['a neutralized copy', { waiting: 1, neutralized: true }, 'warn', 'nothing is sent: this is a neutralized copy'],
    [
      'the runner is off',
      { signs: [{ subject: 'Queue runner', status: 'fail', words: 'switched off, last run 09:12' }] },
      'fail',
      'nothing is sent from the queue: the queue runner is switched off, last run 09:12',
    ],
    [
      'a neutralized copy whose runner is off, too',
      { neutralized: true, signs: [{ subject: 'Queue runner', status: 'fail', words: 'switched off' }] },
      'warn',
      'nothing is sent: this is a neutralized copy',
    ],
    [
      'the runner is off, and single mails left at once',
      { leftLately: 2, signs: [{ subject: 'Queue runner', status: 'fail', words: 'switched off' }] },
      'fail',
      'nothing is sent from the queue: the queue runner is switched off; 2 mails left in the last minute',
    ],
    [
      'no Odoo serves it',
      { signs: [{ subject: 'Odoo', status: 'fail', words: 'no cron worker connected' }] },
      'fail',
      'nothing is sent from the queue: no cron worker connected',
    ],
    [
      'nobody can tell',
      { signs: [{ subject: 'Odoo', status: 'unknown', words: 'a pooler is in between' }] },
      'unknown',
      'whether the queue is sent is not known: a pooler is in between',
    ],
    [
      'single mails left at once',
      { leftLately: 2 },
      'ok',
      'nothing waits; next run at 12:15, in 15 m; 2 mails left in the last minute',
    ],
  ] as const)('%s', (_, given, status, words) => {
    expect(judge(given)).toEqual({ status, isSending: false, words });
  });
});
