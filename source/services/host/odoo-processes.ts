import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { type MachineAccount, readAccounts } from './accounts.ts';
import { type OdooCommandLine, parseOdooCommandLine } from './command-line.ts';
import { hidesProcesses, inContainer, isContainerGroup, unitOf } from './host-surroundings.ts';
import { type Clock, type HostRoots, type Observation, observe } from './observation.ts';

/** One running Odoo server: its first process, without the workers that it started. */
export interface OdooProcess {
  readonly pid: number;
  readonly uid: number;
  /** The account's name, or its number where this machine has no name for it. */
  readonly user: string;
  /** Its home, where this machine knows it. */
  readonly home?: string;
  readonly startedAt: Date;
  readonly commandLine: OdooCommandLine;
  readonly inContainer: boolean;
  /** The systemd unit it runs under. */
  readonly unit?: string;
  /** Processes it started: HTTP and cron workers. */
  readonly workers: number;
  /** It and everything below it, by the numbers that they have for themselves: in a container, the container's. */
  readonly pids: readonly number[];
}

/** The Odoos that run on this machine. */
export interface RunningOdoos {
  /** Oldest first. */
  readonly servers: readonly OdooProcess[];
  /** Processes of Odoo's that serve nobody: shells, commands, and those that stop once they are initialised. */
  readonly others: readonly number[];
}

export interface ProcessOptions extends Clock {
  readonly roots: HostRoots;
  readonly signal?: AbortSignal;
}

/** The Odoo servers that run on this machine, oldest first; unknown when other processes are hidden from us. */
export const findOdooProcesses = async (options: ProcessOptions): Promise<Observation<readonly OdooProcess[]>> => {
  const seen = await observeOdoos(options);
  return seen.kind === 'known' ? { ...seen, value: seen.value.servers } : seen;
};

/** The same with the Odoos that are no servers. */
export const observeOdoos = async (options: ProcessOptions): Promise<Observation<RunningOdoos>> => {
  const { seen, evidence } = await observe(
    { kind: 'process', asked: `arguments of every process in ${options.roots.proc}` },
    options,
    () => scan(options),
    describeProcesses,
  );
  if (seen === undefined)
    return { kind: 'unknown', reason: 'This machine has no /proc to read.', evidence: [evidence] };
  if (seen.servers.length > 0) return { kind: 'known', value: seen, evidence: [evidence] };
  const reason = await whyNothingIsSeen(options.roots);
  return reason === undefined
    ? { kind: 'known', value: seen, evidence: [evidence] }
    : { kind: 'unknown', reason, evidence: [evidence] };
};

const describeProcesses = (seen: RunningOdoos | undefined): string => {
  if (seen === undefined || seen.servers.length === 0) return 'no Odoo server among them';
  return seen.servers.map(({ pid, user, commandLine }) => `${pid} ${user}: ${commandLine.shown}`).join('\n');
};

const whyNothingIsSeen = async (roots: HostRoots): Promise<string | undefined> => {
  if (await inContainer(roots)) {
    return 'We run in a container and see only its own processes; Odoo may run in another.';
  }
  if (process.geteuid?.() !== 0 && (await hidesProcesses(roots.proc))) {
    return "This machine hides other accounts' processes (hidepid); root sees them.";
  }
  return undefined;
};

interface RawProcess {
  readonly pid: number;
  /** In its own namespace, which is what it calls itself. */
  readonly ownPid: number;
  readonly parent: number;
  readonly uid: number;
  readonly startTicks: number;
  readonly cgroup: string;
  readonly commandLine: OdooCommandLine | undefined;
}

