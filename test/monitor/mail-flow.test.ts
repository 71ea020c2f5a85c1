import { expect, test } from 'vitest';
import { advanceFlow } from '../../source/monitor/mail-flow.ts';
import type { MailFlow } from '../../source/monitor/state.ts';

type Seen = readonly [lastId: number | null, outgoing: number, exception: number];

const countAll = (looks: readonly Seen[]): readonly (readonly [written: number, left: number] | null)[] => {
  let flow: MailFlow | null = null;
  return looks.map(([lastId, outgoing, exception]) => {
    flow = advanceFlow(flow, { lastId, outgoing, exception });
    return flow === null ? null : [flow.written, flow.left];
  });
};

test.each<[string, readonly Seen[], ReturnType<typeof countAll>]>([
  ['what was there at first is nothing new', [[100, 7, 3]], [[0, 0]]],
  [
    'what is written and waits has not left',
    [
      [100, 7, 3],
      [104, 11, 3],
    ],
    [
      [0, 0],
      [4, 0],
    ],
  ],
  [
    'what is written and sent at once has left',
    [
      [100, 0, 0],
      [104, 0, 0],
    ],
    [
      [0, 0],
      [4, 4],
    ],
  ],
  [
    'what waited from the start leaves',
    [
      [100, 7, 3],
      [100, 2, 3],
    ],
    [
      [0, 0],
      [0, 5],
    ],
  ],
  [
    'what fails has not left',
    [
      [100, 7, 3],
      [100, 5, 5],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ],
  [
    'a failed mail that goes out leaves',
    [
      [100, 0, 3],
      [100, 0, 0],
    ],
    [
      [0, 0],
      [0, 3],
    ],
  ],
  [
    'ids of a transaction under way are made up for',
    [
      [100, 0, 0],
      [110, 0, 0],
      [110, 10, 0],
      [110, 4, 0],
      [112, 0, 0],
    ],
    [
      [0, 0],
      [10, 10],
      [10, 10],
      [10, 10],
      [12, 12],
    ],
  ],
  [
    'a mail that was cancelled and waits again lets no counter fall',
    [
      [100, 5, 0],
      [100, 0, 0],
      [100, 5, 0],
      [100, 0, 0],
    ],
    [
      [0, 0],
      [0, 5],
      [0, 5],
      [0, 5],
    ],
  ],
  [
    'a dump that was restored is counted on from what it holds',
    [
      [100, 5, 0],
      [110, 5, 0],
      [50, 20, 1],
      [52, 20, 2],
    ],
    [
      [0, 0],
      [10, 10],
      [10, 10],
      [12, 11],
    ],
  ],
  ['ids that cannot be read are not known', [[null, 5, 0]], [null]],
  [
    'and counted from when they can',
    [
      [null, 5, 0],
      [100, 5, 0],
      [101, 5, 0],
    ],
    [null, [0, 0], [1, 1]],
  ],
])('%s', (_title, looks, counters) => {
  expect(countAll(looks)).toEqual(counters);
});
