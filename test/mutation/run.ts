/**
 * `npm run mutate -- [FOLDER or FILE…] [--seed 1] [--count 300] [--world] [--minutes 10] [--json FILE]`: breaks the judging code
 * in small ways and tells which of them no test notices. FOLDER and FILE as in `source/`: causes, checks … unless told otherwise.
 *
 * The mutants are drawn by the seed, planted into the program all at once and woken one at a time; only the tests that
 * come past one are run against it. Without `--world` these are the tests that need no PostgreSQL and no process of
 * their own (some minutes); with it, what survives them must also survive those that stand where its file is mirrored
 * (an hour for all folders: `causes/cron` or `--minutes` make it less, and what was not reached is not counted).
 */
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chooseTests, standsBeside } from './choose-tests.ts';
import { applyMutant, drawMutants, type Mutant } from './mutants.ts';
import { countLines, describeSurvivor, type Outcome } from './report.ts';
import { type Meeting, openTestRunner, type TestRunner } from './test-runner.ts';
import { createTypeCheck } from './type-check.ts';

const judging = ['causes', 'checks', 'remedies', 'diagnosis', 'domain/replies', 'changes/retry'];
/** No mutant is worth more of the world's tests, ms as they took without it. */
const longestMs = 30_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '300' },
    world: { type: 'boolean', default: false },
    minutes: { type: 'string', default: 'Infinity' },
    json: { type: 'string', default: 'mutation.json' },
  },
});

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const judgeMutants = async (runner: TestRunner, folders: readonly string[]): Promise<readonly Outcome[]> => {
  const tests = chooseTests([...new Set(mutants.map(({ file }) => file))], folders, values.world);
  tell(`${mutants.length} mutants, ${tests.length} test files.`);
  const { meetings, noticed, failing } = await runner.meet(tests, ({ path, isWorld }, index) => {
    if (isWorld) tell(`… ${path}, ${index + 1} of ${tests.length}`);
  });
  for (const each of failing) tell(`Left out, for it fails without any mutant: ${each}`);
  const isRefused = createTypeCheck();
  const judgeMutant = async (mutant: Mutant, met: readonly Meeting[]): Promise<Outcome['end']> => {
    if (noticed.has(mutant.id) || (await isNoticed(runner, mutant, met))) return 'killed';
    if (isRefused(mutant.file, applyMutant(await readFile(mutant.file, 'utf8'), mutant))) return 'refused';
    return met.length === 0 ? 'unmet' : 'survived';
  };
  const outcomes: Outcome[] = [];
  for (const mutant of mutants) {
    if (performance.now() > endsAt) break;
    const met = meetings.get(mutant.id) ?? [];
    const end = await judgeMutant(mutant, met);
    outcomes.push({ mutant, end });
    if (end === 'survived' || end === 'unmet') for (const line of describeSurvivor({ mutant, end })) tell(line);
    if (outcomes.length % 25 === 0) tell(`… ${outcomes.length} of ${mutants.length}`);
  }
  return outcomes;
};

const isNoticed = async (runner: TestRunner, mutant: Mutant, met: readonly Meeting[]) => {
  const quick = met.filter(({ test }) => !test.isWorld);
  if (quick.length > 0 && (await runner.isNoticed(mutant, quick))) return true;
  const slow = met
    .filter(({ test }) => test.isWorld && standsBeside(test.path, mutant.file))
    .toSorted((one, other) => one.ms - other.ms);
  let spent = 0;
  const affordable = slow.filter(({ ms }) => {
    spent += ms;
    return spent <= longestMs;
  });
  return affordable.length > 0 && (await runner.isNoticed(mutant, affordable));
};

/** As of performance.now(), which counts from the start of the process. */
const endsAt = Number(values.minutes) * 60_000;
const folders = positionals.length === 0 ? judging : positionals;
const files = folders
  .flatMap((place) => globSync(place.endsWith('.ts') ? `source/${place}` : `source/${place}/**/*.ts`))
  .toSorted();
const mutants = await drawMutants(files, Number(values.seed), Number(values.count));
const runner = await openTestRunner(mutants, values.world);
// Else the PostgreSQL of the world's tests outlives a run that is stopped.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    await runner.close();
    process.exit(1);
  });
}
try {
  const outcomes = await judgeMutants(runner, folders);
  await writeFile(values.json, `${JSON.stringify({ ...values, folders, outcomes }, null, 2)}\n`);
  for (const line of countLines(outcomes, folders)) tell(line);
} finally {
  await runner.close();
}
