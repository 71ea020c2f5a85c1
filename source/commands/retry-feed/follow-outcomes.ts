import { setTimeout as pause } from 'node:timers/promises';
import { classify } from '../../domain/replies/classify.ts';
import { titleOf } from '../../domain/replies/title.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { ActionEvent } from '../../ui/screens/retry/source.ts';

type Outcome = Extract<ActionEvent, { kind: 'outcome' }>;

/** What became of the mails that Odoo was to send. */
export interface Outcomes {
  readonly sent: number;
  /** Failed again, by reason. */
  readonly failed: ReadonlyMap<string, number>;
  readonly cancelled: number;
  readonly waiting: number;
}

interface FollowOptions {
  readonly signal: AbortSignal;
  readonly tell: (event: ActionEvent) => void;
}

const lookEveryMs = 700;
const mostInStatement = 5_000;

/**
 * Watches mails leave until none of them waits any more, or until somebody stops. Odoo's run commits mail by mail, so
 * each outcome is seen as it happens.
 */
export const followOutcomes = async (
  odoo: Odoo,
  ids: readonly number[],
  { signal, tell }: FollowOptions,
): Promise<Outcomes> => {
  let waiting = ids;
  let sent = 0;
  let cancelled = 0;
  const failed = new Map<string, number>();
  const stopped = (): boolean => signal.aborted;
  while (waiting.length > 0 && !stopped()) {
    const found = await readOutcomes(odoo, waiting, signal);
    if (found === undefined) break;
    const settled = found.filter(({ state }) => state !== 'outgoing');
    for (const outcome of gather(settled)) {
      tell(outcome);
      if (outcome.status === 'ok') sent += outcome.ids.length;
      else if (outcome.status === 'fail')
        failed.set(outcome.words, (failed.get(outcome.words) ?? 0) + outcome.ids.length);
      else cancelled += outcome.ids.length;
    }
    const gone = new Set(settled.map(({ id }) => id));
    waiting = waiting.filter((id) => !gone.has(id));
    if (waiting.length > 0) await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
  return { sent, failed, cancelled, waiting: waiting.length };
};

type Found = Awaited<ReturnType<Odoo['mailOutcomes']>>;

/** Undefined when somebody stopped meanwhile. */
const readOutcomes = async (odoo: Odoo, ids: readonly number[], signal: AbortSignal): Promise<Found | undefined> => {
  const found: Found[number][] = [];
  try {
    for (let start = 0; start < ids.length; start += mostInStatement) {
      found.push(...(await odoo.mailOutcomes(ids.slice(start, start + mostInStatement), { signal })));
    }
    return found;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
};

const gather = (settled: Found): readonly Outcome[] =>
  [...Map.groupBy(settled, describe)].map(([words, mails]) => ({
    kind: 'outcome',
    ids: mails.map(({ id }) => id),
    status: statusOf(mails[0]?.state ?? null),
    words,
  }));

const describe = ({ state, failureReason }: Found[number]): string => {
  if (state === null || state === 'sent' || state === 'received') return 'sent';
  if (state !== 'exception') return state === 'cancel' ? 'cancelled by somebody else' : `now in state ${state}`;
  return `failed again, ${titleOf(classify(failureReason ?? '').class)}`;
};

const statusOf = (state: string | null): Outcome['status'] => {
  if (state === 'exception') return 'fail';
  return state === null || state === 'sent' || state === 'received' ? 'ok' : 'skipped';
};
