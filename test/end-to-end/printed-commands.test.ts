import { expect, test } from 'vitest';
import { causes } from '../../source/causes/index.ts';
import type { CheckContext } from '../../source/checks/context.ts';
import { scenarios } from '../../source/demo/scenarios/index.ts';
import { diagnose } from '../../source/diagnosis/diagnose.ts';
import { fixArguments } from '../../source/domain/change/remedy.ts';
import { commandLine } from '../../source/domain/wording/command-line.ts';
import { offersOf } from '../../source/inquiry/find-offers.ts';
import { createLimit } from '../../source/lib/limit.ts';
import type { RunCommand } from '../../source/world/command.ts';
import { pointingFlags } from '../../source/world/pointing-flags.ts';
import { captureContext } from '../support/command-context.ts';
import { findMisuse, splitLine } from '../support/command-line.ts';
import { expectVerdict } from '../support/expect-verdict.ts';
import { openSickWorld } from '../support/sick-world.ts';

interface Asking {
  readonly isSecret: boolean;
  /** The password of the database is never printed: it comes from there. */
  readonly env: NodeJS.ProcessEnv;
}

/** What is wrong with the usage of a command line of ours, by parsing it and running it; undefined where nothing is. */
const findMisuseOf = async (line: string, { isSecret, env }: Asking): Promise<string | undefined> => {
  const run: RunCommand = async (load, args, options) => {
    const command = await load();
    const { context } = captureContext(options, { input: isSecret ? 'a-new-password\n' : '', env });
    await command(context, args);
  };
  const [name, ...words] = splitLine(line);
  expect(name).toBe('odoo-mail-doctor');
  return findMisuse([...words, ...(isSecret ? ['--secret-stdin'] : [])], run);
};

/** Two full stops in a row and no more, or one after another end mark. */
const doubleStop = /(?<!\.)\.\.(?!\.)|[!?…]\.(?=\s|$)/;

/** Everything that one run of the causes found. */
const diagnoseWorld = async (context: CheckContext) => {
  for await (const event of diagnose(context, causes)) if (event.kind === 'verdict') return event;
  throw new Error('the diagnosis ended without a verdict');
};

test.each(scenarios.map(({ id }) => id))(
  'Odoo 18, "%s": the verdict is its own, what check and fix print runs as printed, and no sentence of it ends twice',
  async (scenario) => {
    const world = await openSickWorld({ series: 18, scenario });
    const { verdict, reports } = await diagnoseWorld(await world.checkContext({ deadline: 60 }));
    expectVerdict(scenario, { verdict, causes: reports });
    const found = reports.flatMap(({ findings }) => findings);
    const texts = found.flatMap(({ summary, detail = '' }) => [summary, detail]);
    expect(texts.filter((text) => doubleStop.test(text.replaceAll(/“[^”]*”/g, '')))).toEqual([]);
    const flags = pointingFlags(captureContext(world.options).context.options, world.database.name);
    // The same remedy for another contact is asked for in the same words.
    const offers = new Map(offersOf(found).map((offer) => [offer.id, offer]));
    const listed = [...offers.values()].map((offer) => ({
      line: commandLine(fixArguments(offer), flags),
      isSecret: offer.inputs.some(({ kind, suggestion }) => kind === 'secret' && suggestion === undefined),
    }));
    const isSecret = (line: string): boolean => listed.some((each) => each.line === line && each.isSecret);
    const steps = verdict.nextSteps.flatMap(({ command }) => command ?? []);
    const lines = [...new Set([...steps, ...listed.map(({ line }) => line)])];
    const { dsn = '' } = world.options;
    const env = { PATH: '/nonexistent', PGPASSWORD: new URL(dsn).password };
    for (const line of lines) expect(line).toContain(`--dsn ${dsn.replace(/:[^:@/]*@/, '@')}`);
    const inTurn = createLimit(3);
    const { signal } = new AbortController();
    const misuses = await Promise.all(
      lines.map((line) => inTurn(signal, () => findMisuseOf(line, { isSecret: isSecret(line), env }))),
    );
    expect(misuses.filter((misuse) => misuse !== undefined)).toEqual([]);
  },
  120_000,
);
