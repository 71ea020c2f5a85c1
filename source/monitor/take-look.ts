import { groupFailures } from '../domain/replies/groups.ts';
import { shortenText } from '../domain/wording/shorten.ts';
import { minuteMs } from '../lib/time-units.ts';
import type { LookReading } from '../services/odoo/look/read-look.ts';
import { advanceFlow } from './mail-flow.ts';
import type { DatabaseState, FailedBatch } from './state.ts';

/** Failures are asked for again from so long before the last look on: a transaction may be that late, ms. */
export const overlapMs = 10 * minuteMs;
/** As many earlier sizes of the queue are kept, evenly spread over what the longest rule looks back at. */
const mostSamples = 30;
const longestSample = 300;

export const freshDatabase: DatabaseState = {
  look: null,
  triedAt: null,
  trouble: null,
  lookMs: null,
  looks: 0,
  failedLooks: 0,
  failures: {},
  flow: null,
  lately: [],
  mark: null,
  samples: [],
  examination: null,
  alerts: {},
};

export interface LookTerms {
  readonly at: number;
  readonly lookMs: number;
  readonly cronUnread: string | null;
  /** As far back as rules look, ms. */
  readonly backMs: number;
}

/** The state after a look that succeeded. What failed before the first look is nothing new. */
export const takeLook = (
  before: DatabaseState,
  reading: LookReading,
  { at, lookMs, cronUnread, backMs }: LookTerms,
): DatabaseState => {
  const { queue } = reading;
  const outgoing = queue?.outgoing ?? before.look?.outgoing ?? 0;
  const batches = queue?.failed === undefined || before.mark === null ? [] : countNew(before, queue.failed, at);
  const failures = { ...before.failures };
  for (const { class: name, count } of batches) failures[name] = (failures[name] ?? 0) + count;
  return {
    ...before,
    look: {
      at,
      outgoing,
      exception: queue?.exception ?? before.look?.exception ?? 0,
      oldestOutgoingAt: queue === undefined ? (before.look?.oldestOutgoingAt ?? null) : queue.oldestOutgoingAt,
      cron: reading.cron,
      cronUnread,
      mailHosts: reading.mailHosts,
      neutralized: reading.neutralized,
    },
    triedAt: at,
    trouble: null,
    lookMs,
    looks: before.looks + 1,
    failures,
    flow: queue === undefined ? before.flow : advanceFlow(before.flow, queue),
    // What lies ahead was seen before the clock was set back.
    lately: [...before.lately.filter((batch) => batch.at > at - backMs && batch.at <= at), ...batches],
    mark: markOf(before, reading),
    samples: addSample(
      before.samples.filter(([then]) => then <= at),
      [at, outgoing],
      backMs,
    ),
  };
};

/** The state after a look that failed: what was known stays, and is not taken for today's. */
export const missLook = (before: DatabaseState, trouble: string, at: number): DatabaseState => ({
  ...before,
  triedAt: at,
  trouble: shortenText(trouble, 500),
  failedLooks: before.failedLooks + 1,
});

type Failed = readonly { readonly text: string; readonly ids: readonly number[] }[];

const countNew = ({ mark }: DatabaseState, failed: Failed, at: number): readonly FailedBatch[] => {
  const known = new Set(mark?.ids);
  const fresh = failed
    .map(({ text, ids }) => ({ text, ids: ids.filter((id) => !known.has(id)) }))
    .filter(({ ids }) => ids.length > 0);
  return groupFailures(fresh).map((group) => ({
    at,
    class: group.class,
    count: group.count,
    sample: shortenText(group.sample, longestSample),
  }));
};

const markOf = (before: DatabaseState, { now, queue }: LookReading): DatabaseState['mark'] => {
  if (queue === undefined) return before.mark === null ? null : { ...before.mark, at: now };
  return queue.failed === undefined ? null : { at: now, ids: queue.failed.flatMap(({ ids }) => ids) };
};

const addSample = (
  samples: DatabaseState['samples'],
  sample: DatabaseState['samples'][number],
  backMs: number,
): DatabaseState['samples'] => {
  const [at] = sample;
  const last = samples.at(-1);
  if (last !== undefined && at - last[0] < backMs / mostSamples) return samples;
  // One that is older than the time looked back at is needed to compare with.
  const firstNeeded = samples.findLastIndex(([then]) => then <= at - backMs);
  return [...samples.slice(Math.max(0, firstNeeded)), sample];
};
