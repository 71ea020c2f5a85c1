import type { Check } from '../../checks/cause.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { measureRelays, type Relay } from '../../checks/measure/relays.ts';
import { readStoredFailures, type StoredFailures } from '../../checks/measure/stored-failures.ts';
import { readLastSuccess } from '../../checks/measure/successes.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Return } from '../../domain/limits/allowance.ts';
import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';
import type { QuotaReset } from '../../domain/replies/classes/class-facts.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { titleOf, titleOfGroup } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDateTime, formatDuration } from '../../domain/wording/duration.ts';
import { hourMs } from '../../lib/time-units.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { type LastRefusal, readLastRefusals } from './last-refusals.ts';
import { limitBatch } from './limit-batch-remedy.ts';
import { countDueNow } from './measure-usage.ts';
import { moveShare } from './move-share-remedy.ts';
import { paceQueue } from './pace-queue-remedy.ts';

/** Mails that were refused because a limit was reached. Nobody can ask a server for what is left; its last word counts. */
export const refusalsCheck: Check = {
  id: 'rate-limit.refusals',
  title: 'Mails refused for a limit',
  owner: 'provider',
  decides: true,
  run: async (context) => {
    const [stored, relays] = await Promise.all([readStoredFailures(context, 'rate-limit'), measureRelays(context)]);
    if (stored.count === 0) {
      return [finding({ status: 'ok', summary: 'No mail was refused because of a sending limit.' })];
    }
    const shares = divideByServer(stored, relays);
    const [success, last] = await Promise.all([readLastSuccess(context), readLastRefusals(context)]);
    const due = await countDueNow(context);
    const now = context.now();
    const findings = shares.map(({ relay, mails }) => {
      const sentAt = relay === undefined ? success.at : success.bySubject.get(relay.subject);
      const own = relay === undefined ? undefined : last?.get(relay.subject);
      const leftover = isOvertaken(own?.at ?? stored.newestAt, sentAt);
      const found =
        relay === undefined || own === undefined
          ? judgeStored(stored, { relay, mails }, now)
          : judgeOwn({ relay, mails, last: own, leftover }, now);
      const nextStep = describeWait(own?.back.at, now, found.subject !== null && relays.length > 1);
      return { ...found, evidence: stored.evidence, leftover, ...(leftover ? {} : { nextStep }) };
    });
    return await Promise.all(
      findings.map(async (found) =>
        found.subject !== null && !found.leftover && (due.get(found.subject) ?? 0) > 0
          ? withRemedies(found, await offerAll(context, found.subject, [paceQueue, moveShare, limitBatch]))
          : found,
      ),
    );
  },
};

/** A remedy of ours is the first thing to do. */
const withRemedies = ({ nextStep: _, ...found }: CheckFinding, remedies: CheckFinding['remedies']): CheckFinding => ({
  ...found,
  remedies,
});

/** What a person can do about a used-up allowance with which no waiting mail is concerned. */
export const describeWait = (back: Date | undefined, now: Date, hasOthers: boolean): string => {
  const other = hasOthers ? ', or send them through another server' : '';
  return back !== undefined && back > now
    ? `Wait until ${formatClock(back, now)}, when the server should take mail again${other}; then retry them at a pace (retry --pace)`
    : `Try one of them again (retry --limit 1)${other}; then the rest at a pace (retry --pace)`;
};

type NamedRelay = Pick<Relay, 'subject' | 'title'>;

interface Share {
  readonly relay: NamedRelay | undefined;
  readonly mails: number;
}

/** By server; what leads through none of those in use is told without one. */
export const divideByServer = (
  { bySubject, count }: Pick<StoredFailures, 'bySubject' | 'count'>,
  relays: readonly NamedRelay[],
): readonly Share[] => {
  if (bySubject === undefined) return [{ relay: relays.length === 1 ? relays[0] : undefined, mails: count }];
  const placed = relays.flatMap((relay) => {
    const mails = bySubject.get(relay.subject) ?? 0;
    return mails === 0 ? [] : [{ relay, mails }];
  });
  const rest = count - placed.reduce((sum, { mails }) => sum + mails, 0);
  return rest > 0 ? [...placed, { relay: undefined, mails: rest }] : placed;
};

