import type { OwnChange } from '../../changes/journal/own-changes.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { readLastSuccess } from '../../checks/measure/successes.ts';
import { ProbeError } from '../../domain/errors.ts';
import { type RecordStamp, stampedTopics, type TrackedValue } from '../../domain/odoo/record-stamp.ts';
import { isStartedFor } from '../../domain/odoo/running-odoo.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { dayMs } from '../../lib/time-units.ts';
import { readFileTime } from '../../services/host/file-time.ts';
import { attachValues } from './attach-values.ts';
import type { Happening, History } from './history.ts';
import { type FailureSpan, judgeOnset, judgeSuspect } from './judge-onset.ts';
import { tellOwnChanges } from './tell-own-changes.ts';
import { readLoggedRuns } from './tell-runs.ts';
import { tellStamps } from './tell-stamps.ts';

/** All that a history can touch of the world. */
export interface HistoryWorld {
  readonly checks: CheckContext;
  /** What the journal has of this database since then; undefined where there is none. */
  readonly readOwnChanges: (since: Date) => Promise<readonly OwnChange[] | undefined>;
}

/** Without a wish it goes back as far before the first failure as this, ms, and so far in all. */
const usualMs = 2 * dayMs;
const farthestMs = 30 * dayMs;

/**
 * What changed around mail, by whom, beside the first failure of each kind and the last success. Changes nothing. Cost:
 * small tables a scan each, and the count of the queue.
 */
export const readHistory = async (world: HistoryWorld, wanted: Date | undefined): Promise<History> => {
  const { checks } = world;
  const [spans, success] = await Promise.all([readSpans(checks), readLastSuccess(checks)]);
  const onset = judgeOnset(spans, success.at);
  const since = wanted ?? chooseSince(checks.now(), onset?.at);
  const [changes, logged] = await Promise.all([readChanges(world, since), readLoggedRuns(checks, since)]);
  const happenings = [
    ...changes.happenings,
    ...logged.happenings,
    ...spans.flatMap(tellFailure).filter(({ at }) => at >= since),
    ...(success.at === null || success.at < since
      ? []
      : [{ ...outcome, at: success.at, kind: 'success' as const, words: 'Last mail that is known to have left' }]),
  ].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return {
    since,
    onset: onset === null ? null : { class: onset.class, title: onset.title, count: onset.count, at: onset.at },
    happenings,
    suspect: onset === null ? null : judgeSuspect(happenings, onset),
    unseen: [
      ...changes.unseen,
      ...logged.unseen,
      'Odoo keeps the last writing of a record alone: what was written to it before is not seen.',
    ],
  };
};

/** The changes alone, in no order. Cost: small tables a scan each. */
export const readChanges = async (
  world: HistoryWorld,
  since: Date,
): Promise<Pick<History, 'happenings' | 'unseen'>> => {
  const { checks } = world;
  const unseen: string[] = [];
  const own = (await world.readOwnChanges(since)) ?? [];
  const stamps = await readStamps(checks, since, unseen);
  const happenings = [
    ...(await tellRecords(checks, { stamps, own, since })),
    ...tellOwnChanges(own),
    ...(await tellConfiguration(checks, since)),
    ...tellStarts(checks, since, unseen),
  ];
  return { happenings, unseen };
};

/** Two days before now, or before the first failure where that is longer ago; a month at most. */
export const chooseSince = (now: Date, firstFailure: Date | undefined): Date => {
  const from = Math.min(now.getTime(), firstFailure?.getTime() ?? now.getTime()) - usualMs;
  return new Date(Math.max(from, now.getTime() - farthestMs));
};

const outcome = { record: null, by: null, values: [] } as const;

const readSpans = async (checks: CheckContext): Promise<readonly FailureSpan[]> => {
  const { failures, mails } = await checks.readQueue();
  const failed = mails.inState('exception');
  return failures.map((group) => {
    const ids = new Set(group.stories.flatMap((story) => story.ids));
    const own = failed.among(ids);
    const firstAt = own.earliest('changedAt');
    const [first] =
      firstAt === null ? [] : [...own].filter(({ changedAt }) => changedAt?.getTime() === firstAt.getTime());
    return {
      class: group.class,
      cause: group.cause,
      title: titleOfGroup(group),
      count: group.count,
      firstAt,
      lastAt: own.latest('changedAt'),
      firstId: first?.id ?? null,
    };
  });
};

