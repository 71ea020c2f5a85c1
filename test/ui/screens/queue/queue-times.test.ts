import { expect, test } from 'vitest';
import { dayMs, hourMs, secondMs } from '../../../../source/lib/time-units.ts';
import { queueLines } from '../../../../source/ui/screens/queue/lines/layout.ts';
import { queueTimes } from '../../../../source/ui/screens/queue/lines/queue-times.ts';
import { createQueueState, type QueueScreenState, queueReducer } from '../../../../source/ui/screens/queue/state.ts';
import { createTheme } from '../../../../source/ui/theme/theme.ts';
import { healthyQueue, sendingQueue, sickQueue } from '../../../screens/scenes/sick-queue.ts';
import { createVerdict } from '../../../support/verdict.ts';

const theme = createTheme({ colors: true, ascii: false });
const began = new Date(2026, 10, 24, 22, 59, 57).getTime();

const after = (events: typeof sickQueue): QueueScreenState => {
  const seen = events.reduce(queueReducer, createQueueState(2_000));
  const verdict = createVerdict({});
  return queueReducer(seen, { kind: 'diagnosed', verdict, at: new Date(began), retryFilter: undefined, servers: [] });
};

test.each([
  ['a sick queue', sickQueue],
  ['one that is sent', sendingQueue],
  ['a healthy one', healthyQueue],
])('nothing on the screen changes with the time unless these words do: %s', (_, events) => {
  const state = after(events);
  let known: { readonly times: string; readonly lines: string } | undefined;
  let moments = 0;
  // Every second at first, as ages begin in seconds; then as far as into the next day.
  for (let ms = 0; ms < dayMs; ms += ms < hourMs / 6 ? secondMs : 61 * secondMs) {
    const now = new Date(began + ms);
    const times = queueTimes(state, now);
    if (times === known?.times) {
      if (moments % 7 === 0) {
        expect(JSON.stringify(queueLines(state, { columns: 120, rows: 36, now, theme }))).toBe(known.lines);
      }
    } else known = { times, lines: JSON.stringify(queueLines(state, { columns: 120, rows: 36, now, theme })) };
    moments += 1;
  }
});
