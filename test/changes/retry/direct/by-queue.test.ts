import { describe, expect, it } from 'vitest';
import { describeByQueue } from '../../../../source/changes/retry/direct/by-queue.ts';

const way = 'over JSON-RPC as admin at https://odoo.example.com, Odoo 18.0';
const none = { ids: [], unasked: 0, isUnknown: false, way };
const awake = { kind: 'woken', cronId: 3, others: 0 } as const;
const couldNot = `sent ${way}, Odoo could not note what it delivered, because that account may not read and write`;

describe('what is said of mails that the queue sends instead', () => {
  it.each([
    ['nobody was asked', undefined, awake, []],
    ['all may go', none, awake, []],
    ['one may not', { ...none, ids: [4] }, awake, [`1 mail (4) goes by the queue instead: ${couldNot} its message.`]],
    [
      'some may not',
      { ...none, ids: [4, 5] },
      awake,
      [`2 mails (4, 5) go by the queue instead: ${couldNot} their messages.`],
    ],
    [
      'none may',
      { ...none, ids: [4, 5, 6] },
      { ...awake, others: 9 },
      [`All 3 mails go by the queue instead: ${couldNot} their messages.`],
    ],
    [
      'others wait as well',
      { ...none, ids: [4] },
      { ...awake, others: 9 },
      [expect.any(String), 'Waking the queue for those also sends 9 waiting mails.'],
    ],
    [
      'nobody could count the others',
      { ...none, ids: [4] },
      { ...awake, others: null },
      [expect.any(String), 'Waking the queue for those also sends every mail that waits already.'],
    ],
    [
      'the queue is off',
      { ...none, ids: [4] },
      { kind: 'asleep', why: "Odoo's queue runner is switched off" },
      [expect.any(String), "Odoo's queue runner is switched off: those do not leave until that is mended."],
    ],
    [
      'not all could be asked',
      { ...none, ids: [4, 5], unasked: 1 },
      awake,
      [`2 mails (4, 5) go by the queue instead: ${couldNot} their messages (1 mail of them not asked any more).`],
    ],
    [
      'Odoo did not say',
      { ...none, isUnknown: true },
      awake,
      [`Whether that account may read and write these mails could not be asked ${way}: Odoo did not say.`],
    ],
  ] as const)('%s', (_name, byQueue, waking, sentences) => {
    expect(describeByQueue(byQueue, { mails: 3, waking })).toEqual(sentences);
  });
});
