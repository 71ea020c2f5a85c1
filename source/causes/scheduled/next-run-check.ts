import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureParameters } from '../../checks/measure/measure-database.ts';
import { measureRunner } from '../../checks/measure/measure-runner.ts';
import { measureRelays, type Relay } from '../../checks/measure/relays.ts';
import { mailsPerRun } from '../../checks/measure/run-limit.ts';
import { type LastSuccess, readLastSuccess } from '../../checks/measure/successes.ts';
import { findPassedOver, measureWaiting } from '../../checks/measure/waiting.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { OdooVersion } from '../../domain/odoo/odoo-version.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { wake } from '../cron/remedies/wake-queue-remedy.ts';
import { readLastRefusals } from '../rate-limit/last-refusals.ts';
import { countDueNow } from '../rate-limit/measure-usage.ts';

/** A batch beyond Odoo's limit is left for the next run, and nothing wakes that: waiting for an hour is normal. */
export const nextRunCheck: Check = {
  id: 'scheduled.next-run',
  title: 'Mails that wait for the next run',
  owner: 'odoo',
  async run(context) {
    const runner = await measureRunner(context);
    if (runner.kind === 'stopped') return [];
    const [waiting, parameters] = await Promise.all([
      measureWaiting(context),
      ifPossible(context, measureParameters(context)),
    ]);
    const limit = mailsPerRun(context.odoo.version, parameters?.value ?? {});
    const passedOver = findPassedOver(waiting, runner.cron.lastCall, 0).length;
    const fresh = Math.min(waiting.due.length - passedOver, limit);
    const limited = fresh <= 0 ? undefined : await findLimited(context);
    const { series } = context.odoo.version;
    return [judgeFresh({ fresh, runner, limited, series, now: context.now() })];
  },
};

interface FreshMails {
  /** Mails that came in since the last run, as far as one run takes them. */
  readonly fresh: number;
  readonly runner: {
    readonly cron: Pick<Cron, 'nextCall'>;
    readonly intervalMs: number;
    readonly runsNow: boolean;
  };
  /** The server that most of them wait for. */
  readonly limited: LimitedServer | undefined;
  readonly series: OdooSeries;
  readonly now: Date;
}

/** What comes of mails that wait for nothing but the next run. */
export const judgeFresh = ({ fresh, runner, limited, series, now }: FreshMails): CheckFinding => {
  const { nextCall } = runner.cron;
  const common = { status: 'ok' } as const;
  if (fresh <= 0) return finding({ ...common, summary: 'No mail waits for the next run.' });
  const atOnce = traitsOf(series).mostAtOnce;
  const next = nextCall === null || nextCall < now ? '' : ` at ${formatClock(nextCall, now)}`;
  if (limited !== undefined) return finding({ ...common, summary: describeLimited(fresh, next, limited, now) });
  return finding({
    ...common,
    summary: runner.runsNow
      ? `${countOf(fresh, 'mail')} came in since the last run began; a run is under way.`
      : `${countOf(fresh, 'mail')} came in since the last run and ${fresh === 1 ? 'leaves' : 'leave'} with the next${next}, as the queue runs every ${formatDuration(runner.intervalMs)}.`,
    detail: `More than ${atOnce} notifications at once, and mails that were asked to wait, are left for the scheduled action. Menu: ${menuPath(series, 'scheduled-actions')}.`,
    // A few fresh mails are everyday life and need no explaining; a batch that Odoo left for the run does.
    ...(fresh < atOnce ? {} : { explains: fresh, remedies: runner.runsNow ? [] : [offer(wake)] }),
  });
};

/** A server that has said that its limit is used up, and takes mail again only then. */
export interface LimitedServer {
  readonly title: string;
  /** Waiting mails that lead through it. */
  readonly mails: number;
  readonly backAt: Date;
}

