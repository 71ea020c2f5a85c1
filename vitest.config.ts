import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { SkippedReporter } from './test/support/skipped-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', new SkippedReporter()],
    globalSetup: ['test/support/global-setup.ts'],
    // Without it chalk drops inverse and colours, and the screens under test are not the screens a person sees.
    // Times are told in the zone of the machine: everywhere the same here.
    env: { FORCE_COLOR: '3', TZ: 'UTC' },
    testTimeout: 30_000,
    // A key typed into a pseudo-terminal on a busy machine may come before the screen it is meant for: tried again there.
    retry: process.env['CI'] === undefined ? 0 : 2,
    hookTimeout: 60_000,
    // Many tests wait for a timeout or a server: two workers a core keep the cores busy. PostgreSQL takes 200 connections.
    maxWorkers: Math.min(12, Math.max(4, 2 * availableParallelism())),
    sequence: { sequencer: LongestFirst },
    // Screens and worlds make much that is gone at once: with room for it a tenth less is spent on collecting it.
    execArgv: ['--max-semi-space-size=32'],
    // A worker takes one file after the other: importing everything anew for each would double the time.
    isolate: false,
  },
});
