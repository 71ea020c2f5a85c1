import type { LogRecord } from './odoo-log.ts';

/** What a piece of a log complains of, counted. */
export interface LogTroubles {
  /** Tracebacks by the module in which they ended, most first; `odoo` is its core. */
  readonly tracebacks: readonly { readonly module: string; readonly count: number; readonly lastAt: Date }[];
  /** The last time that the scheduled actions of the database were passed over, and why. */
  readonly skipped: { readonly at: Date; readonly count: number; readonly why: string } | null;
}

/**
 * What went wrong in one database, besides the mails themselves. Cron workers pass over a database that has modules to
 * install, upgrade or remove, or another base version (base/models/ir_cron.py, `_process_jobs`).
 */
export const countTroubles = (records: readonly LogRecord[], database: string): LogTroubles => {
  const counts = new Map<string, { count: number; lastAt: Date }>();
  const skips: { readonly at: Date; readonly why: string }[] = [];
  for (const record of records) {
    const why = readSkip(record.message, database);
    if (why !== undefined) skips.push({ at: record.at, why });
    if (record.database !== database) continue;
    const module = moduleOf(record);
    if (module === undefined) continue;
    counts.set(module, { count: (counts.get(module)?.count ?? 0) + 1, lastAt: record.at });
  }
  const last = skips.at(-1);
  const tracebacks = [...counts].map(([module, counted]) => ({ module, ...counted }));
  return {
    tracebacks: tracebacks.toSorted((one, other) => other.count - one.count),
    skipped: last === undefined ? null : { ...last, count: skips.length },
  };
};

const readSkip = (message: string, database: string): string | undefined => {
  const [, name, why] = /^Skipping database (\S+) (because .+|as its .+)\.\s*$/.exec(message) ?? [];
  return name === database ? why : undefined;
};

/** The module of the last place in the code; undefined where the record has no traceback. */
const moduleOf = ({ traceback }: LogRecord): string | undefined => {
  if (!traceback.some((line) => line.startsWith('Traceback '))) return undefined;
  const places = traceback.flatMap((line) => /^\s*File "(.+)", line \d+/.exec(line)?.[1] ?? []);
  const modules = places.flatMap(
    (path) => /\/(?:addons|[\w.-]*modules?|[\w.-]*addons)\/([a-z]\w*)\//.exec(path)?.[1] ?? [],
  );
  return modules.findLast((name) => name !== 'base') ?? 'odoo';
};
