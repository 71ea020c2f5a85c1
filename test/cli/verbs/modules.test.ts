import { expect, test } from 'vitest';
import { runCheckCommand } from '../../../source/cli/verbs/check.ts';
import { runQueue } from '../../../source/cli/verbs/queue.ts';
import { captureContext } from '../../support/command-context.ts';
import { openSickWorld } from '../../support/sick-world.ts';

test('the head of every report names the modules that change mail, and what nobody knows', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  await world.database.query(
    `insert into ir_module_module (name, state, latest_version) values ('mail_tracking', 'installed', '17.0.1.0.0');
     alter table ir_mail_server add x_foo varchar`,
  );
  const known = 'The module mail_tracking keeps what servers answered in mail_tracking_email';
  const unknown = 'Column x_foo on ir_mail_server is from a module this program does not know.';
  for (const format of ['text', 'markdown'] as const) {
    for (const run of ['check', 'queue'] as const) {
      const { context, output } = captureContext({ ...world.options, format });
      await (run === 'check' ? runCheckCommand(context, { causes: ['cron'], redact: false }) : runQueue(context, {}));
      const said = output().replaceAll('\\', '');
      expect(said, `${run} ${format}`).toContain(known);
      expect(said, `${run} ${format}`).toContain(unknown);
    }
  }
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  await runCheckCommand(context, { causes: ['cron'], redact: false });
  expect(JSON.parse(output()).target).toMatchObject({
    modules: [{ name: 'mail_tracking', changes: expect.any(String) }],
    unknownColumns: [{ table: 'ir_mail_server', column: 'x_foo', origin: { kind: 'not-told' } }],
  });
});

test('a plain Odoo has nothing of the kind in its head', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  const { context, output } = captureContext({ ...world.options, format: 'json' });
  await runCheckCommand(context, { causes: ['cron'], redact: false });

  expect(Object.keys(JSON.parse(output()).target)).toEqual(['database', 'odooVersion', 'neutralized']);
});
