import { expect, test } from 'vitest';
import { judgeBulkReadiness, receivers } from '../../../source/domain/deliverability/bulk-readiness.ts';
import { lost, type Mark, markIds, unknown, well } from '../../../source/domain/deliverability/mark.ts';

const all = (change: Partial<Record<string, Mark>> = {}): readonly Mark[] =>
  markIds.map((id) => change[id] ?? well(id, 'x'));
const volume = (count: number, complete = true, mailings = false) => ({
  recipients: { Gmail: count, Yahoo: count, 'Outlook.com': count },
  others: 900_000,
  complete,
  mailings,
});

test.each([
  [volume(0), 'no', 'no recipient at'],
  [volume(4_999), 'no', 'at least 4999 recipients at'],
  [volume(5_000), 'perhaps', 'at least 5000 recipients at'],
  [volume(9_000, false, true), 'perhaps', '5000 from one domain'],
  [volume(1, false), 'unknown', 'at least 1 recipient at'],
  [volume(4_999, false), 'unknown', 'the time allowed ended'],
  [volume(0, true, true), 'unknown', 'without mailings'],
  [undefined, 'unknown', 'could not be counted'],
] as const)('with a day of %j the rules hold: %s', (day, applies, words) => {
  const judged = judgeBulkReadiness(all(), day);
  expect(judged.map((one) => [one.receiver, one.applies, one.status])).toEqual(
    receivers.map(({ name }) => [name, applies, 'ok']),
  );
  for (const { summary } of judged) {
    expect(summary).toContain(words);
    expect(summary).toContain('This message meets them.');
  }
});

test('each receiver is judged by its own mailboxes, not by all that left', () => {
  const day = { ...volume(0), recipients: { Gmail: 12, Yahoo: 7_000, 'Outlook.com': 3 } };
  const judged = judgeBulkReadiness(all(), day);
  expect(judged.map(({ applies }) => applies)).toEqual(['no', 'perhaps', 'no']);
  expect(judged.map(({ summary }) => summary.includes('Who was one stays one.'))).toEqual([true, false, false]);
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
