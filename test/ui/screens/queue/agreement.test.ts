import { describe, expect, test } from 'vitest';
import { compareSeen, type Seen, see } from '../../../../source/ui/screens/queue/agreement.ts';
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
    ['what waits beside failures is gone', seen({ waiting: 500, failed: 3 }), seen({ failed: 3 }), 'contradicts'],
  ] as const)('%s', (_, then, now, expected) => {
    expect(compareSeen(then, now)).toBe(expected);
  });
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
