import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Cause, RemedyRequest } from '../../../source/checks/cause.ts';
import { offer } from '../../../source/checks/cause.ts';
import type { CheckContext } from '../../../source/checks/context.ts';
import { type FixArguments, runFixWith } from '../../../source/cli/verbs/fix.ts';
import { runJournal } from '../../../source/cli/verbs/journal.ts';
import { runUndo } from '../../../source/cli/verbs/undo.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import type { Plan } from '../../../source/domain/change/plan.ts';
import { UserError } from '../../../source/domain/errors.ts';
import { finding } from '../../../source/domain/finding/finding.ts';
import type { Precaution } from '../../../source/prevention/precaution.ts';
import type { GlobalOptions } from '../../../source/world/command.ts';
import { planOf } from '../../changes/plans.ts';
import { captureContext } from '../../support/command-context.ts';
import { createDemoDatabase, type DemoDatabase } from '../../support/postgres.ts';

const nothing: FixArguments = { set: [], secretStdin: false, apply: false };

/** A cause like the real ones: it measures one mail server's host and password, and mends them. */
const hostCause = (mends: 'well' | 'badly'): Cause => {
  const remedy = {
    id: 'test.host',
    title: 'Give the server its right host',
    risk: 'careful' as const,
    inputs: () =>
      Promise.resolve([
        { name: 'host', label: 'Host name', kind: 'text' as const, suggestion: 'right.example' },
        { name: 'password', label: 'Password', kind: 'secret' as const },
      ]),
    plan: async ({ odoo }: CheckContext, { values, subject }: RemedyRequest): Promise<Plan> => {
      const [server] = await odoo.mailServers();
      const { password } = values.secrets;
      if (server === undefined || password === undefined) throw new UserError('There is nothing to mend.');
      const host = mends === 'well' ? (values.texts['host'] ?? '') : 'still-wrong.example';
      return planOf(
        [
          {
            kind: 'update-rows',
            table: 'ir_mail_server',
            rows: [
              {
                id: server.id,
                before: { smtp_host: server.host ?? null, smtp_pass: null },
                after: { smtp_host: host, smtp_pass: password },
              },
            ],
          },
        ],
        { action: 'test.host', title: 'Give the server its right host', subject },
      );
    },
  };
  return {
    id: 'no-server',
    title: 'A cause for this test',
    question: 'Is the host right?',
    checks: [
      {
        id: 'test.host',
        title: 'Host',
        owner: 'odoo',
        run: async ({ odoo }) => {
          const [server] = await odoo.mailServers();
          const isRight = server?.host === 'right.example';
          return [
            finding({
              subject: `server:${server?.id}`,
              status: isRight ? 'ok' : 'fail',
              summary: isRight ? 'The host is right.' : 'The host is wrong.',
              remedies: isRight ? [] : [offer(remedy, `server:${server?.id}`)],
            }),
          ];
        },
      },
    ],
    remedies: [remedy],
  };
};

const prepare = async () => {
  const database = await createDemoDatabase();
  await database.query('update ir_mail_server set smtp_pass = null');
  const stateHome = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(stateHome, { recursive: true, force: true }));
  const contextOf = (options: Partial<GlobalOptions> = {}, input = 'hunter2-hunter2\n') => {
    const captured = captureContext({ dsn: database.dsn, ...options }, { input });
    return { ...captured, context: { ...captured.context, env: { XDG_STATE_HOME: stateHome } } };
  };
  return { database, contextOf };
};

const hosts = (database: DemoDatabase) => database.query('select smtp_host, smtp_pass from ir_mail_server order by id');

test('without a remedy those at hand are listed, with the words that ask for them', async () => {
  const { contextOf } = await prepare();
  const { context, output } = contextOf({ format: 'json' });
  expect(await runFixWith([hostCause('well')], context, nothing)).toBe(0);
  expect(JSON.parse(output())).toMatchObject({
    schema: 1,
    remedies: [{ id: 'test.host', subject: expect.stringMatching(/^server:\d+$/), risk: 'careful' }],
  });
});

test('what a precaution offers is listed after what causes offer, each once', async () => {
  const { contextOf } = await prepare();
  const { context, output } = contextOf({ format: 'json' });
  const cause = hostCause('well');
  const [remedy] = cause.remedies;
  if (remedy === undefined) throw new Error('the cause has a remedy');
  const rotate = { ...remedy, id: 'prevention.rotate-log', risk: 'safe' as const };
  const precaution: Precaution = {
    id: 'log-rotation',
    title: 'Log rotation',
    question: 'Is it rotated?',
    checks: [
      {
        id: 'prevention.log-rotation',
        title: 'Log rotation',
        owner: 'odoo',
        run: async () => [
          finding({
            status: 'warn',
            summary: 'It is not.',
            remedies: [offer(rotate, null), offer(remedy, 'server:7')],
          }),
        ],
      },
    ],
    remedies: [rotate],
  };
  expect(await runFixWith([precaution, cause], context, nothing)).toBe(0);
  const { remedies } = JSON.parse(output()) as { readonly remedies: readonly { readonly id: string }[] };
  expect(remedies.map(({ id }) => id)).toEqual(['test.host', 'prevention.rotate-log', 'test.host']);
});

