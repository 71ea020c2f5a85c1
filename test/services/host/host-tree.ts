import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { HostRoots } from '../../../source/services/host/observation.ts';

interface FakeProcess {
  readonly pid: number;
  readonly parent?: number;
  readonly argv: readonly string[];
  readonly uid?: number;
  /** Hundredths of a second after the machine was started. */
  readonly startTicks?: number;
  readonly cgroup?: string;
  readonly name?: string;
}

/** A machine on disk: /proc, /etc and / below a temporary folder; gone when the test ends. */
export interface HostTree {
  readonly roots: HostRoots;
  write(path: string, text: string): Promise<string>;
  addProcess(process: FakeProcess): Promise<void>;
}

export const plantHost = async (): Promise<HostTree> => {
  const root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const write = async (path: string, text: string): Promise<string> => {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  };
  await write('proc/stat', 'cpu  1 2 3\nbtime 1700000000\nprocesses 5\n');
  await write('etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nodoo:x:106:112::/var/lib/odoo:/usr/sbin/nologin\n');
  return {
    roots: { proc: join(root, 'proc'), etc: join(root, 'etc'), root },
    write,
    async addProcess({ pid, parent = 1, argv, uid = 106, startTicks = 0, cgroup = '0::/', name = 'python3' }) {
      const folder = `proc/${pid}`;
      const zeros = Array.from({ length: 17 }, () => '0').join(' ');
      await write(`${folder}/cmdline`, argv.map((argument) => `${argument}\0`).join(''));
      await write(`${folder}/stat`, `${pid} (${name}) S ${parent} ${zeros} ${startTicks} 0 0\n`);
      await write(`${folder}/status`, `Name:\t${name}\nPPid:\t${parent}\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`);
      await write(`${folder}/cgroup`, `${cgroup}\n`);
    },
  };
};

export const now = (): Date => new Date();
