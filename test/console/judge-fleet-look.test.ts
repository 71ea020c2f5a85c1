import { expect, test } from 'vitest';
import { judgeFleetLook } from '../../source/console/judge-fleet-look.ts';
import type { DatabaseState, QueueLook } from '../../source/monitor/state.ts';
import { freshDatabase } from '../../source/monitor/take-look.ts';

const now = Date.parse('2026-11-28T12:00:00Z');
const hour = 3_600_000;

const stateWith = (look: Partial<QueueLook> | null, given: Partial<DatabaseState> = {}): DatabaseState => ({
  ...freshDatabase,
  look:
    look === null
      ? null
      : {
          at: now,
          outgoing: 0,
          exception: 0,
          oldestOutgoingAt: null,
          cron: { active: true, nextCall: now, lastCall: null, othersRun: false },
          cronUnread: null,
          mailHosts: [],
          neutralized: false,
          ...look,
        },
  mark: { at: now, ids: [] },
  samples: [[now, 0]],
  ...given,
});

test.each([
  ['not looked at yet', stateWith(null), undefined, 'looking …'],
  ['cannot be read', stateWith({}, { trouble: 'It is away.' }), 'unknown', 'It is away.'],
  [
    'a neutralized copy',
    stateWith({ neutralized: true, cron: null }),
    'skipped',
    'A neutralized copy: it sends nothing on purpose.',
  ],
  [
    'the runner before what follows from it',
    stateWith({ outgoing: 5, oldestOutgoingAt: now - 9 * hour, cron: null }),
    'fail',
    'The Email Queue Manager is deleted: nothing sends the queue.',
  ],
  [
    'a mail that waits',
    stateWith({ outgoing: 5, oldestOutgoingAt: now - 9 * hour }),
    'fail',
    'The oldest of 5 waiting mails has waited for 9 h 00 m; the limit is 1 h 30 m.',
  ],
  [
    'a growing queue',
    stateWith({ outgoing: 500 }, { samples: [[now - hour, 0]] }),
    'warn',
    '500 more mails wait than 1 h 00 m ago: 500.',
  ],
  [
    'a runner that cannot be seen',
    stateWith({ cronUnread: 'This role may not read it.' }),
    'unknown',
    'This role may not read it.',
  ],
  ['old failures', stateWith({ exception: 3 }), 'warn', '3 mails failed before, and nobody sends them again.'],
  ['nothing', stateWith({}), 'ok', 'Nothing wrong is seen.'],
] as const)('%s', (_title, state, status, verdict) => {
  expect(judgeFleetLook('acme', state, { lastSentAt: null, now })).toMatchObject({ database: 'acme', status, verdict });
});

test('numbers and moments are those of the last look; what is not known is null', () => {
  const state = stateWith({ outgoing: 5, exception: 2, oldestOutgoingAt: now - hour });
  expect(judgeFleetLook('acme', state, { lastSentAt: now - 60_000, now })).toMatchObject({
    waiting: 5,
    failed: 2,
    oldestAt: new Date(now - hour),
    lastSentAt: new Date(now - 60_000),
  });
  expect(judgeFleetLook('acme', stateWith(null), { lastSentAt: null, now })).toMatchObject({
    waiting: null,
    failed: null,
    oldestAt: null,
    lastSentAt: null,
  });
});
