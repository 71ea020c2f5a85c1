import { expect, test } from 'vitest';
import { createQueueState, type QueueScreenState, queueReducer } from '../../../../source/ui/screens/queue/state.ts';
import { restAfter, wantsDiagnosis } from '../../../../source/ui/screens/queue/upkeep.ts';
import { createPicture } from '../../../support/picture.ts';
import { createVerdict } from '../../../support/verdict.ts';

const now = new Date('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const fresh = { runs: 0, endedAt: undefined };
const firstLook = { status: 'ok', summary: '', detail: '', vitalSigns: [] } as const;

const show = (state: QueueScreenState, failures: readonly string[], complete = true): QueueScreenState =>
  queueReducer(
    queueReducer(state, {
      kind: 'queue',
      event: { kind: 'snapshot', picture: createPicture({ failures, complete }) },
    }),
    { kind: 'first-look', firstLook },
  );
const diagnose = (state: QueueScreenState): QueueScreenState =>
  queueReducer(state, {
    kind: 'diagnosed',
    verdict: createVerdict(),
    at: now,
    servers: [],
    retryFilter: undefined,
  });

const opened = show(createQueueState(2_000), ['535 no']);
const diagnosed = diagnose(opened);
const contradicted = show(diagnosed, []);

test.each([
  ['at the beginning', opened, fresh, true],
  ['not before everything was counted', show(createQueueState(2_000), [], false), fresh, false],
  ['not while it bears out what is seen', diagnosed, { runs: 1, endedAt: minutesAgo(60) }, false],
  ['when what is seen contradicts it', contradicted, { runs: 1, endedAt: minutesAgo(1) }, true],
  ['not again within the minute', contradicted, { runs: 1, endedAt: minutesAgo(0.9) }, false],
  [
    'at once after somebody changed something',
    queueReducer(diagnosed, { kind: 'changed' }),
    { runs: 9, endedAt: now },
    true,
  ],
  [
    'not while it is measured',
    queueReducer(contradicted, { kind: 'measuring', isMeasuring: true }),
    { runs: 1, endedAt: minutesAgo(60) },
    false,
  ],
] as const)('the causes are measured unasked: %s', (_, state, unasked, expected) => {
  expect(wantsDiagnosis(state, unasked, now)).toBe(expected);
});

test('a change is measured once: what began after it knows it', () => {
  const changed = queueReducer(diagnosed, { kind: 'changed' });
  const measured = queueReducer(queueReducer(changed, { kind: 'measuring', isMeasuring: true }), {
    kind: 'measuring',
    isMeasuring: false,
  });
  expect(wantsDiagnosis(measured, { runs: 1, endedAt: now }, now)).toBe(false);
});

test('the rest between two doubles up to eight minutes', () => {
  expect([0, 1, 2, 3, 4, 5].map((runs) => restAfter(runs) / 60_000)).toEqual([0, 1, 2, 4, 8, 8]);
});
