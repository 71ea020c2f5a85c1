import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeSkipped } from './skipped-reporter.ts';

test('skipped tests are counted by what they need, the most frequent first', () => {
  expect(describeSkipped(['pgbouncer', 'python3', undefined, 'python3'])).toBe(
    'skipped: 4 — needs python3: 2; needs pgbouncer: 1; not said: 1',
  );
});

test('nothing is said where nothing was skipped', () => {
  expect(describeSkipped([])).toBeUndefined();
});

test('whatever is skipped somewhere says what it needs', async () => {
  const folder = join(import.meta.dirname, '..');
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.test\.tsx?$/.test(name));
  expect(names.length).toBeGreaterThan(400);
  const silent: string[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    // The condition stands before the title and its options, in the same statement.
    const conditions = [...text.matchAll(/\b(?:test|it|describe)\.(?:runIf|skipIf)\(/g)];
    silent.push(
      ...conditions
        .filter(({ index }) => !/\bneeds/.test(nextLines(text, index)))
        .map(({ index }) => `${name}:${index}`),
    );
  }
  expect(silent).toEqual([]);
});

/** A dozen lines: what a table of cases may take before the options. */
const nextLines = (text: string, from: number): string => text.slice(from).split('\n', 12).join('\n');
