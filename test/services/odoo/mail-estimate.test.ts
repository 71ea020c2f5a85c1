import { expect, test } from 'vitest';
import { openDemo } from './open.ts';

test('about as many mails as the table has, once PostgreSQL counted them; not known before', async () => {
  const { odoo, connection } = await openDemo(18);
  await connection.query('analyze mail_mail');
  const [counted] = await connection.query<{ mails: number }>('select count(*)::int as mails from mail_mail');
  const estimate = await odoo.mailEstimate();

  expect(estimate).toBeGreaterThan((counted?.mails ?? 0) * 0.8);
  expect(estimate).toBeLessThan((counted?.mails ?? 0) * 1.2);
});

test('a table that was never counted has no estimate', async () => {
  const { odoo } = await openDemo(18, 'create temp table mail_mail (id int)');

  await expect(odoo.mailEstimate()).resolves.toBeNull();
});
