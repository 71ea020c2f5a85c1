import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { openWorld } from '../../source/demo/world/open-world.ts';
import type { Evidence } from '../../source/domain/finding/evidence.ts';
import { captureContext } from '../support/command-context.ts';
import { compareBacklogs } from './backlog.ts';
import { median } from './median.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

export const title = 'check: every cause at once, beside the same questions asked one after the other by hand';

const rounds = 7;

interface Document {
  readonly durationMs: number;
  readonly causes: readonly { readonly id: string; readonly findings: readonly { readonly evidence: Evidence[] }[] }[];
}

const run1 = promisify(execFile);

/** Milliseconds, or undefined where the program is not installed. */
const timeTool = async (program: string, args: readonly string[]): Promise<number | undefined> => {
  const began = performance.now();
  try {
    await run1(program, [...args], { timeout: 20_000, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  }
  return performance.now() - began;
};

interface World {
  readonly dsn: string;
  readonly resolver: string;
}

/** How an admin would ask the same question with the tools at hand. */
const byHand = (
  { kind, asked }: Evidence,
  { dsn, resolver }: World,
): readonly [string, readonly string[]] | undefined => {
  const [host = '', port = '53'] = resolver.split(':');
  switch (kind) {
    case 'sql':
      return ['psql', ['--no-psqlrc', '-q', '-c', asked, dsn]];
    case 'dns':
      return ['dig', [`@${host}`, '-p', port, ...asked.split(' ').slice(1)]];
    case 'smtp': {
      const port = /:(\d+)/.exec(asked)?.[1] ?? '25';
      return ['swaks', ['--server', `127.0.0.1:${port}`, '--quit-after', 'FROM', '--silent', '3']];
    }
    default:
      return undefined;
  }
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Goals: under 1.5 s, and at most 1.2 times the slowest single measurement plus 100 ms. */
export const run = async (print: Print, note: Note): Promise<void> => {
  const world = await openWorld({
    scenario: 'healthy',
    series: 18,
    traffic: false,
    signal: new AbortController().signal,
  });
  try {
    const { dsn, config, resolver } = world.info;
    const documents: Document[] = [];
    for (let round = 0; round < rounds; round++) {
      const { context, output } = captureContext({ dsn, config, resolver, format: 'json' });
      await runCheckCommand(context, { causes: [], redact: false });
      documents.push(JSON.parse(output()) as Document);
    }
    const warm = documents.slice(1);
    const evidence = (documents.at(-1)?.causes ?? []).flatMap(({ findings }) =>
      findings.flatMap((each) => each.evidence),
    );
    const once = [...new Map(evidence.map((each) => [each.asked, each])).values()];
    const total = median(warm.map(({ durationMs }) => durationMs));
    const slowest = Math.max(0, ...once.map(({ durationMs }) => durationMs));
    print(`first run ${documents[0]?.durationMs} ms, then ${total} ms (goal: under 1 500)`);
    print(`slowest single measurement ${slowest} ms; allowed ${(slowest * 1.2 + 100).toFixed(0)} ms`);
    note({ what: 'check, of its slowest measurement × 1.2 + 100 ms', ratio: total / (slowest * 1.2 + 100), target: 1 });
    await compareByHand(once, world.info, { total, print, note });
    await compareBacklogs(world, print, note);
  } finally {
    await world.close();
  }
};

const compareByHand = async (
  evidence: readonly Evidence[],
  world: World,
  { total, print, note }: { readonly total: number; readonly print: Print; readonly note: Note },
): Promise<void> => {
  const missing = new Set<string>();
  const times: number[] = [];
  for (const each of evidence) {
    const command = byHand(each, world);
    if (command === undefined) continue;
    const [program, args] = command;
    const took = await timeTool(program, args);
    if (took === undefined) missing.add(program);
    else times.push(took);
  }
  const without = missing.size === 0 ? '' : ` (without ${[...missing].join(', ')}: not installed here)`;
  print(
    `${times.length} of the same ${evidence.length} questions one after the other: ${sum(times).toFixed(0)} ms${without}`,
  );
  const what = 'check, of the same questions by hand';
  note(
    missing.size === 0
      ? { what, ratio: total / sum(times), target: 0.15 }
      : { what, target: 0.15, unmeasured: `${[...missing].join(' and ')} not installed` },
  );
  print(`all of them at once: ${(sum(times) / total).toFixed(1)} times faster`);
};
