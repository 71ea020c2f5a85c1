import type { Command as Verb } from 'commander';
import type { Run } from './command.ts';
import { addProbeDns } from './probe-dns-verb.ts';

/** `probe dns`: one measurement by hand, for scripts and support. */
export const addProbe = (program: Verb, run: Run): void => {
  const probe = program.command('probe').description('one measurement by hand, for scripts and support');

  addProbeDns(probe, run);
};
