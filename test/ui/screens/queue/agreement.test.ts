import { describe, expect, test } from 'vitest';
import { compareSeen, names, type Seen, see } from '../../../../source/ui/screens/queue/agreement.ts';
import { createPicture } from '../../../support/picture.ts';

const seen = (changes: Partial<Seen> = {}): Seen => ({ waiting: 0, failed: 0, broken: [], ...changes });

describe('a diagnosis and what is seen now', () => {
  test.each([
    ['nothing moved', seen({ failed: 3 }), seen({ failed: 3 }), 'same'],
    ['a few more failed', seen({ failed: 100 }), seen({ failed: 105 }), 'moved'],
    ['a tenth more failed is still the same sentence', seen({ failed: 90 }), seen({ failed: 100 }), 'moved'],
    ['most of them are gone', seen({ failed: 298 }), seen({ failed: 22 }), 'contradicts'],
    ['none failed any more', seen({ failed: 1 }), seen(), 'contradicts'],
    ['the first one failed', seen(), seen({ failed: 1 }), 'contradicts'],
    ['the runner runs again', seen({ broken: ['Queue runner'] }), seen(), 'contradicts'],
    ['something else is broken', seen({ broken: ['Odoo'] }), seen({ broken: ['Queue runner'] }), 'contradicts'],
    [
      'what waited behind a broken runner is gone',
      seen({ waiting: 1_204, broken: ['Queue runner'] }),
      seen({ waiting: 3, broken: ['Queue runner'] }),
      'contradicts',
    ],
    ['a healthy queue fills and empties', seen({ waiting: 0 }), seen({ waiting: 40 }), 'moved'],
  ] as const)('%s', (_, then, now, expected) => {
    expect(compareSeen(then, now, { status: 'warn', summary: 'Mail is going out.' })).toBe(expected);
  });

  test.each([
    ['mails that leave contradict what says that they fail', 'fail', 'contradicts'],
    ['they do not contradict that older ones can be sent again', 'warn', 'moved'],
  ] as const)('%s', (_, status, expected) => {
    const [then, now] = [seen({ waiting: 500, failed: 3 }), seen({ failed: 3 })];
    expect(compareSeen(then, now, { status, summary: '3 mails failed.' })).toBe(expected);
  });

  test.each([
    [
      'the few that waited failed like all the others',
      { waiting: 9, failed: 318 },
      { waiting: 0, failed: 327 },
      'moved',
    ],
    ['a few left by another server', { waiting: 4, failed: 318 }, { waiting: 0, failed: 318 }, 'moved'],
    ['as many as may be left by another server', { waiting: 5, failed: 318 }, { waiting: 0, failed: 318 }, 'moved'],
    ['one more than that left', { waiting: 6, failed: 318 }, { waiting: 0, failed: 318 }, 'contradicts'],
    ['a tenth of many left', { waiting: 100, failed: 318 }, { waiting: 90, failed: 318 }, 'moved'],
    ['more than a tenth left', { waiting: 100, failed: 318 }, { waiting: 89, failed: 318 }, 'contradicts'],
    ['failed ones that are gone did not wait', { waiting: 40, failed: 318 }, { waiting: 35, failed: 310 }, 'moved'],
    ['none had failed', { waiting: 40, failed: 0 }, { waiting: 0, failed: 0 }, 'moved'],
    ['more came', { waiting: 0, failed: 318 }, { waiting: 40, failed: 318 }, 'moved'],
    ['they left', { waiting: 40, failed: 318 }, { waiting: 0, failed: 320 }, 'contradicts'],
  ] as const)('where each mail fails, mails that wait come and go: %s', (_, then, now, expected) => {
    const verdict = { status: 'fail', summary: 'Gmail refuses the login.' } as const;
    expect(compareSeen(seen(then), seen(now), verdict)).toBe(expected);
  });

  test.each([
    ['the run that took them is over', 321, 0, 'contradicts'],
    ['half of them left', 321, 160, 'contradicts'],
    ['one more came', 321, 322, 'moved'],
    ['there are as many', 321, 321, 'same'],
  ] as const)('a sentence that names how many mails wait is held to it: %s', (_, waiting, left, expected) => {
    const sentence = '321 mails came in since the last run began; a run is under way.';
    const verdict = { status: 'ok', summary: sentence } as const;
    expect(compareSeen(seen({ waiting }), seen({ waiting: left }), verdict)).toBe(expected);
  });
});

test.each([
  ['321 mails came in.', 321, true],
  ['All 321.', 321, true],
  ['1 204 mails wait.', 1_204, true],
  ['1 204 mails wait.', 204, false],
  ['12 mails wait.', 1, false],
  ['21 mails, then 1.', 1, true],
  ['Mail is going out.', 0, false],
] as const)('whether "%s" names %d: %s', (sentence, count, expected) => {
  expect(names(sentence, count)).toBe(expected);
});

test('before everything was counted nothing is compared', () => {
  expect(see(createPicture({ complete: false }), { vitalSigns: [] })).toBeUndefined();
  expect(see(createPicture({ outgoing: 2 }), undefined)).toBeUndefined();
});

test('only what fails counts as broken', () => {
  const vitalSigns = [
    { subject: 'Queue runner', status: 'fail', words: '' },
    { subject: 'Odoo', status: 'unknown', words: '' },
  ] as const;
  expect(see(createPicture({ outgoing: 2 }), { vitalSigns })).toEqual({
    waiting: 2,
    failed: 0,
    broken: ['Queue runner'],
  });
});
