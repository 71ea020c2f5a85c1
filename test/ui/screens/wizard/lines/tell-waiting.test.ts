import { describe, expect, test } from 'vitest';
import { tellWaiting } from '../../../../../source/ui/screens/wizard/lines/outlook-lines.ts';

describe('mails that wait', () => {
  test.each([
    ['leave by themselves', 'ok', 'warn', "3 mails still waiting: Odoo's queue runner sends them by itself."],
    [
      'do not while nobody runs the queue',
      'fail',
      'fail',
      '3 mails still waiting: nothing sends them until the queue runner is mended.',
    ],
    [
      'are tried into what else is wrong',
      'ok',
      'fail',
      "3 mails still waiting: Odoo's queue runner tries them by itself, and what is wrong holds for them, too.",
    ],
    ['may or may not', 'unknown', 'ok', '3 mails still waiting; whether the queue runner sends them is not known.'],
    [
      'may or may not, unmeasured',
      undefined,
      'ok',
      '3 mails still waiting; whether the queue runner sends them is not known.',
    ],
  ] as const)('%s', (_, runner, verdict, sentence) => {
    expect(tellWaiting(3, { runner, verdict })).toBe(sentence);
  });
});
