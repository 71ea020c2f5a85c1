import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** What a test or a group of tests runs with only; stands beside its `runIf`. */
    needs?: string;
  }
}

/** Says at the end of a run how many tests were skipped, and what each of them waits for. */
export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const line = describeSkipped(modules.flatMap((module) => [...module.children.allTests('skipped')].map(readNeeds)));
    if (line !== undefined) process.stdout.write(`\n ${line}\n`);
  }
}

/** Beside its `runIf`, or what a test said when it skipped itself. */
const readNeeds = (test: TestCase): string | undefined => {
  const result = test.result();
  if (result.state === 'skipped' && result.note !== undefined) return result.note;
  let task: TestCase | TestSuite | TestModule = test;
  while (task.type !== 'module') {
    const { needs } = task.meta();
    if (needs !== undefined) return needs;
    task = task.parent;
  }
  return undefined;
};

/** One line for the needs of all skipped tests, the most frequent first; undefined where none was skipped. */
export const describeSkipped = (needs: readonly (string | undefined)[]): string | undefined => {
  if (needs.length === 0) return undefined;
  const groups = Object.entries(Object.groupBy(needs, (need) => (need === undefined ? 'not said' : `needs ${need}`)));
  const parts = groups
    .map(([reason, members = []]) => ({ reason, count: members.length }))
    .toSorted((one, other) => other.count - one.count)
    .map(({ reason, count }) => `${reason}: ${count}`);
  return `skipped: ${needs.length} — ${parts.join('; ')}`;
};