test('a preview shows before and after, the secret as dots, and changes nothing', async () => {
  const { database, contextOf } = await prepare();
  const before = await hosts(database);
  const { context, output } = contextOf();
  expect(await runFixWith([hostCause('well')], context, { ...nothing, remedy: 'test.host', secretStdin: true })).toBe(
    0,
  );
  expect(output()).toMatch(/smtp_host: \S+ → right\.example/);
  expect(output()).toContain('smtp_pass: (empty) → ••••');
  expect(output()).toContain('Nothing was changed.');
  expect(output()).not.toContain('hunter2');
  expect(await hosts(database)).toEqual(before);
});

test('applied, it is measured again and told as cured; journal lists it and undo takes it back', async () => {
  const { database, contextOf } = await prepare();
  const before = await hosts(database);
  const fixing = contextOf({ format: 'json' });
  const args = { ...nothing, remedy: 'test.host', secretStdin: true, apply: true };

  expect(await runFixWith([hostCause('well')], fixing.context, args)).toBe(0);

  const { applied, plan } = JSON.parse(fixing.output());
  expect(applied).toMatchObject({
    status: 'applied',
    cured: true,
    rows: 1,
    entry: { changed: ['1 row of ir_mail_server'] },
  });
  expect(plan.changes).toMatchObject([{ kind: 'update', table: 'ir_mail_server', after: { smtp_pass: '••••' } }]);
  const journal = contextOf({ format: 'json' });
  expect(await runJournal(journal.context, undefined)).toBe(0);
  expect(JSON.parse(journal.output()).journal).toMatchObject([{ id: applied.entry.id, state: 'applied' }]);
  const undoing = contextOf();
  expect(await runUndo(undoing.context, {})).toBe(0);
  expect(undoing.output()).toContain('Taken back: Give the server its right host');
  expect(await hosts(database)).toEqual(before);
  expect(await runUndo(contextOf().context, {})).toBe(2);
});

test('what did not help is never told as success', async () => {
  const { contextOf } = await prepare();
  const { context, output } = contextOf();
  const args = { ...nothing, remedy: 'test.host', secretStdin: true, apply: true };
  expect(await runFixWith([hostCause('badly')], context, args)).toBe(1);
  expect(output()).toMatch(/Applied but not cured: .* Take it back with: odoo-mail-doctor undo \d{8}T\d{6}-/);
});

test.each([
  ['a remedy that does not exist', { remedy: 'test.unknown' }, "no remedy 'test.unknown'"],
  ['a missing secret', { remedy: 'test.host' }, 'Password is missing'],
  ['a secret on the command line', { remedy: 'test.host', set: ['password=x'] }, 'is a secret'],
  ['an unknown input', { remedy: 'test.host', set: ['port=25'] }, "no input 'port'"],
  ['a setting without a name', { remedy: 'test.host', set: ['right.example'] }, 'name=value'],
])('%s is wrong usage', async (_name, args, words) => {
  const { contextOf } = await prepare();
  await expect(runFixWith([hostCause('well')], contextOf().context, { ...nothing, ...args })).rejects.toThrow(words);
});

test('--read-only refuses with status 2', async () => {
  const { database, contextOf } = await prepare();
  const before = await hosts(database);
  const { context, output } = contextOf({ readOnly: true });
  const args = { ...nothing, remedy: 'test.host', secretStdin: true, apply: true };
  expect(await runFixWith([hostCause('well')], context, args)).toBe(2);
  expect(output()).toContain('Nothing is changed with --read-only.');
  expect(await hosts(database)).toEqual(before);
});

test('rows that somebody else holds are not waited for long, and the undo can be done again', async () => {
  const { database, contextOf } = await prepare();
  const { context } = contextOf({ deadline: 1 });
  await runFixWith([hostCause('well')], contextOf().context, {
    ...nothing,
    remedy: 'test.host',
    secretStdin: true,
    apply: true,
  });
  await withClient(database.dsn, async (client) => {
    await client.query('begin; select id from ir_mail_server for update');
    expect(await runUndo(context, {})).toBe(2);
    await client.query('rollback');
  });
  const journal = contextOf({ format: 'json' });
  await runJournal(journal.context, undefined);
  expect(JSON.parse(journal.output()).journal).toMatchObject([{ state: 'applied', left: [] }]);
  expect(await runUndo(contextOf().context, {})).toBe(0);
});
