import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EmulatedTerminal } from '../support/emulated-terminal.ts';
import { scenes } from './scenes/index.ts';

const sizes = [
  [80, 16],
  [60, 12],
  [40, 10],
] as const;

/** The text field of a dialog and the list below it have one cursor between them. */
const pointers = (lines: readonly string[]): number => lines.filter((line) => /^ ?> /.test(line)).length;

/** A spinner stands wherever it just is. */
const holdSpinner = (line: string): string => line.replace(/(?<=^| )[-\\|/](?= (?:measuring|connecting|Waiting))/, '-');

const look = (terminal: EmulatedTerminal): readonly string[] => {
  const lines = terminal.lines();
  expect(lines.join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
  expect(pointers(lines)).toBeLessThanOrEqual(1);
  return lines.map((line) => line.trimEnd());
};

describe('with --ascii and in small windows every screen and dialog is whole', () => {
  test.each(scenes)('$name', async (scene) => {
    const terminal = await scene.open({ ascii: true, letters: 'ascii' });
    try {
      look(terminal);
      const drawn: string[] = [scene.name];
      for (const [columns, rows] of sizes) {
        terminal.resize(columns, rows);
        await terminal.settle();
        const lines = look(terminal).map(holdSpinner);
        expect(lines.slice(-2).join('')).not.toBe('');
        drawn.push(`\n=== ${columns} × ${rows}`, ...lines);
      }
      await expect(`${drawn.join('\n')}\n`).toMatchFileSnapshot(
        join(import.meta.dirname, 'golden', 'small', `${scene.name}.txt`),
      );
    } finally {
      await terminal.close();
    }
  });
});
