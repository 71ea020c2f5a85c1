import type { CheckContext } from '../../checks/context.ts';
import { type OdooStart, readOdooStarts } from '../../checks/measure/odoo-start.ts';
import type { DatabaseSession } from '../../domain/database/database-session.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { hourMs, minuteMs } from '../../lib/time-units.ts';

/** A stranger's transaction that holds the row this long (ms) is no passing change. */
const strangersMs = minuteMs;
/** Where Odoo sets no limit, or we cannot see one, a run of an hour is worth a look: the next is due. */
const withoutLimitMs = hourMs;
/** Odoo's watchdog needs a moment, and a run of some minutes troubles nobody. */
const toleratedMs = 5 * minuteMs;

/** What is to be thought of a session that holds the queue's row. */
export interface Holding {
  /** How long it may, ms. */
  readonly limitMs: number;
  /** No client that calls itself Odoo. */
  readonly isStranger: boolean;
  /** A stranger, or an Odoo whose session has been silent for longer than its time limit. */
  readonly mayEnd: boolean;
  /** What ends an Odoo's run, as the end of a sentence. */
  readonly words: string;
}

/** `odoo-4711 (backend 3120)`. */
export const nameHolder = ({ applicationName, role, pid }: DatabaseSession): string =>
  `${applicationName === '' ? `A session of ${role}` : applicationName} (backend ${pid})`;

/** `the scheduled action "Import"`, `one of the scheduled actions "Import", "Export"`. */
export const listActions = (names: readonly string[]): string => {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return names.length === 1 ? `the scheduled action ${quoted}` : `one of the scheduled actions ${quoted}`;
};

export const findHolding = async (context: CheckContext, by: DatabaseSession): Promise<Holding> => {
  const { series } = context.odoo.version;
  // Whoever is no Odoo has none of its limits.
  const starts = isStranger(by, series) ? undefined : await readOdooStarts(context);
  return judgeHolding(by, { series, limit: starts?.starts[0]?.cronTimeLimit, now: context.now() });
};

export interface HoldingFacts {
  readonly series: OdooSeries;
  /** Undefined where nobody can see what Odoo was started with. */
  readonly limit: OdooStart['cronTimeLimit'] | undefined;
  readonly now: Date;
}

type Holder = Pick<DatabaseSession, 'odooProcess' | 'applicationName' | 'stateSince'>;

/** Odoo 14 and 15 give their sessions no name. */
const isStranger = ({ odooProcess, applicationName }: Holder, series: OdooSeries): boolean =>
  traitsOf(series).namedSessions ? odooProcess === null : applicationName !== '';

/** How long this session may hold the queue, and whether it may be ended. */
export const judgeHolding = (by: Holder, { series, limit, now }: HoldingFacts): Holding => {
  if (isStranger(by, series)) return { limitMs: strangersMs, isStranger: true, mayEnd: true, words: '' };
  const silentMs = by.stateSince === null ? 0 : now.getTime() - by.stateSince.getTime();
  if (limit === undefined || limit.value === null) {
    const mayEnd = silentMs > withoutLimitMs;
    return { limitMs: withoutLimitMs, isStranger: false, mayEnd, words: 'no time limit ends it.' };
  }
  return {
    limitMs: Math.max(limit.value * 1_000, toleratedMs),
    isStranger: false,
    mayEnd: silentMs > limit.value * 1_000,
    words: `its time limit is ${limit.value} s (${limit.told}), so it should have been ended.`,
  };
};
