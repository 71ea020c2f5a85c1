import { describe, expect, test } from 'vitest';
import type { Envelopes } from '../../../source/causes/recipients/measure-envelopes.ts';
import { judgeEnvelopes } from '../../../source/causes/recipients/notifications-check.ts';
import { chooseEnvelopes } from '../../../source/causes/recipients/remedies/clear-envelopes-remedy.ts';
import type { FailedNotification } from '../../../source/domain/mail/failed-notification.ts';

const now = new Date('2026-11-28T12:00:00Z');
const day = 24 * 3_600_000;

const envelope = (id: number, failureType: string | null, daysAgo: number | null): FailedNotification => ({
  id,
  messageId: id,
  status: failureType === 'mail_bounce' ? 'bounce' : 'exception',
  failureType,
  failureReason: null,
  partnerId: 3,
  subject: 'Order',
  document: { model: 'sale.order', id },
  date: daysAgo === null ? null : new Date(now.getTime() - daysAgo * day),
});

const none: Omit<Envelopes, 'evidence'> = { standing: [], gone: [], unsure: 0, complete: true };

describe('red envelopes', () => {
  test.each<
    [name: string, given: Partial<Envelopes>, told: readonly (readonly [string | undefined, string, string])[]]
  >([
    ['there are none', {}, [[undefined, 'ok', 'recipient']]],
    [
      'the last is older than three days',
      { standing: [envelope(1, 'mail_smtp', 3.1)] },
      [[undefined, 'ok', 'recipient']],
    ],
    ['one has no date', { standing: [envelope(1, 'mail_smtp', null)] }, [[undefined, 'ok', 'recipient']]],
    [
      'each kind has its own owner, the most frequent first',
      {
        standing: [
          envelope(1, 'mail_bounce', 1),
          envelope(2, 'mail_smtp', 1),
          envelope(3, 'mail_smtp', 2.9),
          envelope(4, 'mail_email_missing', 1),
          envelope(5, 'mail_from_invalid', 1),
          envelope(6, null, 1),
          envelope(7, 'mail_bl', 1),
        ],
      },
      [
        ['not-handed-over', 'warn', 'odoo'],
        ['bounced', 'warn', 'recipient'],
        ['no-address', 'warn', 'odoo'],
        ['no-sender', 'warn', 'odoo'],
        ['not-told', 'warn', 'odoo'],
        ['left-out', 'ok', 'recipient'],
      ],
    ],
    ['documents were deleted lately', { gone: [envelope(1, 'mail_smtp', 1)] }, [['deleted', 'warn', 'odoo']]],
    ['documents were deleted long ago', { gone: [envelope(1, 'mail_smtp', 9)] }, [['deleted', 'ok', 'odoo']]],
    ['there are more than were read', { complete: false }, [['many', 'warn', 'odoo']]],
  ])('where %s', (_, given, told) => {
    const found = judgeEnvelopes({ ...none, ...given }, now);
    expect(found.map(({ kind, status, owner }) => [kind, status, owner])).toEqual(told);
  });

  test('are said to be at least so many where not all were read', () => {
    const found = judgeEnvelopes({ ...none, standing: [envelope(1, 'mail_smtp', 1)], complete: false }, now);
    expect(found[0]?.summary).toMatch(/^At least 1 recipient /);
  });

  test('of which nobody knows whether the document is there are said to be so', () => {
    const [found] = judgeEnvelopes({ ...none, standing: [envelope(1, 'mail_smtp', 9)], unsure: 1 }, now);
    expect(found?.summary).toBe(
      'Odoo marks no recipient of the last three days as not reached without a mail in the queue that says so (1 older one); of 1 the document could not be looked for.',
    );
  });

  test('are chosen by what they stand on, or by their age', () => {
    const given = {
      gone: [envelope(1, 'mail_smtp', 1), envelope(2, 'mail_smtp', 9)],
      standing: [envelope(3, 'mail_smtp', 1), envelope(4, 'mail_smtp', 9)],
    };
    expect(chooseEnvelopes(given, 'deleted', now).map(({ id }) => id)).toEqual([1, 2]);
    expect(chooseEnvelopes(given, 'old', now).map(({ id }) => id)).toEqual([2, 4]);
    expect(() => chooseEnvelopes(given, null, now)).toThrow('Which ones are meant is not said.');
  });
});
