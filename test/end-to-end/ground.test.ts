import { describe, expect, test } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { runFix } from '../../source/cli/verbs/fix.ts';
import { runQueue } from '../../source/cli/verbs/queue.ts';
import { runRetry } from '../../source/cli/verbs/retry.ts';
import { runUndo } from '../../source/cli/verbs/undo.ts';
import { describeFailure } from '../../source/output/failure.ts';
import type { CommandContext } from '../../source/world/command.ts';
import { createConsoleOdoo, failMail } from '../changes/console-odoo.ts';
import { temporaryFolder } from '../changes/open-changes.ts';
import { startBehaviour } from '../demo/smtp/start-behaviour.ts';
import { captureContext } from '../support/command-context.ts';
import { startPooler } from '../support/pooler.ts';

/** What a person does one after the other, in the order of the list. */
const commands = {
  queue: (context: CommandContext) => runQueue(context, {}),
  check: (context: CommandContext) => runCheckCommand(context, { causes: ['cron'], redact: false }),
  'fix --apply': (context: CommandContext) =>
    runFix(context, { remedy: 'cron.activate', set: [], secretStdin: false, apply: true }),
  undo: (context: CommandContext) => runUndo(context, {}),
  'retry --apply': (context: CommandContext) =>
    runRetry(context, { apply: true, force: true, canary: true, wait: false }),
} as const;

type Name = keyof typeof commands;
const names = Object.keys(commands) as readonly Name[];

const past = 'Connect to PostgreSQL itself, on port';

/** Status, and words that stand in the answer. */
const expected: Readonly<Record<string, Readonly<Record<Name, readonly [number, string]>>>> = {
  direct: {
    queue: [0, 'exception'],
    check: [2, 'switched off'],
    'fix --apply': [0, 'Done'],
    undo: [0, 'Taken back'],
    'retry --apply': [1, 'Done'],
  },
  session: {
    queue: [0, 'through a pooler in session mode'],
    check: [2, 'through a pooler in session mode'],
    'fix --apply': [0, 'Done'],
    undo: [0, 'Taken back'],
    'retry --apply': [1, 'Done'],
  },
  transaction: {
    queue: [0, 'through a pooler in transaction mode'],
    check: [2, 'through a pooler in transaction mode'],
    'fix --apply': [2, past],
    undo: [2, past],
    'retry --apply': [2, past],
  },
  statement: {
    queue: [3, past],
    check: [3, past],
    'fix --apply': [3, past],
    undo: [3, past],
    'retry --apply': [3, past],
  },
};

/** An Odoo with a failed mail and its queue switched off. */
const prepare = async () => {
  const server = await startBehaviour('good');
  const odoo = await createConsoleOdoo(18);
  await odoo.addServer({ port: server.port });
  await failMail(odoo, { partners: [await odoo.addPartner('Ann', 'ann@customer.example')] });
  await odoo.database.query('update ir_cron set active = false');
  return odoo.database;
};

const run = async (context: CommandContext, name: Name): Promise<{ status: number; failure: string }> => {
  try {
    return { status: await commands[name](context), failure: '' };
  } catch (error) {
    const { status, message, tryThis = '' } = describeFailure(error);
    return { status, failure: `${message} ${tryThis}` };
  }
};

describe.each(Object.entries(expected))('%s', (topology, answers) => {
  test('every command says where it stands, and leaves all connections that others share as they were', async () => {
    const database = await prepare();
    const pooler =
      topology === 'direct'
        ? undefined
        : await startPooler({ mode: topology as 'session', databases: [database.name, 'postgres'] });
    const env = { XDG_STATE_HOME: await temporaryFolder() };
    const before = await pooler?.inspect();
    for (const name of names) {
      const { context, output } = captureContext({ dsn: pooler?.dsn(database.name) ?? database.dsn }, { env });
      let said = '';
      context.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      const { status, failure } = await run(context, name);
      const [wanted, words] = answers[name];
      expect([name, status, `${output()}${said}${failure}`]).toEqual([name, wanted, expect.stringContaining(words)]);
      expect([name, await pooler?.inspect()]).toEqual([name, before]);
    }
  });
});

test('a queue that is due, while a pooler without the database postgres keeps it from being called, is woken in part', async () => {
  const database = await prepare();
  await database.query('update ir_cron set active = true');
  const pooler = await startPooler({ mode: 'session', databases: [database.name] });
  const env = { XDG_STATE_HOME: await temporaryFolder() };
  const { context, output } = captureContext({ dsn: pooler.dsn(database.name) }, { env });

  const status = await runFix(context, { remedy: 'cron.wake', set: [], secretStdin: false, apply: true });

  expect([status, output()]).toEqual([1, expect.stringContaining('Done in part')]);
  expect(output()).toContain('it looks by itself within a minute');
  expect(await database.query('select from ir_cron_trigger')).toHaveLength(1);
});
