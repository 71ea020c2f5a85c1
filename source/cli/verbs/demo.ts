import { once } from 'node:events';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { Scenario } from '../../demo/scenario.ts';
import { findScenario, scenarios } from '../../demo/scenarios/index.ts';
import { rightPassword } from '../../demo/smtp/manners.ts';
import { openWorld } from '../../demo/world/open-world.ts';
import { watchParent } from '../../demo/world/parent-watch.ts';
import { startWorld } from '../../demo/world/world.ts';
import { UsageError } from '../../domain/errors.ts';
import { exitStatus } from '../../domain/exit-status.ts';
import { isOdooSeries, knownSeries, newestSeries, type OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { keepHeapSmall } from '../../lib/keep-heap-small.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { writeNotice, writeResult } from '../../world/write-output.ts';
import { tellServedWorld } from '../tell-served-world.ts';

export interface DemoArguments {
  readonly scenario?: string;
  /** Major version. */
  readonly odoo: number;
  readonly list?: boolean;
  readonly serve?: boolean;
  readonly traffic?: boolean;
  /** Several databases on one server. */
  readonly fleet?: boolean;
}

/** `demo`: the console on the embedded sick Odoo, the list of scenarios, or the world alone. */
export const runDemo: Command<DemoArguments> = async (context, args) => {
  if (args.list) {
    const { format } = context.options;
    writeResult(context, format, formatList(format === 'json'));
    return exitStatus.ok;
  }
  const scenario = chooseScenario(args.scenario);
  const series = chooseSeries(args.odoo);
  const fleet = args.fleet ?? false;
  return args.serve
    ? serveWorld(context, { scenario, series, traffic: args.traffic ?? false, fleet })
    : showWorld(context, { scenario, series, fleet });
};

interface Choice {
  readonly scenario: Scenario;
  readonly series: OdooSeries;
  readonly fleet: boolean;
}

const serveWorld = async (context: CommandContext, choice: Choice & { readonly traffic: boolean }) => {
  const signal = AbortSignal.any([context.signal, watchParent()]);
  const onProgress = (words: string): void => void process.send?.(words);
  const world = await startWorld({ ...choice, now: context.now, signal, onProgress }).catch((error: unknown) => {
    // Stopped while starting is stopped, not failed; what had started has ended.
    if (signal.aborted) return undefined;
    throw error;
  });
  if (world === undefined) return exitStatus.ok;
  try {
    const { format } = context.options;
    const words = format === 'json' ? `${JSON.stringify(world.info)}\n` : tellServedWorld(world.info, choice);
    writeResult(context, format, words);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await world.close();
  }
  return exitStatus.ok;
};

const showWorld = async (context: CommandContext, { scenario, series, fleet }: Choice) => {
  writeNotice(context, formatBeginning(scenario, series, context.stdout.columns));
  const onProgress = (words: string): void => writeNotice(context, `Starting ${words} …\n`);
  const { signal } = context;
  keepHeapSmall();
  const loading = loadConsole(fleet);
  // Whoever awaits it hears of it.
  loading.catch(() => undefined);
  const world = await openWorld({ scenario: scenario.id, series, traffic: true, fleet, signal, onProgress });
  try {
    const { runConsole } = await loading;
    const { dsn, config, resolver } = world.info;
    const options = { ...context.options, dsn, config, resolver, allDatabases: fleet };
    const env = keepStateIn(dirname(config), context.env);
    return await runConsole({ ...context, options, env, endsWithCommand: true }, undefined);
  } finally {
    await world.close();
  }
};

/** The journal of a world that is gone helps nobody: it goes with the world, unless a place was named for it. */
const keepStateIn = (folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  (env['XDG_STATE_HOME'] ?? '') === '' ? { ...env, XDG_STATE_HOME: join(folder, 'state') } : env;

/** With what it is about to load, while the world starts: this process has nothing else to do. */
const loadConsole = async (fleet: boolean) => {
  const [console] = await Promise.all([
    import('./console.ts'),
    fleet ? import('../../console/show-fleet.ts') : import('../../console/open-chosen.ts'),
    import('../../console/show-database.ts'),
  ]);
  return console;
};

const chooseScenario = (id: string | undefined): Scenario => {
  const chosen = id === undefined ? scenarios[0] : findScenario(id);
  if (chosen !== undefined) return chosen;
  throw new UsageError(
    `There is no demo scenario '${id}'.`,
    `Choose one of: ${scenarios.map((scenario) => scenario.id).join(', ')}.`,
  );
};

const chooseSeries = (major: number): OdooSeries => {
  if (isOdooSeries(major)) return major;
  throw new UsageError(`The demo knows Odoo ${knownSeries}, not ${major}.`, `Name one of them: --odoo ${newestSeries}`);
};

const formatList = (asJson: boolean): string => {
  if (asJson) {
    const entries = scenarios.map(({ id, title, story }) => ({ id, title, story }));
    return `${JSON.stringify({ schema: 1, scenarios: entries })}\n`;
  }
  const width = Math.max(...scenarios.map(({ id }) => id.length));
  return scenarios
    .map(({ id, title, story }) => `${id.padEnd(width)}  ${title}\n${' '.repeat(width)}  ${story}\n`)
    .concat('Several databases on one server, each with a fault of its own: demo --fleet\n')
    .join('');
};

/** Said at once: a world takes seconds to start. */
const formatBeginning = ({ id, story }: Scenario, series: OdooSeries, columns = Number.POSITIVE_INFINITY): string =>
  [
    `An Odoo ${series} with the scenario '${id}', on 127.0.0.1 alone. ${story}`,
    `Where a password is asked for, ${rightPassword} is right. Leaving the console ends it; a cache for the next start is all that stays.`,
  ]
    .flatMap((sentences) => wrapText(sentences, columns))
    .concat('')
    .join('\n');
