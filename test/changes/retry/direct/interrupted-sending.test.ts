import { expect, test } from 'vitest';
import { planInterrupted } from '../../../../source/changes/retry/direct/interrupted-sending.ts';

const noRecipients = 'sending an email without computed recipients.';
const before = { state: 'exception', failure_reason: 'x', write_date: '2026-11-24 08:00:00' };
const after = { state: 'exception', failure_reason: 'x', write_date: '2026-11-24 09:00:00' };

test.each([
  [
    14,
    { failure_type: 'SMTP' },
    { failure_reason: `Error without exception. Probably due do ${noRecipients}`, failure_type: null },
  ],
  [15, {}, { failure_reason: `Error without exception. Probably due do ${noRecipients}` }],
  [16, {}, { failure_reason: `Error without exception. Probably due to ${noRecipients}` }],
  [
    18,
    { failure_type: 'mail_smtp' },
    { failure_reason: `Error without exception. Probably due to ${noRecipients}`, failure_type: null },
  ],
  [
    19,
    { failure_type: 'mail_smtp' },
    { failure_reason: `Error without exception. Probably due to ${noRecipients}`, failure_type: 'unknown' },
  ],
] as const)(
  'a mail whose sending broke gets the failure that Odoo %i leaves, over columns it has',
  (series, more, failure) => {
    const plan = planInterrupted([{ id: 7, before: { ...before, ...more }, after }], series);
    expect(plan.title).toBe('Note that 1 mail may have been delivered');
    expect(plan.transactions).toMatchObject([
      [
        {
          table: 'mail_mail',
          rows: [{ id: 7, before: { ...before, ...more }, after: { ...failure, write_date: after.write_date } }],
          unread: ['failure_reason'],
        },
      ],
    ]);
    expect(plan).toMatchObject({ locksQueue: true, onStaleRows: 'skip', affects: { count: 1, noun: 'mails' } });
  },
);

test('where the change before had no date of its own none is written', () => {
  const [[step] = []] = planInterrupted([{ id: 7, before, after: { state: 'exception' } }], 18).transactions;
  expect(step).toMatchObject({ rows: [{ after: { write_date: null } }] });
});