interface OwnShare {
  readonly relay: NamedRelay;
  readonly mails: number;
  readonly last: LastRefusal;
  readonly leftover: boolean;
}

/** A server's mails as that server refused them. Without its evidence. */
export const judgeOwn = ({ relay, mails, last, leftover }: OwnShare, now: Date): CheckFinding => {
  const title = `${titleOf(last.class)}${last.codes === '' ? '' : ` (${last.codes})`}`;
  return finding({
    subject: relay.subject,
    status: last.back.at > now && !leftover ? 'fail' : 'warn',
    summary: `${countOf(mails, 'mail was', 'mails were')} refused by ${relay.title} for: ${title}, last said ${formatDuration(now.getTime() - last.at.getTime())} ago.`,
    detail: sentences(last.advice, describeReturn(last.back, now), `The server said: “${last.sample}”.`),
    explains: mails,
  });
};

/** A clock time, and how well it is known. */
export const describeReturn = ({ at, reset }: Return, now: Date): string => {
  const clock = formatDateTime(at);
  const over = at <= now;
  switch (reset?.kind) {
    case 'sliding': {
      const window = formatDuration(reset.windowMs);
      return over
        ? `All of the allowance has been back since ${clock}: it counts what was sent in the last ${window}.`
        : `The allowance comes back bit by bit, as what was sent gets older than ${window}; all of it is back at ${clock} at the latest.`;
    }
    case 'daily':
      return over
        ? `The allowance came back at ${clock}.`
        : `The allowance comes back at ${clock}, every day at ${reset.utc} UTC.`;
    case 'monthly':
      return over ? `The allowance came back at ${clock}.` : `The allowance comes back with the month, at ${clock}.`;
    default:
      return `When the allowance comes back is not known; ${over ? 'the usual wait was over' : 'a try is usually worth it'} at ${clock}.`;
  }
};

/** What is known of mails where the server's own last word is not. Without its evidence. */
export const judgeStored = (
  { groups, newestAt }: Pick<StoredFailures, 'groups' | 'newestAt'>,
  { relay, mails }: Share,
  now: Date,
): CheckFinding => {
  const agoMs = newestAt === null ? undefined : now.getTime() - newestAt.getTime();
  const first = groups[0];
  const [reset, waitMs] = first === undefined ? [null, hourMs] : allowanceOf(first);
  const isFresh = agoMs !== undefined && agoMs < Math.min(waitMs, hourMs);
  const ago = agoMs === undefined ? '' : `, the last one ${formatDuration(agoMs)} ago`;
  const title = first === undefined ? 'a limit' : titleOfGroup(first);
  return finding({
    subject: relay?.subject ?? null,
    status: isFresh ? 'fail' : 'warn',
    summary: `${countOf(mails, 'mail was', 'mails were')} refused ${relay === undefined ? '' : `by ${relay.title} `}for: ${title}${ago}.`,
    detail: sentences(
      first?.advice,
      describeReset(reset, waitMs),
      first === undefined ? undefined : `The server said: “${first.sample}”.`,
    ),
    explains: mails,
  });
};

const allowanceOf = ({ stories }: FailureGroup): readonly [QuotaReset | null, number] => {
  const meaning = stories[0]?.meaning;
  return [meaning?.quotaReset ?? null, meaning?.retryAfterMs ?? hourMs];
};

const describeReset = (reset: QuotaReset | null, waitMs: number): string => {
  if (reset?.kind === 'daily') return `The allowance comes back at ${reset.utc} UTC.`;
  if (reset?.kind === 'sliding') {
    return `The allowance comes back bit by bit, as what was sent gets older than ${formatDuration(reset.windowMs)}.`;
  }
  return `Waiting ${formatDuration(waitMs)} usually helps.`;
};
