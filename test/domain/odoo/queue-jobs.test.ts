import { describe, expect, test } from 'vitest';
import { type JobStanding, judgeJobs, type QueueJob, whyJobsStand } from '../../../source/domain/odoo/queue-jobs.ts';

const now = new Date('2026-11-24T12:00:00Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const minute = 60_000;

const job = (state: string, minutes: number, rest: Partial<QueueJob> = {}): QueueJob => ({
  state,
  createdAt: ago(minutes),
  notBefore: null,
  startedAt: null,
  endedAt: null,
  failure: null,
  ...rest,
});

describe('jobs of the queue', () => {
  test.each<[string, readonly QueueJob[], JobStanding]>([
    ['none at all', [], { kind: 'none' }],
    ['one that has just been written', [job('pending', 9)], { kind: 'in-time', lastRun: null }],
    ['one that nobody takes', [job('pending', 11)], { kind: 'waiting', count: 1, ms: 11 * minute, runnerSeen: false }],
    [
      'several, the first for hours',
      [job('pending', 5), job('enqueued', 65), job('wait_dependencies', 180), job('done', 300, { endedAt: ago(299) })],
      { kind: 'waiting', count: 3, ms: 180 * minute, runnerSeen: false },
    ],
    ['one whose time has not come', [job('pending', 90, { notBefore: ago(-30) })], { kind: 'in-time', lastRun: null }],
    ['one whose time has just come', [job('pending', 90, { notBefore: ago(2) })], { kind: 'in-time', lastRun: null }],
    ['one at work', [job('started', 30, { startedAt: ago(3) })], { kind: 'running', ms: 3 * minute, lastRun: null }],
    ['one at work for too long', [job('started', 90, { startedAt: ago(61) })], { kind: 'stale', ms: 61 * minute }],
    [
      'one at work while others wait for it',
      [job('pending', 30), job('started', 40, { startedAt: ago(40) }), job('done', 99, { endedAt: ago(98) })],
      { kind: 'running', ms: 40 * minute, lastRun: ago(98) },
    ],
    [
      'the last one done',
      [job('done', 8, { endedAt: ago(7) }), job('failed', 60)],
      { kind: 'in-time', lastRun: ago(7) },
    ],
    [
      'the last one failed',
      [job('failed', 8, { endedAt: ago(7), failure: 'ValueError: x' }), job('done', 60, { endedAt: ago(59) })],
      { kind: 'failed', failure: 'ValueError: x', at: ago(7) },
    ],
    [
      'a failed one before a new one',
      [job('pending', 1), job('failed', 8)],
      { kind: 'failed', failure: null, at: null },
    ],
    ['the last one cancelled', [job('cancelled', 8), job('done', 60)], { kind: 'cancelled' }],
  ])('%s', (_title, jobs, expected) => {
    expect(judgeJobs({ jobs, runnerSeen: false }, now)).toEqual(expected);
  });
});

test.each<[JobStanding, RegExp | undefined]>([
  [{ kind: 'none' }, undefined],
  [{ kind: 'in-time', lastRun: null }, undefined],
  [{ kind: 'running', ms: 1, lastRun: null }, undefined],
  [
    { kind: 'waiting', count: 1, ms: 3_600_000 * 3, runnerSeen: false },
    /waited for 3 h.*nobody takes it, and no job runner is connected$/,
  ],
  [{ kind: 'waiting', count: 1, ms: 3_600_000, runnerSeen: undefined }, /nobody takes it$/],
  [{ kind: 'waiting', count: 1, ms: 3_600_000, runnerSeen: true }, /nobody takes it$/],
  [{ kind: 'failed', failure: 'ValueError: x', at: null }, /its last job failed: ValueError: x$/],
  [{ kind: 'failed', failure: null, at: null }, /its last job failed$/],
  [{ kind: 'stale', ms: 3_600_000 }, /started 1 h ago and has not ended$/],
  [{ kind: 'cancelled' }, /was cancelled$/],
])('%o keeps mail from leaving: %s', (standing, words) => {
  const why = whyJobsStand(standing);
  if (words === undefined) expect(why).toBeUndefined();
  else expect(why?.replaceAll(' 00 m', '')).toMatch(words);
});
