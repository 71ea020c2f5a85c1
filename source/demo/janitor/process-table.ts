import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessFacts {
  /** `T` is stopped, `Z` ended and not yet collected (proc(5)). */
  readonly state: string;
  /** When the process began, in whatever unit the system tells it: two processes with one pid differ here. */
  readonly birth: string;
}

/** What the system knows of a process, or undefined when it is gone. */
export const readProcess = (pid: number): ProcessFacts | undefined =>
  process.platform === 'linux' ? readFromProc(pid) : readFromPs(pid);

const readFromProc = (pid: number): ProcessFacts | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything, blanks included.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', birth: fields[19] ?? '' };
  } catch {
    return undefined;
  }
};

const readFromPs = (pid: number): ProcessFacts | undefined => {
  try {
    const [, state = '', birth = ''] =
      /^(\S)\S*\s+(.*)$/.exec(
        execFileSync('ps', ['-o', 'state=,lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim(),
      ) ?? [];
    return { state, birth };
  } catch {
    return undefined;
  }
};
