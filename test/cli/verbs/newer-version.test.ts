import { expect, test, vi } from 'vitest';
import { runCheckCommand } from '../../../source/cli/verbs/check.ts';
import { runQueue } from '../../../source/cli/verbs/queue.ts';
import { captureContext } from '../../support/command-context.ts';
import { openSickWorld } from '../../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

interface Document {
  readonly target: { readonly odooVersion: string; readonly newerVersion?: boolean };
  readonly causes: readonly {
    readonly id: string;
    readonly status: string;
    readonly findings: readonly { readonly check: string; readonly status: string; readonly summary: string }[];
  }[];
}

test('a version that is newer than this program is read as far as its columns go, and ends by what was found', async () => {
  const world = await openSickWorld({ series: 20, scenario: 'cron' });
  const check = async () => {
    const { context, output } = captureContext({ dsn: world.database.dsn, format: 'json' });
    const status = await runCheckCommand(context, { causes: ['cron', 'no-server', 'firewall'], redact: false });
    return { status, document: JSON.parse(output()) as Document };
  };
  const known = await check();
  await world.database.query(`
    update ir_module_module set latest_version = replace(latest_version, '20.0.', '21.0.');
    alter table mail_mail add column unheard_of integer; alter table mail_mail drop column failure_type;
    alter table ir_mail_server add column unheard_of integer; alter table ir_mail_server drop column owner_limit_time;
    alter table ir_cron add column unheard_of integer; alter table ir_cron drop column failure_count`);
  const newer = await check();

  expect(known.document.target.newerVersion).toBeUndefined();
  expect(newer.document.target).toMatchObject({ odooVersion: '21.0', newerVersion: true });
  expect(newer.status).toBe(known.status);
  expect(newer.document.causes.map(({ id, status }) => [id, status])).toEqual(
    known.document.causes.map(({ id, status }) => [id, status]),
  );
});

test('its queue is counted, and the heading says that nothing is changed on it', async () => {
  const world = await openSickWorld({ series: 20, scenario: 'cron' });
  await world.database.query(`update ir_module_module set latest_version = '21.0.1.3' where name = 'base'`);
  const { context, output } = captureContext({ dsn: world.database.dsn });

  await runQueue(context, {});

  expect(output()).toContain('Odoo 21.0 · newer than this program: nothing is changed on it');
});
