import { describe, expect, test } from 'vitest';
import { noServerCause } from '../../source/causes/no-server/index.ts';
import { create } from '../../source/causes/no-server/remedies/create-server-remedy.ts';
import { prefer } from '../../source/causes/no-server/remedies/prefer-server-remedy.ts';
import { unarchive } from '../../source/causes/no-server/remedies/unarchive-server-remedy.ts';
import { recipientsCause } from '../../source/causes/recipients/index.ts';
import { correct } from '../../source/causes/recipients/remedies/correct-address-remedy.ts';
import { sizeCause } from '../../source/causes/size/index.ts';
import { drop } from '../../source/causes/size/remedies/drop-attachments-remedy.ts';
import { raise } from '../../source/causes/size/remedies/raise-limit-remedy.ts';
import { useLinks } from '../../source/causes/size/remedies/use-links-remedy.ts';
import { Secret } from '../../source/domain/secret.ts';
import { readTexts } from '../changes/plans.ts';
import { mend, whileMended } from '../support/mend.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('an archived server is used again', async () => {
    const world = await openSickWorld({ series, scenario: 'no-server' });
    const look = () => readTexts(world.database, 'ir_mail_server');
    const revived = await mend(world, { cause: noServerCause, remedy: unarchive, subject: 'server:1', look });
    expect(revived.findings.get('no-server.active')).toMatchObject({ status: 'ok' });
    if (series >= 16) expect(revived.findings.get('no-server.forced')).toMatchObject({ status: 'warn' });
  });

  test('a new server is tried before it is saved', async () => {
    const world = await openSickWorld({ series, scenario: 'no-server' });
    const look = () => readTexts(world.database, 'ir_mail_server');
    const server = (behaviour: string) => ({
      cause: noServerCause,
      remedy: create,
      texts: { host: 'localhost', port: String(world.zoo.smtpPort(behaviour)), encryption: 'none', user: 'odoo' },
      secrets: { password: new Secret('right-or-wrong') },
      look,
    });
    await expect(mend(world, server('bad-login'))).rejects.toThrow('tried before it is saved, and that failed');
    const created = await mend(world, server('good'));
    expect(created.findings.get('no-server.active')).toMatchObject({ status: 'ok' });
    expect(JSON.stringify(created.plan)).not.toContain('right-or-wrong');
  });

  test('an address that is none is corrected in the contact', async () => {
    const world = await openSickWorld({ series, scenario: 'recipients' });
    const look = () => readTexts(world.database, 'res_partner');
    const before = await runCause(await world.checkContext(), recipientsCause);
    const [wrong] = [...before.values()].filter(({ check, subject }) => {
      return check === 'recipients.address' && subject?.startsWith('partner:');
    });
    const subject = wrong?.subject ?? '';
    expect(wrong?.remedies).toMatchObject([{ id: 'recipients.correct', subject }]);
    const request = { cause: recipientsCause, remedy: correct, subject, look };
    await expect(mend(world, { ...request, texts: { address: 'n/a' } })).rejects.toThrow('is no e-mail address');
    const { findings } = await mend(world, { ...request, texts: { address: 'Ann@Example.com' } });
    expect(findings.has(`recipients.address ${subject}`)).toBe(false);
    expect(complaintsOf(findings).length).toBeGreaterThan(0);
  });

  test('a mail that names nobody is given an address, and is then not taken for one that was cut off', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const cut = 'Error without exception. Probably due to sending an email without computed recipients.';
    const [row] = await world.database.query(
      `update mail_mail set state = 'exception', failure_reason = $1, email_to = null, email_cc = null
       where id = (select max(id) from mail_mail where state = 'sent') returning id`,
      [cut],
    );
    const id = Number(row?.['id']);
    await world.database.query('delete from mail_mail_res_partner_rel where mail_mail_id = $1', [id]);
    const read = () => world.database.query('select email_to, failure_reason from mail_mail where id = $1', [id]);
    const { result } = await whileMended(
      world,
      { remedy: correct, subject: `mail:${id}`, texts: { address: 'ann@example.com' }, look: read },
      read,
    );
    expect(result).toEqual([
      { email_to: 'ann@example.com', failure_reason: expect.stringContaining('At least one valid recipient') },
    ]);
    await world.database.query(`update mail_mail set email_to = 'bob@example.com' where id = $1`, [id]);
    const request = { subject: `mail:${id}`, values: { texts: { address: 'ann@example.com' }, secrets: {} } };
    const { transactions } = await correct.plan(await world.checkContext(), request);
    expect(JSON.stringify(transactions)).not.toContain('failure_reason');
  });

  test('attachments that are too large come off, or become links', async () => {
    const world = await openSickWorld({ series, scenario: 'size' });
    const subject = 'server:1';
    const dropped = await mend(world, {
      cause: sizeCause,
      remedy: drop,
      subject,
      look: () => world.database.query('select * from message_attachment_rel order by 1, 2'),
    });
    expect(dropped.findings.get('size.limit server:1')).toMatchObject({ status: 'ok' });
    expect(dropped.plan.affects).toEqual({ count: 16, noun: 'mail' });
    if (series < 18) return;
    // One limit for all servers since 20: a system parameter.
    const linked = await mend(world, {
      cause: sizeCause,
      remedy: useLinks,
      subject,
      look: () => readTexts(world.database, series >= 20 ? 'ir_config_parameter' : 'ir_mail_server'),
    });
    expect(linked.findings.get('size.limit server:1')).toMatchObject({ status: 'ok' });
  });
});

test('what a server takes is raised by who runs it', async () => {
  const world = await openSickWorld({ series: 16, scenario: 'size' });
  const plan = await raise.plan(await world.checkContext(), {
    subject: 'server:1',
    values: { texts: {}, secrets: {} },
  });
  expect(plan.outside).toEqual([]);
  expect(plan.byHand[0]?.copy).toMatch(/^sudo postconf -e message_size_limit=\d+ && /);
});

test('a server is put before the others', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const look = () => readTexts(world.database, 'ir_mail_server');
  const { plan } = await mend(world, { cause: noServerCause, remedy: prefer, subject: 'server:2', look });
  expect(plan.transactions).toMatchObject([[{ rows: [{ id: 2, after: { sequence: '9' } }] }]]);
});
