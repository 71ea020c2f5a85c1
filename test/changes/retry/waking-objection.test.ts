import { describe, expect, test } from 'vitest';
import type { FailingOthers } from '../../../source/changes/retry/queue-others.ts';
import { objectToWaking, warnAboutFailing } from '../../../source/changes/retry/waking-objection.ts';

const limited: FailingOthers = {
  server: 'mail server "Gmail"',
  ids: [1, 2, 3],
  reason: 'limit-reached',
  why: 'daily limit reached',
  until: null,
};
const refused: FailingOthers = {
  ...limited,
  server: 'odoo.conf',
  ids: [4],
  reason: 'cause-remains',
  why: 'login refused',
};

describe('what waking the queue would do to others', () => {
  test.each([
    ['nothing', 9, [], null],
    [
      'some fail',
      9,
      [limited],
      'Waking the queue also sends 9 other waiting mails, of which 3 would fail. Mail server "Gmail": daily limit reached.',
    ],
    [
      'all fail',
      3,
      [limited],
      'Waking the queue also sends 3 other waiting mails, and all of them would fail. Mail server "Gmail": daily limit reached.',
    ],
    [
      'the only one fails',
      1,
      [refused],
      'Waking the queue also sends 1 other waiting mail, which would fail. Odoo.conf: login refused.',
    ],
    [
      'nobody could count the others',
      null,
      [limited, refused],
      'Waking the queue also sends 4 other waiting mails, and all of them would fail. Mail server "Gmail": daily limit reached; odoo.conf: login refused.',
    ],
  ])('%s', (_, others, failing, words) => {
    expect(warnAboutFailing({ others, failing })).toBe(words);
  });
});

describe('waiting mails are spent', () => {
  const none = { include: new Set<never>() };
  test('not without being asked', () => {
    expect(objectToWaking([limited, refused], none)).toEqual({
      message: '4 waiting mails would be sent along by waking the queue, and fail.',
      tryThis:
        '--hold-others keeps them in the queue until a try is worth it; --include limit-reached,cause-remains sends them all the same.',
    });
  });

  test('reason by reason', () => {
    const objection = objectToWaking([limited, refused], { ...none, include: new Set(['limit-reached']) });
    expect(objection?.message).toBe('1 waiting mail would be sent along by waking the queue, and fail.');
    expect(objection?.tryThis).toContain('--include cause-remains sends');
    expect(objectToWaking([limited], { ...none, include: new Set(['limit-reached']) })).toBeNull();
  });

  test('where nothing fails there is no objection', () => {
    expect(objectToWaking([], none)).toBeNull();
  });
});