const scan = async ({ roots, signal }: ProcessOptions): Promise<RunningOdoos | undefined> => {
  const names = await readdir(roots.proc).catch(() => undefined);
  if (names === undefined) return undefined;
  const processes = new Map<number, RawProcess>();
  for (const name of names) {
    signal?.throwIfAborted();
    const found = /^\d+$/.test(name) ? await readProcess(roots.proc, Number(name)) : undefined;
    if (found !== undefined) processes.set(found.pid, found);
  }
  const all = [...processes.values()];
  const servers = all.filter(isServer).filter(({ parent }) => {
    const starter = processes.get(parent);
    return starter === undefined || !isServer(starter);
  });
  const [bootTime, accounts] = await Promise.all([readBootTime(roots.proc), readAccounts(roots.etc)]);
  const own = new Set(servers.flatMap(({ pid }) => [...descendants(pid, all)]));
  const described = servers
    .map((server) => describeServer(server, all, bootTime, accounts))
    .toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  const others = all.filter(({ pid, commandLine }) => commandLine !== undefined && !own.has(pid));
  return { servers: described, others: others.map(({ ownPid }) => ownPid) };
};

/** A process and all that stem from it. */
const descendants = (pid: number, all: readonly RawProcess[]): ReadonlySet<number> => {
  const found = new Set([pid]);
  // A set hands out what is added while it is walked.
  for (const each of found) {
    for (const child of all) if (child.parent === each) found.add(child.pid);
  }
  return found;
};

interface ServerProcess extends RawProcess {
  readonly commandLine: OdooCommandLine;
}

const isServer = (candidate: RawProcess): candidate is ServerProcess =>
  candidate.commandLine !== undefined &&
  ['server', 'gevent'].includes(candidate.commandLine.subcommand) &&
  !candidate.commandLine.stopAfterInit;

/** Undefined when it is gone by now or cannot be read. */
const readProcess = async (proc: string, pid: number): Promise<RawProcess | undefined> => {
  const read = (file: string): Promise<string> => readFile(join(proc, String(pid), file), 'utf8').catch(() => '');
  const argv = (await read('cmdline'))
    .split('\0')
    .filter((argument, index, all) => index < all.length - 1 || argument !== '');
  const commandLine = parseOdooCommandLine(argv);
  const stat = await read('stat');
  // The second field is the program's name in brackets and may hold blanks and brackets (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const parent = Number(fields[1]);
  if (!Number.isInteger(parent)) return undefined;
  const status = await read('status');
  const ownPid = Number(/^NSpid:(?:\s+\d+)*\s+(\d+)$/m.exec(status)?.[1] ?? pid);
  if (commandLine === undefined) return { pid, ownPid, parent, uid: -1, startTicks: 0, cgroup: '', commandLine };
  const cgroup = await read('cgroup');
  const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? -1);
  return { pid, ownPid, parent, uid, startTicks: Number(fields[19] ?? 0), cgroup, commandLine };
};

/** The kernel tells times to programs in hundredths of a second, whatever its own tick is. */
const ticksPerSecond = 100;

const describeServer = (
  { pid, uid, startTicks, cgroup, commandLine }: ServerProcess,
  all: readonly RawProcess[],
  bootTime: number,
  accounts: ReadonlyMap<number, MachineAccount>,
): OdooProcess => {
  const unit = unitOf(cgroup);
  const account = accounts.get(uid);
  return {
    pid,
    uid,
    user: account?.name ?? String(uid),
    startedAt: new Date((bootTime + startTicks / ticksPerSecond) * 1000),
    commandLine,
    inContainer: isContainerGroup(cgroup),
    workers: all.filter(({ parent }) => parent === pid).length,
    pids: listOwnPids(pid, all),
    ...(account === undefined ? {} : { home: account.home }),
    ...(unit === undefined ? {} : { unit: sanitizeLine(unit) }),
  };
};

const listOwnPids = (pid: number, all: readonly RawProcess[]): readonly number[] => {
  const family = descendants(pid, all);
  return all.flatMap((each) => (family.has(each.pid) ? [each.ownPid] : []));
};

/** Seconds since 1970 at which the machine was started. */
const readBootTime = async (proc: string): Promise<number> => {
  const text = await readFile(join(proc, 'stat'), 'utf8').catch(() => '');
  return Number(/^btime (\d+)$/m.exec(text)?.[1] ?? 0);
};
