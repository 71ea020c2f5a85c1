import { describe, expect, test } from 'vitest';
import { recipientsCause } from '../../source/causes/recipients/index.ts';
import { isRefusedByRelay } from '../../source/causes/recipients/measure-refused-addresses.ts';
import { stuckCause } from '../../source/causes/stuck/index.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('who cannot be reached is found in the tables, whatever text Odoo stored', async () => {
    const world = await openSickWorld({ series, scenario: 'recipients' });
    const context = await world.checkContext();
    const findings = await runCause(context, recipientsCause);
    const bad = [...findings.values()].filter(({ status }) => status !== 'ok');
    expect(bad.every(({ status }) => status === 'warn')).toBe(true);
    const explained = (wanted: string): number =>
      bad.reduce((sum, { check, explains = 0 }) => sum + (check === wanted ? explains : 0), 0);
    // Ten that failed and six that wait, each counted once; the contacts and mails are named.
    expect(explained('recipients.address')).toBe(16);
    expect(explained('recipients.refused')).toBe(12);
    expect([...findings.keys()].filter((key) => key.startsWith('recipients.refused partner:'))).toHaveLength(3);
    expect([...findings.keys()].some((key) => key.startsWith('recipients.notifications'))).toBe(true);
    // The text that says so up to 18 also stands for a dropped connection; here it does not.
    expect(complaintsOf(await runCause(context, stuckCause))).toEqual([]);
  });
});

test('a full mailbox is not told as a wrong address, and nothing is to be corrected', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const rows = await world.database.query(`
    with chosen as (
      select m.id, p.email from mail_mail m
      join mail_mail_res_partner_rel r on r.mail_mail_id = m.id join res_partner p on p.id = r.res_partner_id
      where m.state = 'sent' and p.email is not null order by m.id desc limit 1)
    update mail_mail set state = 'exception', failure_reason =
      'SMTPRecipientsRefused: {''' || chosen.email || ''': (552, b''5.2.2 Mailbox full'')}'
    from chosen where mail_mail.id = chosen.id returning chosen.email`);
  const [address] = rows.map((row) => String(row['email']));
  const findings = await runCause(await world.checkContext(), recipientsCause);
  const refused = [...findings.values()].find(
    ({ check, summary }) => check === 'recipients.refused' && summary.includes(String(address)),
  );
  expect(refused?.summary).toContain('was full');
  expect(refused?.remedies).toEqual([]);
  expect(refused?.detail).not.toContain('correct the address');
});

test.each([
  [['a@one.example', 'b@two.example', 'c@three.example'], true],
  [['a@one.example', 'b@two.example', 'c@ONE.example'], false],
  [['a@one.example', 'b@one.example', 'c@one.example', 'd@one.example'], false],
  [[], false],
])('%j, all called invalid in the same words: refused by the relay, not by their homes: %j', (addresses, expected) => {
  expect(isRefusedByRelay(addresses)).toBe(expected);
});

test('mails to many domains that were called invalid alike, one at a time, are told as a relay that does not relay', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  await world.database.query(`
    update mail_mail set state = 'exception', email_to = 'ann@home' || id || '.example', failure_reason =
      'SMTPRecipientsRefused: {''ann@home' || id || '.example'': (550, b''Invalid recipient'')}'
    where id in (select id from mail_mail where state = 'sent' order by id desc limit 5)`);
  const findings = await runCause(await world.checkContext(), recipientsCause);
  const relay = findings.get('recipients.refused relay');
  expect(relay).toMatchObject({ status: 'warn', owner: 'odoo', explains: 5 });
  expect(relay?.summary).toContain('recipients of 5 domains');
  expect(relay?.remedies).toEqual([]);
  expect([...findings.keys()].filter((key) => key.startsWith('recipients.refused'))).toHaveLength(1);
});
