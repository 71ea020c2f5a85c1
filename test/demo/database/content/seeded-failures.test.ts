import { describe, expect, test } from 'vitest';
import {
  connectionRefused,
  handshakeFailed,
  interrupted,
  loginRefused,
  messageRefused,
  recipientRefused,
  type SeededFailure,
  senderRefused,
  serverArchived,
  timedOut,
  unaddressed,
} from '../../../../source/demo/database/content/seeded-failures.ts';
import { type OdooSeries, odooSeries } from '../../../../source/domain/odoo/odoo-series.ts';
import { hasRealDatabase, loadRealDatabase } from '../../../support/postgres.ts';

test.each([14, 15, 16, 17] as const)('Odoo %i keeps a refused login as code and text', (series) => {
  expect(loginRefused(series, 535, '5.7.8 No.\n5.7.8 Never.').reason).toBe('535\n5.7.8 No.\n5.7.8 Never.');
});

test.each([18, 19, 20] as const)('Odoo %i keeps the text as Python prints bytes', (series) => {
  expect(loginRefused(series, 535, "5.7.8 It's\nno").reason).toBe(`535\nb"5.7.8 It's\\nno"`);
});

test.each(odooSeries)('Odoo %i gives a mail no failure type when the server was not reached', (series) => {
  expect(timedOut(series)).toEqual({
    reason: 'timed out',
    failureType: null,
    notification: { failureType: series === 14 ? 'SMTP' : 'mail_smtp', failureReason: null },
  });
});

test.each(odooSeries)('Odoo %i tells the failure of a session to the recipient as well', (series) => {
  const failure = recipientRefused(series, 'a@b.example', 550, '5.1.1 Unknown');
  expect(failure.failureType).toBe(series >= 17 ? 'unknown' : null);
  expect(failure.notification).toEqual({
    failureType: series === 14 ? 'UNKNOWN' : 'unknown',
    failureReason: failure.reason,
  });
});

test.each([14, 15, 16, 17] as const)('Odoo %i keeps a refused sender and a refused message a line each', (series) => {
  expect(senderRefused(series, 553, '5.7.1 No', 'a@b.example').reason).toMatch(
    /\nSMTPSenderRefused: 553\n5\.7\.1 No\na@b\.example$/,
  );
  expect(messageRefused(series, 552, '5.3.4 No').reason).toMatch(/\nSMTPDataError: 552\n5\.3\.4 No$/);
});

test.each([18, 19, 20] as const)('Odoo %i keeps a refused sender and a refused message as tuples', (series) => {
  expect(senderRefused(series, 553, '5.7.1 No', 'a@b.example').reason).toMatch(
    /\nSMTPSenderRefused: \(553, b'5\.7\.1 No', 'a@b\.example'\)$/,
  );
  expect(messageRefused(series, 552, '5.3.4 No').reason).toMatch(/\nSMTPDataError: \(552, b'5\.3\.4 No'\)$/);
});

test.each(odooSeries)('Odoo %i says only from 19 on that a mail had nobody to go to', (series) => {
  const { reason } = unaddressed(series, 'partner');
  expect(reason === interrupted(series).reason).toBe(series <= 18);
});

test.each(odooSeries)('Odoo %i quotes the archived server that a mail names', (series) => {
  expect(serverArchived(series, 'Relay').reason).toBe('The server "Relay" cannot be used because it is archived.');
});

test('a handshake that failed is kept as number and text', () => {
  expect(handshakeFailed(19, '[SSL: X] x').reason).toBe('1\n[SSL: X] x');
});

/** What the measured servers were made to answer, and what we say Odoo makes of it. */
function measured(series: OdooSeries): readonly SeededFailure[] {
  return [
    timedOut(series),
    connectionRefused(series),
    interrupted(series),
    messageRefused(series, 554, '5.7.1 Message rejected as spam by Content Filtering.'),
    unaddressed(series, 'partner'),
    unaddressed(series, 'plain'),
    senderRefused(
      series,
      550,
      '5.7.60 SMTP; Client does not have permissions to send as this sender',
      'badsender@lab.example',
    ),
    loginRefused(series, 535, '5.7.8 Error: authentication failed: UGFzc3dvcmQ6'),
    recipientRefused(
      series,
      'reject@dest.example',
      550,
      '5.1.1 <reject@dest.example>: Recipient address rejected: User unknown in virtual mailbox table',
    ),
  ];
}

describe.each(odooSeries.filter(hasRealDatabase))('a real Odoo %i', (series) => {
  test('stored the same texts and types', async () => {
    const database = await loadRealDatabase(series);
    const rows = await database.query<{ reason: string; type: string | null }>(
      `select failure_reason as reason, to_jsonb(mail)->>'failure_type' as type from public.mail_mail as mail where state = 'exception'`,
    );
    for (const { reason, failureType } of measured(series)) {
      expect(rows).toContainEqual({ reason, type: failureType });
    }
  });
});
