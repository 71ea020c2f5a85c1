import { expect, test } from 'vitest';
import { tellOutcomes } from '../../../source/output/tell/tell-outcomes.ts';

const none = { sent: [], failed: [], others: [], gone: [], waiting: [] };
const refused = "(535, b'5.7.8 Username and Password not accepted')";

test.each([
  ['all sent', { ...none, sent: [1, 2] }, {}, 'ok', '2 mails sent.', []],
  ['one', { ...none, sent: [1] }, {}, 'ok', '1 mail sent.', []],
  ['some wait', { ...none, waiting: [1, 2] }, {}, 'ok', '0 mails sent, 2 still waiting.', []],
  ['some leave later', { ...none, sent: [1] }, { later: 1 }, 'ok', '1 mail sent, 1 leaves later.', []],
  [
    'some are left to the queue',
    { ...none, sent: [1] },
    { byQueue: [2, 3] },
    'ok',
    '1 mail sent, 2 left to the queue.',
    [],
  ],
  [
    'those that were waited for are not counted twice',
    { ...none, sent: [1, 2] },
    { byQueue: [2] },
    'ok',
    '2 mails sent.',
    [],
  ],
  [
    'failures by class',
    {
      ...none,
      failed: [
        { id: 1, reason: refused },
        { id: 2, reason: refused },
      ],
    },
    {},
    'warn',
    '0 mails sent, 2 failed again.',
    ['fail 2 mails: password refused (535 5.7.8)'],
  ],
  [
    'gone, which is neither well nor a failure',
    { ...none, sent: [1], gone: [2, 3, 4] },
    {},
    'skipped',
    '1 mail sent.',
    ['skipped 3 mails are gone: deleted, and nothing tells whether they were sent.'],
  ],
  [
    'one that is gone is not left to the queue',
    { ...none, gone: [2] },
    { byQueue: [2] },
    'skipped',
    '0 mails sent.',
    ['skipped 1 mail is gone: deleted, and nothing tells whether it was sent.'],
  ],
  [
    'a failure goes before one that is gone',
    { ...none, failed: [{ id: 1, reason: refused }], gone: [2] },
    {},
    'warn',
    '0 mails sent, 1 failed again.',
    [
      'fail 1 mail: password refused (535 5.7.8)',
      'skipped 1 mail is gone: deleted, and nothing tells whether it was sent.',
    ],
  ],
  ['others', { ...none, others: [4] }, {}, 'ok', '0 mails sent.', ['skipped 1 mail left the queue another way.']],
] as const)('%s', (_, outcomes, elsewhere, status, sentence, details) => {
  const told = tellOutcomes(outcomes, elsewhere);
  expect([told.status, told.sentence]).toEqual([status, sentence]);
  expect(told.details.map((line) => `${line.status} ${line.words}`)).toEqual(details);
});
