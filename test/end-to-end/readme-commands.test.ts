import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { captureContext } from '../support/command-context.ts';
import { findMisuse } from '../support/command-line.ts';
import { callsIn, shellLines } from '../support/readme.ts';
import { openSickWorld } from '../support/sick-world.ts';

const pointers = ['-c', '--config', '-d', '--database', '--dsn', '--rules'];

/** The same call without what points at the reader's server: the test points it at its world. */
const pointElsewhere = (args: readonly string[]): readonly string[] =>
  args.filter((word, index) => !pointers.includes(word) && !pointers.includes(args[index - 1] ?? ''));

/** These serve until they are stopped, or tell people who are not there. The definitions of the commands hold them. */
const isEndless = (args: readonly string[]): boolean =>
  args.includes('--try-notifiers') || args.includes('--metrics') || args[0] === 'demo' || args[0] === 'mcp';

const calls = [
  ...new Map(
    shellLines.flatMap(callsIn).map((args) => {
      const pointed = pointElsewhere(args);
      return [pointed.join(' '), pointed];
    }),
  ).values(),
].filter((args) => !isEndless(args));

test('every command that the README tells the reader to type runs on a sick Odoo and says something', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const rules = join(folder, 'rules.yml');
  await writeFile(rules, 'rules: {}\n');
  const world = await openSickWorld({ series: 18, scenario: 'monday-morning' });
  const { dsn = '' } = world.options;
  const env = { PGPASSWORD: new URL(dsn).password, XDG_STATE_HOME: folder, PATH: '/nonexistent' };
  const ended = await Promise.all(
    calls.map(async (args) => {
      const words = args[0] === 'monitor' ? [...args, '--rules', rules] : args;
      let status: number | undefined;
      let said = '';
      const misuse = await findMisuse(words, async (load, parsed, options) => {
        const { context, output } = captureContext({ ...options, ...world.options }, { env });
        status = await (await load())(context, parsed);
        said = output();
      });
      return {
        line: args.join(' '),
        misuse,
        isUsual: status !== undefined && status <= 3,
        isSilent: said.trim() === '',
      };
    }),
  );
  expect(ended.length).toBeGreaterThan(8);
  expect(ended.filter(({ misuse, isUsual, isSilent }) => misuse !== undefined || !isUsual || isSilent)).toEqual([]);
}, 60_000);
