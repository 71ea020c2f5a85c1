import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of Node took, all told. */
export interface ChildCost {
  readonly ms: number;
  /** Of all its threads, ms. */
  readonly cpuMs: number;
  /** The most that it held, bytes (`VmHWM` of proc(5): `maxRSS` begins with what its parent holds). */
  readonly memory: number;
}

export interface CostMeter extends AsyncDisposable {
  /** A folder for what a run leaves behind. */
  readonly folder: string;
  run(args: readonly string[]): Promise<ChildCost>;
}

/** Runs Node without a terminal and asks it at its end what it used. */
export const openCostMeter = async (): Promise<CostMeter> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
  const report = join(folder, 'usage.json');
  const hook = join(folder, 'report-usage.cjs');
  await writeFile(
    hook,
    `process.on('exit', () => {
      const { userCPUTime, systemCPUTime } = process.resourceUsage();
      const fs = require('node:fs');
      const [, kilobytes] = /^VmHWM:\\s*(\\d+) kB/m.exec(fs.readFileSync('/proc/self/status', 'utf8'));
      const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1_000, memory: kilobytes * 1_024 };
      fs.writeFileSync(${JSON.stringify(report)}, JSON.stringify(usage));
    });`,
  );
  return {
    folder,
    async run(args) {
      const began = performance.now();
      const child = spawn(process.execPath, ['--require', hook, ...args], {
        stdio: 'ignore',
        // Refused logins of other runs on this machine would cost a hash each.
        env: { ...process.env, XDG_STATE_HOME: folder },
      });
      await once(child, 'exit');
      const ms = performance.now() - began;
      return { ms, ...(JSON.parse(await readFile(report, 'utf8')) as Omit<ChildCost, 'ms'>) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
};
