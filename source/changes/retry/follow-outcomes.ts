import { setTimeout as sleep } from 'node:timers/promises';
import type { VanishedMail } from '../../domain/mail/vanished-mail.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { StoredOutcome } from '../../services/odoo/queries/mails/mail-outcomes.ts';
import { idsInStatement } from '../batch-sizes.ts';
import { type MailsBefore, readVanished } from './vanished-mails.ts';

/** What has become of the mails so far. */
export interface Outcomes {
  /** Those included that deleted themselves once they were sent. */
  readonly sent: readonly number[];
  readonly failed: readonly FailedAgain[];
  /** Cancelled, or in a state that somebody made up. */
  readonly others: readonly number[];
  /** Deleted, and nothing tells whether they were sent. */
  readonly gone: readonly number[];
  readonly waiting: readonly number[];
}

interface FailedAgain {
  readonly id: number;
  readonly reason: string;
}

export const noOutcomes: Outcomes = { sent: [], failed: [], others: [], gone: [], waiting: [] };

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** The mails as they were before anything could send them. */
  readonly before: MailsBefore;
  /** How long to look, ms. */
  readonly deadlineMs: number;
  readonly pollMs: number;
  /** Whether a run of the queue is under way; undefined: only the deadline ends the looking. */
  readonly isRunning?: () => Promise<boolean>;
}

/** What the last looks showed. */
export interface Following {
  readonly waiting: number;
  readonly isLate: boolean;
  /** Whether a run was seen, or its work. */
  readonly hasRun: boolean;
  readonly isRunning: boolean;
  /** Looks in a row that showed neither a run nor a mail that left. */
  readonly idleLooks: number;
}

type Looks = Pick<Following, 'hasRun' | 'idleLooks'>;

/** After one more look. `runs`: undefined where nobody can tell whether a run is under way. */
export const countLooks = (
  { hasRun, idleLooks }: Looks,
  { runs, hasMoved }: { readonly runs: boolean | undefined; readonly hasMoved: boolean },
): Looks => {
  const isAtWork = runs === true || hasMoved;
  return { hasRun: hasRun || (runs !== undefined && isAtWork), idleLooks: isAtWork ? 0 : idleLooks + 1 };
};

/** Between two batches of one run, and before a run that was called by the last one, the queue rests for a moment. */
const restingLooks = 4;

/** Whether to look on: as long as the run goes on, whatever the deadline; until the deadline for one that is to begin. */
export const isFollowed = ({ waiting, isLate, hasRun, isRunning, idleLooks }: Following): boolean => {
  if (waiting === 0) return false;
  if (isRunning) return true;
  return hasRun ? idleLooks < restingLooks : !isLate;
};

/**
 * Looks at the mails again and again until none waits any more or the deadline has come, and tells how they stand each
 * time something has changed, and at the end. Cost: an index lookup a waiting mail and look, and one for each notification of a mail that left.
 */
export async function* followOutcomes(
  odoo: Odoo,
  ids: readonly number[],
  { signal, before, deadlineMs, pollMs, isRunning }: FollowOptions,
): AsyncGenerator<Outcomes> {
  const until = performance.now() + deadlineMs;
  let looked: Looks = { hasRun: false, idleLooks: 0 };
  let known: Outcomes = { ...noOutcomes, waiting: ids };
  for (;;) {
    const next = await rereadOutcomes(odoo, known, before, { signal });
    const runs = await isRunning?.();
    const hasMoved = next.waiting.length < known.waiting.length;
    looked = countLooks(looked, { runs, hasMoved });
    const isLate = performance.now() + pollMs > until;
    const isOver = !isFollowed({ waiting: next.waiting.length, isLate, isRunning: runs === true, ...looked });
    if (isOver || hasMoved) yield next;
    if (isOver) return;
    known = next;
    await sleep(pollMs, undefined, { signal });
  }
}

/** What has become of those that waited. */
export const rereadOutcomes = async (
  odoo: Odoo,
  known: Outcomes,
  before: MailsBefore,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Outcomes> => {
  const found: StoredOutcome[] = [];
  for (const batch of inBatches(known.waiting, idsInStatement))
    found.push(...(await odoo.mailOutcomes(batch, options)));
  const vanished = found.flatMap(({ id, state }) => (state === null ? [id] : []));
  return sortOutcomes(known, found, await readVanished(odoo, vanished, before, options));
};

/** What was known, and what was found of those that waited; `vanished`: what became of those whose row is gone. */
export const sortOutcomes = (
  known: Outcomes,
  found: readonly StoredOutcome[],
  vanished: ReadonlyMap<number, VanishedMail>,
): Outcomes => {
  const became = found.map((mail) => ({ id: mail.id, ...judgeOutcome(mail, vanished.get(mail.id)) }));
  const idsOf = (kind: Judged['kind']): readonly number[] =>
    became.flatMap((mail) => (mail.kind === kind ? [mail.id] : []));
  return {
    sent: [...known.sent, ...idsOf('sent')],
    failed: [
      ...known.failed,
      ...became.flatMap((mail) => (mail.kind === 'failed' ? [{ id: mail.id, reason: mail.reason }] : [])),
    ],
    others: [...known.others, ...idsOf('other')],
    gone: [...known.gone, ...idsOf('gone')],
    waiting: idsOf('waiting'),
  };
};

type Judged = VanishedMail | { readonly kind: 'other' | 'waiting' };

const judgeOutcome = (
  { state, failureReason }: Pick<StoredOutcome, 'state' | 'failureReason'>,
  vanished: VanishedMail | undefined,
): Judged => {
  switch (state) {
    case null:
      return vanished ?? { kind: 'gone' };
    case 'sent':
      return { kind: 'sent' };
    case 'exception':
      return { kind: 'failed', reason: failureReason ?? '' };
    case 'outgoing':
      return { kind: 'waiting' };
    default:
      return { kind: 'other' };
  }
};
