import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPlan } from '../../source/changes/apply.ts';
import { undoEntry } from '../../source/changes/undo-entry.ts';
import { runPrevent } from '../../source/cli/verbs/prevent.ts';
import { logRotationCheck } from '../../source/prevention/log-rotation/log-rotation-check.ts';
import { rotateLog } from '../../source/prevention/log-rotation/rotate-log-remedy.ts';
import type { PreventionContext } from '../../source/prevention/precaution.ts';
import { runCommand } from '../../source/services/host/run-command.ts';
import { openChanges, temporaryFolder } from '../changes/open-changes.ts';
import { captureContext } from '../support/command-context.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

type Document = {
  readonly precautions: readonly { readonly id: string; readonly status: string; readonly summary: string }[];
};

const look = async (world: SickWorld, stateHome: string): Promise<ReadonlyMap<string, string>> => {
  const { context, output } = captureContext(
    { ...world.options, format: 'json' },
    { env: { XDG_STATE_HOME: stateHome } },
  );
  await runPrevent(context, { precautions: [], redact: false });
  const { precautions } = JSON.parse(output()) as Document;
  return new Map(precautions.map(({ id, status, summary }) => [id, `${status}: ${summary}`]));
};

const hasLogrotate = async (): Promise<boolean> =>
  (await runCommand('logrotate', ['--version'], { timeoutMs: 5_000 })).kind === 'ended';

test('a healthy Odoo has what is measured in order, what nobody did in yellow, and what nobody can see as unknown', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'healthy' });
  const stateHome = await temporaryFolder();
  const before = await look(world, stateHome);
  // Copies are looked for in every database of the server: those of the tests beside this one come and go.
  const own = [...before].filter(([id]) => id !== 'copies');
  expect(own.map(([id, told]) => `${id} ${told.split(':')[0]}`)).toEqual([
    'provider unknown',
    'monitor warn',
    'log-rotation unknown',
    'sender-records ok',
    'answers ok',
    'last-test ok',
    'announcements ok',
    'queue-pace ok',
    'old-failures ok',
    'second-server unknown',
    'kept-mails ok',
  ]);

  // What a year does to it.
  await world.database.query(`
    update ir_mail_server set write_date = now() at time zone 'UTC' + interval '1 second' where active;
    delete from ir_mail_server where not active;
    update mail_mail set state = 'exception' where id in (select id from mail_mail where state = 'outgoing' limit 2);
    update mail_message set date = now() - interval '40 days' where id in (select mail_message_id from mail_mail where state = 'exception');
    insert into ir_config_parameter (key, value) values ('mail.session.batch.size', 'many')`);
  const after = await look(world, stateHome);
  expect(after.get('last-test')).toMatch(/^warn: .* neither a test nor another mail/);
  expect(after.get('old-failures')).toBe('warn: 2 failed mails are older than 30 days.');
  expect(after.get('second-server')).toMatch(/^warn: Newsletter relay shares the host/);
  expect(after.get('queue-pace')).toMatch(/^fail: The system parameter mail\.session\.batch\.size is "many"/);

  // The machine is a folder: with a log that nothing rotates.
  const root = await temporaryFolder();
  const [etc, log] = [join(root, 'etc'), join(root, 'odoo.log')];
  await mkdir(join(etc, 'logrotate.d'), { recursive: true });
  await writeFile(log, 'x');
  await writeFile(join(etc, 'passwd'), `odoo:x:${process.getuid?.()}:${process.getgid?.()}::/:/bin/sh\n`);
  await writeFile(join(etc, 'group'), `odoo:x:${process.getgid?.()}:\n`);
  const contextNow = async (): Promise<PreventionContext> => {
    const checks = await world.checkContext();
    const logFile = { value: log, origin: { kind: 'default', name: '' } } as const;
    return {
      ...checks,
      host: { kind: 'here', roots: { proc: join(root, 'proc'), etc, root }, run: runCommand },
      target: { ...checks.target, settings: { ...checks.target.settings, logFile } },
      readWatch: () => Promise.reject(new Error('nobody asks for it here')),
      readTests: async () => undefined,
      readCopies: async () => ({ copies: [], unread: 0 }),
    };
  };
  const [found] = await logRotationCheck.run(await contextNow());
  expect(found).toMatchObject({ status: 'warn', remedies: [{ id: rotateLog.id }] });
  const plan = await rotateLog.plan(await contextNow(), { subject: null, values: { texts: {}, secrets: {} } });
  await expect(stat(join(etc, 'logrotate.d', 'odoo'))).rejects.toThrow('ENOENT');
  const changes = await openChanges(world.database.dsn);
  expect(await applyPlan(plan, changes, { deadlineMs: 5_000 })).toMatchObject({ kind: 'applied' });
  expect(await readFile(join(etc, 'logrotate.d', 'odoo'), 'utf8')).toContain(`${log} {`);
  const [mended] = await logRotationCheck.run(await contextNow());
  expect(mended).toMatchObject({ status: (await hasLogrotate()) ? 'ok' : 'fail', remedies: [] });
  await expect(
    rotateLog.plan(await contextNow(), { subject: null, values: { texts: {}, secrets: {} } }),
  ).rejects.toThrow('rotates');
  expect(await undoEntry(undefined, changes, { deadlineMs: 5_000 })).toMatchObject({ kind: 'undone' });
  await expect(stat(join(etc, 'logrotate.d', 'odoo'))).rejects.toThrow('ENOENT');
});
