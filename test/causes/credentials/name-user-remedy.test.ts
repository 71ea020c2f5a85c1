import { expect, test } from 'vitest';
import { credentialsCause } from '../../../source/causes/credentials/index.ts';
import { nameUserOfServer } from '../../../source/causes/credentials/name-user-remedy.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

test.each([16, 18, 19] as const)(
  'Odoo %i: an OAuth server without a user is tried without a login, as Odoo does',
  async (series) => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    for (const behaviour of ['good', 'bad-login']) {
      await world.database.query(
        `update ir_mail_server set smtp_authentication = 'gmail', smtp_user = null, smtp_pass = null, smtp_port = $1,
           google_gmail_refresh_token = 'r', google_gmail_access_token = 'token',
           google_gmail_access_token_expiration = extract(epoch from now())::int + 3000 where id = 1`,
        [world.zoo.smtpPort(behaviour)],
      );
      const context = await world.checkContext();
      const finding = (await runCause(context, credentialsCause)).get('credentials.login server:1');
      expect(finding?.summary, behaviour).toContain(
        'is set to log in by OAuth, but its field Username is empty: Odoo does not log in at all',
      );
      expect(finding).toMatchObject({ owner: 'odoo', remedies: [{ id: 'credentials.user' }, {}, {}, {}] });
      expect(JSON.stringify(finding?.evidence)).not.toContain('AUTH XOAUTH2');
    }
    const inputs = await nameUserOfServer.inputs(await world.checkContext(), 'server:1');
    expect(inputs).toMatchObject([{ name: 'user' }]);
  },
);
