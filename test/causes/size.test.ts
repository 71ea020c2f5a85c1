import { describe, expect, test } from 'vitest';
import { sizeCause } from '../../source/causes/size/index.ts';
import { outerSeries } from '../support/postgres.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld } from '../support/sick-world.ts';

describe.each(outerSeries)('Odoo %i', (series) => {
  test('mails are weighed against what the server announces in the session', async () => {
    const world = await openSickWorld({ series, scenario: 'size' });
    const findings = await runCause(await world.checkContext(), sizeCause);
    expect(complaintsOf(findings)).toEqual(['size.limit server:1: fail', 'size.stored: warn', 'size.files: warn']);
    expect(findings.get('size.limit server:1')).toMatchObject({ explains: 16, owner: 'provider' });
    expect(findings.get('size.limit server:1')?.summary).toMatch(/takes mails up to 1 MB, and 16 mails are larger/);
    expect(findings.get('size.limit server:1')?.evidence.map(({ kind }) => kind)).toContain('smtp');
  });
});

test('from 18 on what Odoo will turn into links is not too large', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'size' });
  await world.database.query('update ir_mail_server set max_email_size = 1');
  const findings = await runCause(await world.checkContext(), sizeCause);
  expect(findings.get('size.limit server:1')).toMatchObject({ status: 'ok' });
  expect(findings.get('size.stored')?.summary).toMatch(/would fit now: retry them/);
});

test('what belongs to no business record goes out whole, whatever the limit for links', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'size' });
  await world.database.query('update ir_mail_server set max_email_size = 1');
  await world.database.query("update ir_attachment set res_model = 'mail.message'");
  const findings = await runCause(await world.checkContext(), sizeCause);
  const found = findings.get('size.limit server:1');
  expect(found).toMatchObject({ status: 'fail', explains: 16 });
  expect(found?.remedies.map(({ id }) => id)).toEqual(['size.drop', 'size.raise']);
  expect(found?.detail).toContain('attachments of a business record alone');
});

test('failed mails that lost a file are told from waiting ones', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'size' });
  const before = await runCause(await world.checkContext(), sizeCause);
  const [, waiting = ''] =
    /: (\d+) mails? goe?s? out with an empty one/.exec(before.get('size.files')?.summary ?? '') ?? [];
  expect(Number(waiting)).toBeGreaterThan(0);
  await world.database.query(`
    update mail_mail set state = 'exception', failure_reason = '111' where state = 'outgoing' and mail_message_id in (
      select r.message_id from message_attachment_rel r join ir_attachment a on a.id = r.attachment_id
      where a.store_fname is not null and a.db_datas is null)`);
  const after = await runCause(await world.checkContext(), sizeCause);
  expect(after.get('size.files')?.summary).toMatch(
    new RegExp(`: ${waiting} failed mails? would go out, tried again, with an empty one`),
  );
});
