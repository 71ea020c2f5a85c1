import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They take as long as hundreds of others: begun last, one of them would keep a single worker busy at the end. */
const longest =
  /\/(?:monday-morning|wizard-screen|leftovers-and-faults|mail-actions|printed-commands|matrix|scenarios|schemas|missing-columns|ground|retry-screen|golden|small-windows|mcp|mail-remedies|redacted)\.test\.tsx?$/;

/** What starts programs, databases, servers or screens and waits for them. */
const startsWorlds =
  /openSickWorld|openWizardWorld|create(?:Demo|Empty)Database|loadRealDatabase|createSmallOdoo|createConsoleOdoo|startCluster|openTerminal|openScreen|openRetry|runProgram|serveWorld|walkMondayMorning|node:child_process/;

/**
 * Without the durations of an earlier run Vitest goes by the size of a file, which says nothing of a world's: the longest
 * come first, then all that start worlds, and pure code fills what is left.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = (await super.sort(files)).map((file) => ({ file, rank: rankOf(file.moduleId) }));
    return ranked.toSorted((one, other) => one.rank - other.rank).map(({ file }) => file);
  }
}

const rankOf = (path: string): number => {
  if (longest.test(path)) return 0;
  return startsWorlds.test(readFileSync(path, 'utf8')) ? 1 : 2;
};
