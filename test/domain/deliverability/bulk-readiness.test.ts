import { expect, test } from 'vitest';
import { judgeBulkReadiness, receivers } from '../../../source/domain/deliverability/bulk-readiness.ts';
import { lost, type Mark, markIds, unknown, well } from '../../../source/domain/deliverability/mark.ts';

const all = (change: Partial<Record<string, Mark>> = {}): readonly Mark[] =>
  markIds.map((id) => change[id] ?? well(id, 'x'));
const volume = (recipients: number, complete = true) => ({ lastDay: { messages: recipients, recipients }, complete });

test.each([
  [volume(4_999), 'no'],
  [volume(5_000), 'perhaps'],
  [volume(9_000, false), 'perhaps'],
  [volume(4_999, false), 'unknown'],
  [undefined, 'unknown'],
] as const)('with a day of %j the rules hold: %s', (day, applies) => {
  const judged = judgeBulkReadiness(all(), day);
  expect(judged.map((one) => [one.receiver, one.applies, one.status])).toEqual(
    receivers.map(({ name }) => [name, applies, 'ok']),
  );
  for (const { summary } of judged) expect(summary).toContain('This message meets them.');
});

test('what is lost is missing, what is unknown is open, and a loss weighs more', () => {
  const marks = all({
    dkim: unknown('dkim', 'x'),
    unsubscribe: lost('unsubscribe', 1, 'x', 'y'),
    images: lost('images', 1, 'x', 'y'),
  });
  expect(
    judgeBulkReadiness(marks, volume(1)).map(({ status, missing, unknown: open }) => [status, missing, open]),
  ).toEqual([
    ['lost', ['unsubscribe'], ['dkim']],
    ['lost', ['unsubscribe'], ['dkim']],
    ['unknown', [], ['dkim']],
  ]);
});
