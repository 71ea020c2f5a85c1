import { describe, expect, test } from 'vitest';
import { isOrphaned, type ProcessPlace, parseStat } from '../../../source/ui/job-control/is-orphaned.ts';

/** Processes by number, each as [parent, group, session]. */
type Processes = Readonly<Record<number, readonly [parent: number, group: number, session: number]>>;

const look = (processes: Processes): boolean | undefined =>
  isOrphaned(100, (pid): ProcessPlace | undefined => {
    const [parent, group, session] = processes[pid] ?? [];
    return parent === undefined || group === undefined || session === undefined
      ? undefined
      : { parent, group, session };
  });

describe('whether somebody could continue what Ctrl+Z stops', () => {
  test.each<[string, boolean | undefined, Processes]>([
    ['below an interactive shell', false, { 100: [50, 100, 50], 50: [1, 50, 50] }],
    ['below npx below a shell', false, { 100: [90, 90, 50], 90: [50, 90, 50], 50: [1, 50, 50] }],
    ['below sudo with a terminal of its own', false, { 100: [95, 100, 95], 95: [90, 95, 95], 90: [50, 90, 50] }],
    ['docker exec -it', true, { 100: [0, 100, 100] }],
    ['a container whose first process it is, below an init', true, { 100: [1, 100, 100], 1: [0, 1, 1] }],
    ['ssh -t HOST COMMAND', true, { 100: [40, 100, 100], 40: [1, 40, 40] }],
    ['ssh -t HOST "cd x; COMMAND"', true, { 100: [90, 90, 90], 90: [40, 90, 90], 40: [1, 40, 40] }],
    ['a shell that has ended meanwhile', true, { 100: [1, 100, 50], 1: [0, 1, 1] }],
    ['a parent that may not be seen', undefined, { 100: [50, 100, 50] }],
    ['no /proc', undefined, {}],
  ])('%s', (_what, orphaned, processes) => {
    expect(look(processes)).toBe(orphaned);
  });
});

test('the line of /proc is read past any name of a program', () => {
  expect(parseStat('100 (a) R 7 (b) S 50 90 50 34816 100 4194304 1')).toEqual({ parent: 50, group: 90, session: 50 });
  expect(parseStat('nonsense')).toBeUndefined();
});
