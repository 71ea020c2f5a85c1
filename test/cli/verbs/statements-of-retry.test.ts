import { expect, test } from 'vitest';
import { runCancel } from '../../../source/cli/verbs/cancel.ts';
import { runRetry } from '../../../source/cli/verbs/retry.ts';
import { createConsoleOdoo, failMail } from '../../changes/console-odoo.ts';
import { temporaryFolder } from '../../changes/open-changes.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { captureContext } from '../../support/command-context.ts';
import { recordStatements } from '../../support/record-statements.ts';

/** Whoever adds one says why it cannot come with another; whoever saves some lowers it. */
const most = { retry: 15, cancel: 11 };

test('a retry or cancelling of one mail asks the database no more than it has to, and for the parameters before and while it writes', async () => {
  const server = await startBehaviour('good');
  const odoo = await createConsoleOdoo(17);
  await odoo.addServer({ port: server.port });
  const ann = await odoo.addPartner('Ann', 'ann@customer.example');
  const mail = await failMail(odoo, { partners: [ann] });
  const { context } = captureContext({ dsn: odoo.database.dsn, format: 'json' });
  const env = { XDG_STATE_HOME: await temporaryFolder() };
  const args = { force: true, canary: true, wait: false, apply: true, id: [String(mail)] };
  const name = new URL(odoo.database.dsn).pathname.slice(1);

  const statements = await recordStatements(name, async () => {
    expect(await runRetry({ ...context, env }, args)).toBe(0);
  });

  expect(statements.filter((text) => text.startsWith('update "mail_mail"'))).toHaveLength(1);
  expect(statements.filter((text) => text.includes('ir_config_parameter where key = any'))).toHaveLength(2);
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most.retry);

  const other = await failMail(odoo, { partners: [ann] });
  const cancelled = await recordStatements(name, async () => {
    expect(await runCancel({ ...context, env }, { id: [String(other)], apply: true })).toBe(0);
  });
  expect(cancelled.length, cancelled.join('\n')).toBeLessThanOrEqual(most.cancel);
});
