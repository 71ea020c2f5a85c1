import { expect, test, vi } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { captureContext } from '../support/command-context.ts';
import { openSickWorld } from '../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

test('failures whose reason has no column are unknown, and not a reason that nobody knows', async () => {
  const world = await openSickWorld({ series: 20, scenario: 'sender' });
  await world.database.query('alter table mail_mail drop column failure_reason');
  const { context, output } = captureContext({ dsn: world.database.dsn, format: 'json' });

  await runCheckCommand(context, { causes: ['unexplained'], redact: false });

  const [cause] = JSON.parse(output()).causes;
  expect(cause).toMatchObject({ status: 'unknown' });
  expect(cause.findings[0].summary).toContain('has no column failure_reason');
});
