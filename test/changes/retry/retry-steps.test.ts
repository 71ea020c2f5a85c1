import { describe, expect, test } from 'vitest';
import { hasFutureDate, planRetrySteps, wakeAgainAt } from '../../../source/changes/retry/retry-steps.ts';
import { candidate } from './candidate.ts';

const now = new Date('2026-11-28T12:00:00Z');
const later = new Date('2026-11-28T12:05:00Z');
const atOnce = { now, slots: undefined };
const stored = { state: 'exception', write_date: '2026-11-28 10:00:00', scheduled_date: null };

describe('putting mails back into the queue', () => {
  test('compares what the row was, and forgets the failure', () => {
    expect(planRetrySteps([candidate({ stored })], atOnce)).toEqual([
      [
        {
          kind: 'update-rows',
          table: 'mail_mail',
          deciding: 'state',
          unread: ['failure_reason'],
          rows: [
            {
              id: 7,
              unit: 7,
              before: { state: 'exception', write_date: '2026-11-28 10:00:00' },
              after: { state: 'outgoing', failure_reason: null, write_date: '2026-11-28 12:00:00' },
            },
          ],
        },
      ],
    ]);
  });

  test('clears the kind of the failure where Odoo keeps one', () => {
    const [[step] = []] = planRetrySteps([candidate({ stored: { ...stored, failure_type: 'mail_smtp' } })], atOnce);
    expect(step).toMatchObject({ rows: [{ before: { failure_type: 'mail_smtp' }, after: { failure_type: null } }] });
  });

  test('takes those off first who have the mail', () => {
    const [steps] = planRetrySteps([candidate({ stored, partners: { count: 3, served: [4, 5] } })], atOnce);
    expect(steps).toMatchObject([
      {
        kind: 'delete-rows',
        rows: [
          { mail_mail_id: '7', res_partner_id: '4' },
          { mail_mail_id: '7', res_partner_id: '5' },
        ],
        units: [7, 7],
      },
      { kind: 'update-rows' },
    ]);
  });

  test('gives each mail the time of its step, in their order', () => {
    const mails = [1, 2, 3].map((id) => candidate({ id, stored }));
    const slots = [
      { at: null, mails: 2 },
      { at: later, mails: 1 },
    ];
    const [[step] = []] = planRetrySteps(mails, { now, slots });
    expect(step).toMatchObject({
      rows: [
        { id: 1, after: { scheduled_date: null } },
        { id: 2, after: { scheduled_date: null } },
        { id: 3, after: { scheduled_date: '2026-11-28 12:05:00' } },
      ],
    });
  });

  test.each([
    ['has none', null, false],
    ['is over', '2026-11-28 11:59:59', false],
    ['is now', '2026-11-28 12:00:00', false],
    ['is to come', '2026-11-28 12:00:01', true],
  ])('keeps a date of its own that is to come: it %s', (_, scheduled_date, isKept) => {
    const mail = candidate({ stored: { ...stored, scheduled_date } });
    expect(hasFutureDate(mail, now)).toBe(isKept);
    const [[step] = []] = planRetrySteps([mail], atOnce);
    const [row] = step?.kind === 'update-rows' ? step.rows : [];
    expect(row?.after['scheduled_date']).toBe(isKept ? scheduled_date : undefined);
  });

  test('splits many into transactions, and leaves out none and nobody who has it', () => {
    const mails = Array.from({ length: 1_201 }, (_, index) =>
      candidate({ id: index + 1, stored, partners: { count: 2, served: [index] } }),
    );
    const all = planRetrySteps(mails, atOnce);
    const steps = all.flat();
    expect(all.length).toBeGreaterThan(1);
    expect(steps.flatMap((step) => (step.kind === 'update-rows' ? step.rows.map(({ id }) => id) : []))).toEqual(
      mails.map(({ id }) => id),
    );
    const units = steps.flatMap((step) => (step.kind === 'delete-rows' ? step.units : []));
    expect(units).toEqual(mails.map(({ id }) => id));
  });
});

describe('Odoo is woken again', () => {
  test.each([
    ['never where a run goes on by itself', 18, 5_000, []],
    ['never where one batch takes all', 19, 1_000, []],
    ['never where nothing waits', 19, 0, []],
    ['once for a second batch, two minutes later', 19, 1_001, [2]],
    ['every two minutes for more', 19, 3_500, [2, 4, 6]],
  ] as const)('%s', (_, series, waiting, minutes) => {
    const times = minutes.map((each) => new Date(now.getTime() + each * 60_000));
    expect(wakeAgainAt(series, { waiting, batchSize: 1_000, now })).toEqual(times);
  });
});
