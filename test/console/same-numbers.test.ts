import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { causes } from '../../source/causes/index.ts';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { runQueue } from '../../source/cli/verbs/queue.ts';
import { showDatabase } from '../../source/console/show-database.ts';
import type { CauseId } from '../../source/domain/finding/cause-id.ts';
import type { FailureClass } from '../../source/domain/replies/classes/index.ts';
import { titleOf } from '../../source/domain/replies/title.ts';
import { openTarget } from '../../source/world/open-target.ts';
import { captureContext } from '../support/command-context.ts';
import { openEmulated } from '../support/emulated-terminal.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

/** What the sentence says where N stands: a count, with its thousands apart. */
const countIn = (text: string, sentence: string): number | undefined => {
  const found = new RegExp(sentence.replace('N', String.raw`(\d{1,3}(?: \d{3})*)`), 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found.replaceAll(' ', ''));
};

/** As the list of steps names it. */
const titleOfCause = (wanted: CauseId): string => causes.find(({ id }) => id === wanted)?.title ?? wanted;

const readJson = async ({ options }: SickWorld, run: 'check' | 'queue') => {
  const { context, output } = captureContext({ ...options, format: 'json' });
  if (run === 'check') await runCheckCommand(context, { causes: [], redact: false });
  else await runQueue(context, {});
  return JSON.parse(output());
};

/** The console itself, in a terminal that is not there. */
const openConsoleOf = async ({ options }: SickWorld) => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { context } = captureContext({ ...options });
  const command = { ...context, env: { XDG_STATE_HOME: folder } };
  const database = await openTarget(command);
  const terminal = openEmulated({ columns: 160, rows: 50 }, (given) =>
    showDatabase(command, { database, terminal: given }),
  );
  onTestFinished(async () => {
    await terminal.close();
    await database[Symbol.asyncDispose]();
  });
  return terminal;
};

// Mails that wait and failed, for two reasons, and others that were cancelled or left; and a limit that is used up.
test.each([
  [
    'monday-morning',
    "update mail_mail set state = 'cancel' where id in (select id from mail_mail where state = 'outgoing' limit 4)",
  ],
  ['rate-limit', ''],
])('what the console, check and queue count of %s are the same numbers for the same words', async (scenario, alter) => {
  const world = await openSickWorld({ series: 18, scenario });
  await world.database.query(alter);
  const check = await readJson(world, 'check');
  const { counts, failures } = (await readJson(world, 'queue')).queue;
  expect(check.queue).toMatchObject({ counts, failures });

  const console = await openConsoleOf(world);
  await console.waitFor('measured just now');
  await console.settle();
  const screen = console.text();
  // The headline, and what it rests on.
  expect(screen.replaceAll(/\n +/g, ' ')).toContain(check.verdict.summary);
  expect(countIn(screen, '· N waiting')).toBe(counts.outgoing);
  expect(countIn(screen, '· N failed')).toBe(counts.exception);
  expect(countIn(check.verdict.summary, ': N mails? wait') ?? counts.outgoing).toBe(counts.outgoing);
  // What happens now, where it counts.
  expect(countIn(screen, '^ NOW .*?N mails? waits?') ?? counts.outgoing).toBe(counts.outgoing);
  // A line for each state.
  const states = { waiting: counts.outgoing, failed: counts.exception, sent: counts.sent };
  for (const [state, count] of Object.entries(states).filter(([, count]) => count > 0))
    expect(countIn(screen, `^ ${state} +N {2}`)).toBe(count);
  // A line for each reason.
  const reasons = screen.slice(screen.indexOf('Why mails failed'));
  for (const { class: reason, count } of failures as readonly { class: FailureClass; count: number }[])
    expect(countIn(reasons, `${titleOf(reason)}.*? {2}N `)).toBe(count);

  // The steps account for what check says of the causes.
  console.type('2\r');
  await console.waitFor('a measures everything again');
  await console.settle();
  for (const { id, explains } of check.causes as readonly { id: CauseId; explains: number }[])
    if (explains > 0) expect(countIn(console.text(), `^[❯ ] [✖!] ${titleOfCause(id)} +N( |$)`)).toBe(explains);
});
