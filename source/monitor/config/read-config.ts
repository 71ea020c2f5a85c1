import { readFile } from 'node:fs/promises';
import { UsageError } from '../../domain/errors.ts';
import { suggest } from '../../domain/wording/nearest.ts';
import { secondMs } from '../../lib/time-units.ts';
import { defaultRules, defaultTimes, type MonitorConfig } from './config.ts';
import { parseLength } from './parse-length.ts';
import { readNotifiers } from './read-notifiers.ts';
import { readRules } from './read-rules.ts';
import { readLength } from './read-values.ts';
import { readYaml } from './yaml-source.ts';

/** More often than this a look says nothing new, ms. */
const leastEveryMs = 5 * secondMs;

const known = ['every', 'examine', 'repeat', 'rules', 'databases', 'notify'];

/**
 * The config file of `monitor`; without one, every rule as it is by default and nobody to tell.
 * @throws UsageError: one sentence with file and line.
 */
export const readConfig = async (path: string | undefined): Promise<MonitorConfig> =>
  path === undefined ? parseConfig('', '') : parseConfig(path, await readConfigFile(path));

const readConfigFile = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`The config file ${path} of the monitor cannot be read.`, 'Name another one with --rules.', {
      cause,
    });
  }
};

/** The same from its text. */
export const parseConfig = (path: string, text: string): MonitorConfig => {
  const entries = readYaml(path, text).entries(known);
  const time = (name: keyof typeof defaultTimes, leastMs: number): number => {
    const given = entries.get(name);
    return given === undefined ? (parseLength(defaultTimes[name]) ?? 0) : readLength(given, leastMs);
  };
  const rules = readRules(entries.get('rules'), defaultRules);
  const databases = [...(entries.get('databases')?.entries() ?? [])].map(([name, placed]) => [
    name,
    { rules: readRules(placed.entries(['rules']).get('rules'), rules), line: placed.line },
  ]);
  return {
    everyMs: time('every', leastEveryMs),
    examineMs: time('examine', 60 * secondMs),
    repeatMs: time('repeat', 60 * secondMs),
    rules,
    databases: Object.fromEntries(databases),
    notifiers: readNotifiers(entries.get('notify')),
  };
};

/** @throws UsageError where the file speaks of a database that is not watched. */
export const requireDatabases = (path: string, config: MonitorConfig, watched: readonly string[]): void => {
  for (const [name, { line }] of Object.entries(config.databases)) {
    if (watched.includes(name)) continue;
    throw new UsageError(
      `${path}, line ${line}: there is no database '${name}' among those that are watched.`,
      suggest(name, watched, `Watched are ${watched.slice(0, 10).join(', ')}${watched.length > 10 ? ' …' : ''}.`),
    );
  }
};
