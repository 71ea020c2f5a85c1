import { readlink, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { OdooSight, RunningOdoo } from '../domain/odoo/running-odoo.ts';
import { type OdooProcess, observeOdoos, type ProcessOptions } from '../services/host/odoo-processes.ts';
import { type OdooSettings, readConfiguration } from '../target/odoo-conf/conf-settings.ts';
import { readTextFile } from '../target/odoo-conf/read-text-file.ts';

/** A running Odoo with its process. */
export interface SeenOdoo extends RunningOdoo {
  readonly process: OdooProcess;
}

export interface SeenOdoos extends OdooSight {
  readonly servers: readonly SeenOdoo[];
}

/** The Odoos of this machine and what they were started with; undefined where they cannot be seen. */
export const seeOdoos = async (options: ProcessOptions): Promise<SeenOdoos | undefined> => {
  const seen = await observeOdoos(options);
  if (seen.kind !== 'known') return undefined;
  const servers = await Promise.all(seen.value.servers.map((process) => describe(process, options)));
  return { servers, others: seen.value.others };
};

const describe = async (process: OdooProcess, { roots }: ProcessOptions): Promise<SeenOdoo> => {
  const { pid, pids, startedAt, unit, commandLine } = process;
  // In a container of its own its paths mean other files.
  const isForeign = !pids.includes(pid);
  const path = await findConfiguration(process, roots.proc);
  const file = isForeign || path === undefined ? undefined : await read(path);
  const isKnown = !isForeign && (path === undefined || file !== undefined);
  return {
    process,
    pid,
    pids,
    startedAt,
    unit,
    configuration: path,
    writtenAt: file?.writtenAt,
    databases: commandLine.databases ?? (isKnown ? (file?.settings.dbNames.value ?? []) : undefined),
    host: commandLine.databaseHost ?? file?.settings.dbHost.value,
    port: commandLine.databasePort ?? file?.settings.dbPort.value,
  };
};

/** What -c names, else the file in its home that Odoo looks for (config.py; the first from 20 on). */
const findConfiguration = async (
  { pid, home, commandLine: { config } }: OdooProcess,
  proc: string,
): Promise<string | undefined> => {
  if (config !== undefined) {
    if (isAbsolute(config)) return config;
    const folder = await readlink(join(proc, String(pid), 'cwd')).catch(() => undefined);
    return folder === undefined ? undefined : join(folder, config);
  }
  if (home === undefined) return undefined;
  for (const own of [join(home, '.config', 'Odoo', 'odoo.conf'), join(home, '.odoorc')]) {
    if ((await stat(own).catch(() => undefined))?.isFile() === true) return own;
  }
  return undefined;
};

interface ReadFile {
  readonly settings: OdooSettings;
  readonly writtenAt: Date;
}

const read = async (path: string): Promise<ReadFile | undefined> => {
  try {
    const [file, { mtime }] = await Promise.all([readTextFile(path), stat(path)]);
    return file === undefined ? undefined : { settings: readConfiguration(file).settings, writtenAt: mtime };
  } catch (error) {
    if (error instanceof UserError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
};
