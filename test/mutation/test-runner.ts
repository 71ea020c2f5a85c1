import { resolve } from 'node:path';
import { createVitest, type TestCase, type Vitest } from 'vitest/node';
import type { TestFile } from './choose-tests.ts';
import { type Mutant, plantMutants } from './mutants.ts';

/** A test that came past a mutant while all of them slept. */
export interface Meeting {
  readonly test: TestFile;
  readonly testId: string;
  readonly ms: number;
}

export interface TestRunner {
  /** Which tests meet which mutant, and which of them are noticed at once; the tests that fail without any mutant are left out, and told. */
  meet(
    tests: readonly TestFile[],
    tellStart: (test: TestFile, index: number) => void,
  ): Promise<{
    readonly meetings: ReadonlyMap<number, readonly Meeting[]>;
    /** The mutants that tests of pure code noticed on the way, woken one after the other in their process. */
    readonly noticed: ReadonlySet<number>;
    readonly failing: readonly string[];
  }>;
  /** Whether a test fails while this mutant is awake. */
  isNoticed(mutant: Mutant, meetings: readonly Meeting[]): Promise<boolean>;
  close(): Promise<void>;
}

/** One vitest for the whole run, into whose program the mutants are planted. */
export const openTestRunner = async (mutants: readonly Mutant[], world: boolean): Promise<TestRunner> => {
  const byFile = Map.groupBy(mutants, ({ file }) => resolve(file));
  const vitest = await createVitest(
    {
      watch: false,
      reporters: [{}],
      pool: 'threads',
      maxWorkers: 1,
      // A thread takes no options of the engine.
      execArgv: [],
      bail: 0,
      retry: 0,
      // It keeps what was transformed without these mutants, and would hand that out in their place.
      fsModuleCache: false,
      setupFiles: ['test/mutation/setup.ts'],
      runner: 'test/mutation/waking-runner.ts',
      ...(world ? {} : { globalSetup: [] }),
    },
    {
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          transform: (code, id) => {
            const planted = byFile.get(id);
            return planted === undefined ? undefined : { code: plantMutants(code, planted), map: null };
          },
        },
      ],
    },
  );
  await vitest.standalone();
  return {
    meet: (tests, tellStart) => meet(vitest, mutants, tests, tellStart),
    isNoticed: (mutant, meetings) => isNoticed(vitest, mutant, meetings),
    close: () => vitest.close(),
  };
};

const meet = async (
  vitest: Vitest,
  mutants: readonly Mutant[],
  tests: readonly TestFile[],
  tellStart: (test: TestFile, index: number) => void,
) => {
  const meetings = new Map<number, Meeting[]>();
  const noticed = new Set<number>();
  const failing: string[] = [];
  for (const [index, test] of tests.entries()) {
    tellStart(test, index);
    vitest.getRootProject().provide('unnoticed', test.isWorld ? null : listOthers(mutants, noticed));
    // Each by itself: what is met while modules come into memory is met by the first test file alone otherwise.
    for (const each of await run(vitest, null, [specify(vitest, test.path)])) {
      if (each.result().state === 'failed') failing.push(`${test.path}: ${each.fullName}`);
      if (each.result().state !== 'passed') continue;
      const { mutants: met = {}, noticed: woken = [] } = each.meta();
      for (const id of woken) noticed.add(id);
      const ms = each.diagnostic()?.duration ?? 0;
      for (const id of Object.keys(met)) {
        const known = meetings.get(Number(id)) ?? [];
        meetings.set(Number(id), [...known, { test, testId: each.id, ms }]);
      }
    }
  }
  vitest.getRootProject().provide('unnoticed', null);
  return { meetings, noticed, failing };
};

const listOthers = (mutants: readonly Mutant[], noticed: ReadonlySet<number>): readonly number[] =>
  mutants.map(({ id }) => id).filter((id) => !noticed.has(id));

const isNoticed = async (vitest: Vitest, { id }: Mutant, meetings: readonly Meeting[]): Promise<boolean> => {
  const specifications = Array.from(
    Map.groupBy(meetings, ({ test }) => test.path),
    ([path, met]) =>
      specify(
        vitest,
        path,
        met.map(({ testId }) => testId),
      ),
  );
  const cases = await run(vitest, id, specifications);
  // A test file that cannot even be loaded has no cases.
  return vitest.state.getFiles().some(({ result }) => result?.state === 'fail') || cases.some(isFailure);
};

const isFailure = (test: TestCase): boolean => test.result().state === 'failed';

const specify = (vitest: Vitest, path: string, testIds?: readonly string[]) =>
  vitest
    .getRootProject()
    .createSpecification(resolve(path), testIds === undefined ? undefined : { testIds: [...testIds] });

const run = async (
  vitest: Vitest,
  mutant: number | null,
  specifications: ReturnType<typeof specify>[],
): Promise<readonly TestCase[]> => {
  vitest.getRootProject().provide('mutant', mutant);
  // One failure is enough to notice a mutant.
  vitest.getRootProject().config.bail = mutant === null ? 0 : 1;
  vitest.state.filesMap.clear();
  const { testModules } = await vitest.runTestSpecifications(specifications);
  return testModules.flatMap((module) => [...module.children.allTests()]);
};
