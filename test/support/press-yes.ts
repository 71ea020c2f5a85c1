import { expect, vi } from 'vitest';
import type { Terminal } from './terminal.ts';

/**
 * Waits for the dialog that asks, and presses y until it is gone: what just opened does not hear keys yet, since nobody
 * can have read it.
 */
export const pressYes = async (terminal: Terminal, asks: string, patience?: number): Promise<void> => {
  await terminal.waitFor(asks, patience);
  await vi.waitFor(
    () => {
      if (!terminal.text().includes(asks)) return;
      terminal.type('y');
      expect.fail(`y was not heard:\n${terminal.text()}`);
    },
    { timeout: 10_000, interval: 200 },
  );
};
