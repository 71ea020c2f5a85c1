import { describe, expect, test } from 'vitest';
import { credentialsCause } from '../../../source/causes/credentials/index.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

describe('mails that a relay did not carry to other domains', () => {
  /** The five newest mails, of one sender, were denied; one to somebody else that waits may be newer still. */
  const openDenied = async (newest?: string) => {
    const world = await openSickWorld({ series: 18, scenario: 'healthy' });
    const write = async (offset: number, limit: number, state: string, to: string, reason: string | null) =>
      await world.database.query(
        `with chosen as (select id, mail_message_id from mail_mail order by id desc offset $1 limit $2),
           authors as (update mail_message set email_from = 'office@acme.example'
             where id in (select mail_message_id from chosen)),
           partners as (delete from mail_mail_res_partner_rel where mail_mail_id in (select id from chosen))
         update mail_mail set state = $3, email_to = $4, failure_reason = $5 where id in (select id from chosen)`,
        [offset, limit, state, to, reason],
      );
    const reason = "SMTPRecipientsRefused: {'x@shop.example': (554, b'5.7.1 <x@shop.example>: Relay access denied')}";
    await write(newest === undefined ? 0 : 1, 5, 'exception', 'anna@shop.example', reason);
    if (newest !== undefined) await write(0, 1, 'outgoing', newest, null);
    return world;
  };

  const lookAt = async (world: Awaited<ReturnType<typeof openDenied>>) =>
    (await runCause(await world.checkContext(), credentialsCause)).get('credentials.stored server:1');

  test('are not over because the login is accepted and somebody else is taken', async () => {
    expect(await lookAt(await openDenied('bert@elsewhere.example'))).toMatchObject({
      status: 'warn',
      explains: 5,
      leftover: false,
      summary: expect.stringMatching(/relaying denied.*; none of their recipients was taken in this run at /),
      detail: expect.stringContaining('accepts the login proves nothing'),
    });
  });

  test('are not over where Odoo has no login, which is what to mend', async () => {
    const world = await openDenied('bert@elsewhere.example');
    await world.database.query('update ir_mail_server set smtp_user = null, smtp_pass = null where id = 1');
    const found = await lookAt(world);
    expect(found?.summary).not.toContain('retry them');
    expect(found?.detail).toContain('without a login: give it a user and password there');
  });

  test('are over once one of their recipients is taken', async () => {
    const found = await lookAt(await openDenied());
    expect(found).toMatchObject({ explains: 5, leftover: true });
    expect(found?.summary).toMatch(/takes anna@shop\.example now: retry them/);
  });
});
