import { expect, test } from 'vitest';
import { judgeBulkReadiness } from '../../../source/domain/deliverability/bulk-readiness.ts';
import { lost, markIds, well } from '../../../source/domain/deliverability/mark.ts';
import { formatScoreText } from '../../../source/output/score/text.ts';

test.each([
  [{ Gmail: 7_000, Yahoo: 12, 'Outlook.com': 12 }, true, ['!', '-', '+']],
  [{ Gmail: 12, Yahoo: 12, 'Outlook.com': 12 }, false, ['!', '!', '+']],
])(
  'with %j, counted to the end: %j, what is missing for rules that do not hold is no warning',
  (recipients, complete, signs) => {
    const marks = markIds.map((id) => (id === 'unsubscribe' ? lost(id, 1, 'x', 'y') : well(id, 'x')));
    const bulk = judgeBulkReadiness(marks, { recipients, others: 0, complete, mailings: false });
    const text = formatScoreText({ of: 'mail 1', score: 9, marks, bulk }, { ascii: true, verbose: false });
    const [, rules = ''] = text.split('Rules for bulk senders:\n');
    expect(
      rules
        .trimEnd()
        .split('\n')
        .map((line) => line[2]),
    ).toEqual(signs);
  },
);