/** The one of them with most waiting mails; undefined where none is known. */
const findLimited = async (context: CheckContext): Promise<LimitedServer | undefined> => {
  const refusals = await ifPossible(context, readLastRefusals(context));
  if (refusals === undefined || refusals.size === 0) return undefined;
  const [relays, due, success] = await Promise.all([
    measureRelays(context),
    countDueNow(context),
    readLastSuccess(context),
  ]);
  return chooseLimited(relays, { refusals, due, success, now: context.now() });
};

interface LimitFacts {
  /** By server: when it last refused for its limit, and when it takes mail again. */
  readonly refusals: ReadonlyMap<string, { readonly at: Date | null; readonly back: { readonly at: Date } }>;
  /** By server: the waiting mails. */
  readonly due: ReadonlyMap<string, number>;
  readonly success: Pick<LastSuccess, 'bySubject'>;
  readonly now: Date;
}

export const chooseLimited = (
  relays: readonly Pick<Relay, 'subject' | 'title'>[],
  { refusals, due, success: { bySubject }, now }: LimitFacts,
): LimitedServer | undefined => {
  const [limited] = relays
    .flatMap(({ subject, title }) => {
      const last = refusals.get(subject);
      const mails = due.get(subject) ?? 0;
      const isOver = last === undefined || last.back.at <= now || isOvertaken(last.at, bySubject.get(subject));
      return isOver || mails === 0 ? [] : [{ title, mails, backAt: last.back.at }];
    })
    .toSorted((one, other) => other.mails - one.mails);
  return limited;
};

/** The run comes, and the mails do not leave: what the cause of the limit says must not be contradicted here. */
export const describeLimited = (
  fresh: number,
  next: string,
  { title, mails, backAt }: LimitedServer,
  now: Date,
): string =>
  `${countOf(fresh, 'mail')} came in since the last run. The next${next} takes ${fresh === 1 ? 'it' : 'them'} up, but ${countOf(mails, 'waiting mail leads', 'waiting mails lead')} through ${title}, whose limit is used up until ${formatClock(backAt, now)} as far as is known.`;

/** A backlog beyond what one run takes. The newest go first, so that the oldest wait longest. */
export const drainCheck: Check = {
  id: 'scheduled.drain',
  title: 'The backlog fits into one run',
  owner: 'odoo',
  async run(context) {
    const [runner, parameters] = await Promise.all([
      measureRunner(context),
      ifPossible(context, measureParameters(context)),
    ]);
    if (runner.kind === 'stopped') return [];
    const { due } = await measureWaiting(context);
    const { version } = context.odoo;
    const limit = mailsPerRun(version, parameters?.value ?? {});
    return [judgeBacklog({ due: due.length, limit, intervalMs: runner.intervalMs, version })];
  },
};

interface Backlog {
  readonly due: number;
  /** Mails that one run takes. */
  readonly limit: number;
  readonly intervalMs: number;
  readonly version: Pick<OdooVersion, 'series' | 'text'>;
}

/** In how many runs what waits is sent. */
export const judgeBacklog = ({ due, limit, intervalMs, version }: Backlog): CheckFinding => {
  const common = { status: 'ok' } as const;
  if (due <= limit) {
    const summary = `A run takes up to ${formatCount(limit)} mails, which is enough for what waits.`;
    return finding({ ...common, summary });
  }
  const runs = Math.ceil(due / limit);
  return finding({
    ...common,
    summary: `${countOf(due, 'mail waits', 'mails wait')}, and Odoo ${version.text} sends ${formatCount(limit)} a run: that takes ${runs} runs, about ${formatDuration(runs * intervalMs)}.`,
    detail: `The newest go first, so that the oldest wait longest. ${
      traitsOf(version.series).batchParameter
        ? `The system parameter mail.mail.queue.batch.size raises the number (${menuPath(version.series, 'system-parameters')}); a shorter interval helps as well.`
        : 'The number is fixed up to 16; a shorter interval helps.'
    }`,
    explains: due,
  });
};
