import { expect, test } from 'vitest';
import { mendStage, queueKeysFor } from '../../../../source/ui/screens/queue/keys.ts';
import { createQueueState, type QueueScreenState, queueReducer } from '../../../../source/ui/screens/queue/state.ts';
import { createPicture } from '../../../support/picture.ts';
import { createVerdict } from '../../../support/verdict.ts';

const firstLook = { status: 'ok', summary: '', detail: '', vitalSigns: [] } as const;
const show = (state: QueueScreenState, failures: readonly string[]): QueueScreenState =>
  queueReducer(
    queueReducer(state, { kind: 'queue', event: { kind: 'snapshot', picture: createPicture({ failures }) } }),
    { kind: 'first-look', firstLook },
  );
const measuring = (state: QueueScreenState): QueueScreenState =>
  queueReducer(state, { kind: 'measuring', isMeasuring: true });
const ended = (state: QueueScreenState): QueueScreenState =>
  queueReducer(state, { kind: 'measuring', isMeasuring: false });

const opened = show(createQueueState(2_000), ['535 no']);
const diagnosed = queueReducer(opened, {
  kind: 'diagnosed',
  verdict: createVerdict(),
  at: new Date('2026-11-24T12:00:00Z'),
  servers: [],
  retryFilter: undefined,
});
const contradicted = show(diagnosed, []);

test.each([
  ['before anything was measured, which begins by itself', opened, 'measuring'],
  ['while that is measured first', measuring(opened), 'measuring'],
  ['when that broke off: the wizard says why', ended(measuring(opened)), 'mend'],
  ['while what is seen bears the treatment out', diagnosed, 'mend'],
  ['while that is measured once more', measuring(diagnosed), 'mend'],
  ['when what is seen contradicts it', contradicted, 'measure'],
  ['while it is measured anew', measuring(contradicted), 'measuring'],
] as const)('the mending key %s: %#', (_, state, expected) => {
  expect(mendStage(state)).toBe(expected);
});

test('the footer names what the mending key does', () => {
  const label = (stage: Parameters<typeof queueKeysFor>[0]) => queueKeysFor(stage)[0]?.footer?.label;
  expect([label('mend'), label('measuring'), label('measure')]).toEqual([
    'mend',
    'mend once measured',
    'measure anew, mend',
  ]);
});
