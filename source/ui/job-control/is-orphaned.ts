/** What decides whether a stop would be heeded (proc(5), /proc/PID/stat). */
export interface ProcessPlace {
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/** Undefined when that process cannot be seen. */
export type ReadProcess = (pid: number) => ProcessPlace | undefined;

/**
 * Whether the process group of `pid` is orphaned (POSIX.1-2017 §3.264): nobody in its session, outside of the group, is
 * the parent of one of it, so no shell could continue it, and the kernel discards Ctrl+Z's stop. So it is below
 * `docker exec -it`, `ssh -t HOST COMMAND` and `tmux new-window COMMAND`. Undefined when it cannot be told.
 */
export const isOrphaned = (pid: number, read: ReadProcess): boolean | undefined => {
  const own = read(pid);
  if (own === undefined) return undefined;
  // Up through the group: npx and the like stand between the shell and us.
  const seen = new Set<number>();
  for (let { parent } = own; !seen.has(parent); ) {
    seen.add(parent);
    // What started a container's process is outside of the container: its number there is 0.
    if (parent === 0) return true;
    const next = read(parent);
    if (next === undefined) return undefined;
    if (next.session !== own.session) return true;
    if (next.group !== own.group) return false;
    parent = next.parent;
  }
  return true;
};

/** Reads a line of /proc/PID/stat; the name in it is in parentheses and may hold any character, parentheses too. */
export const parseStat = (text: string): ProcessPlace | undefined => {
  const [, parent, group, session] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (parent === undefined || group === undefined || session === undefined) return undefined;
  return [parent, group, session].every(Number.isSafeInteger) ? { parent, group, session } : undefined;
};
