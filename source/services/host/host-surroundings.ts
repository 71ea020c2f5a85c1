import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostRoots } from './observation.ts';

/** Container engines as they show in the path of a control group. */
const engine = /(?:docker|kubepods|containerd|libpod|lxc|podman|crio)/;

/** Whether we ourselves are in a container, and so see only what is in it. */
export const inContainer = async ({ proc, root }: HostRoots): Promise<boolean> => {
  if (existsSync(join(root, '.dockerenv')) || existsSync(join(root, 'run', '.containerenv'))) return true;
  return isContainerGroup(await readFile(join(proc, '1', 'cgroup'), 'utf8').catch(() => ''));
};

/** Whether the lines of a process's /proc/PID/cgroup name a container. */
export const isContainerGroup = (cgroup: string): boolean => engine.test(cgroup);

/** `odoo.service` in `0::/system.slice/odoo.service`. */
export const unitOf = (cgroup: string): string | undefined => /\/([^/\n]+\.service)(?:\/[^\n]*)?$/m.exec(cgroup)?.[1];

/**
 * Whether the kernel hides other accounts' processes from us (the mount option hidepid of /proc), which looks just
 * like no process.
 */
export const hidesProcesses = async (proc: string): Promise<boolean> => {
  const mounts = await readFile(join(proc, 'self', 'mountinfo'), 'utf8').catch(() => '');
  return mounts
    .split('\n')
    .some((line) => / - proc /.test(line) && /hidepid=(?:[12]|noaccess|invisible|ptraceable)/.test(line));
};