const tellFailure = ({ title, count, firstAt, firstId }: FailureSpan): readonly Happening[] =>
  firstAt === null
    ? []
    : [
        {
          ...outcome,
          at: firstAt,
          kind: 'failure',
          record: firstId === null ? null : `mail_mail,${firstId}`,
          words: `First failure: ${title}${firstId === null ? '' : ` (mail ${firstId})`}; ${countOf(count, 'mail')} until now`,
        },
      ];

/** A kind of record that may not be read, or is not as it should be, hides no other. */
const readStamps = async (
  { odoo, signal }: CheckContext,
  since: Date,
  unseen: string[],
): Promise<readonly RecordStamp[]> => {
  const read = await Promise.all(
    stampedTopics.map(async (topic) => {
      try {
        return await odoo.recordStamps(topic, since, { signal });
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ProbeError)) throw error;
        unseen.push(endSentence(error.message));
        return [];
      }
    }),
  );
  return read.flat();
};

/** So many modules are asked when they were installed. */
const askedModules = 20;

const tellRecords = async (
  checks: CheckContext,
  {
    stamps,
    own,
    since,
  }: { readonly stamps: readonly RecordStamp[]; readonly own: readonly OwnChange[]; readonly since: Date },
): Promise<readonly Happening[]> => {
  const { odoo, signal } = checks;
  const ids = new Set(stamps.flatMap(({ createdBy, writtenBy }) => [createdBy, writtenBy].filter((id) => id !== null)));
  const modules = stamps.filter(({ topic }) => topic === 'module').map(({ name }) => name);
  const [users, beginnings, cron, tracked] = await Promise.all([
    ids.size === 0 ? undefined : ifPossible(checks, odoo.userNames([...ids], { signal })),
    modules.length === 0 || modules.length > askedModules
      ? undefined
      : ifPossible(checks, odoo.moduleBeginnings(modules, { signal })),
    ifPossible(checks, odoo.queueCron({ signal })),
    readTracked(checks, stamps, since),
  ]);
  const told = tellStamps(stamps, since, {
    users: users ?? new Map(),
    beginnings: beginnings ?? new Map(),
    cron: cron?.kind === 'missing' ? undefined : cron?.cron,
    switchesOffFailing: traitsOf(odoo.version.series).switchesOffFailing,
    isOwn: ({ table, id, writtenAt }) =>
      own.some(({ stamps: written }) => written.get(`${table}:${id}`)?.getTime() === writtenAt?.getTime()),
  });
  return attachValues(told, tracked);
};

const readTracked = async (
  checks: CheckContext,
  stamps: readonly RecordStamp[],
  since: Date,
): Promise<readonly TrackedValue[]> => {
  const records = stamps
    .filter(({ topic }) => topic !== 'module')
    .map(({ table, id }) => ({ model: table.replaceAll('_', '.'), id }));
  if (records.length === 0) return [];
  const read = checks.odoo.trackedValues({ records, since }, { signal: checks.signal });
  return (await ifPossible(checks, read)) ?? [];
};

const tellConfiguration = async ({ target }: CheckContext, since: Date): Promise<readonly Happening[]> => {
  const path = target.configuration;
  const at = path === undefined ? undefined : await readFileTime(path);
  if (at === undefined || at < since) return [];
  return [{ at, kind: 'configuration', record: null, words: `${path} written`, by: { kind: 'unknown' }, values: [] }];
};

const tellStarts = ({ sight, target, host }: CheckContext, since: Date, unseen: string[]): readonly Happening[] => {
  const serving = sight?.servers.filter((server) => isStartedFor(server, target.address)) ?? [];
  if (serving.length === 0) {
    const why = host.kind === 'elsewhere' ? '' : ': none that serves this database was found on this machine';
    unseen.push(`When Odoo was started is not seen from here${why}.`);
  }
  return serving
    .filter(({ startedAt }) => startedAt >= since)
    .map(({ pid, startedAt }) => ({
      at: startedAt,
      kind: 'start' as const,
      record: null,
      words: `Odoo started (process ${pid})`,
      by: null,
      values: [],
    }));
};
