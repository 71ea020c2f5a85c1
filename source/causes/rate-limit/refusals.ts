import { type Finding, finding } from '../../domain/finding.ts';
import { isOvertaken } from '../../domain/outstanding-mail.ts';
import type { QuotaReset } from '../../domain/replies/classes/class-facts.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { sentences } from '../measure/relay-words.ts';
import { type Relay, readRelays } from '../measure/relays.ts';
import { readStoredFailures, type StoredFailures } from '../measure/stored-failures.ts';
import { readLastSuccess } from '../measure/successes.ts';

const check = 'rate-limit.refusals';
const hour = 60 * 60 * 1000;

/** Mails that were refused because a limit was reached. Nobody can ask a server for what is left; its last word counts. */
export const refusalsCheck: Check = {
  id: check,
  title: 'Mails refused for a limit',
  decides: true,
  run: async (context) => {
    const [stored, relays] = await Promise.all([readStoredFailures(context, 'rate-limit'), readRelays(context)]);
    if (stored.count === 0) {
      return [
        finding({ check, status: 'ok', summary: 'No mail was refused because of a sending limit.', owner: 'provider' }),
      ];
    }
    const shares = divide(stored, relays);
    const success = await readLastSuccess(context);
    return shares.map(({ relay, mails }) => {
      const sentAt = relay === undefined ? success.at : success.bySubject.get(relay.subject);
      return { ...describe(context, stored, relay, mails), leftover: isOvertaken(stored.newestAt, sentAt) };
    });
  },
};

interface Share {
  readonly relay: Relay | undefined;
  readonly mails: number;
}

/** By server; what leads through none of those in use is told without one. */
const divide = ({ bySubject, count }: StoredFailures, relays: readonly Relay[]): readonly Share[] => {
  if (bySubject === undefined) return [{ relay: relays.length === 1 ? relays[0] : undefined, mails: count }];
  const placed = relays.flatMap((relay) => {
    const mails = bySubject.get(relay.subject) ?? 0;
    return mails === 0 ? [] : [{ relay, mails }];
  });
  const rest = count - placed.reduce((sum, { mails }) => sum + mails, 0);
  return rest > 0 ? [...placed, { relay: undefined, mails: rest }] : placed;
};

const describe = (
  context: CheckContext,
  { groups, newestAt, evidence }: StoredFailures,
  relay: Relay | undefined,
  mails: number,
): Finding => {
  const agoMs = newestAt === null ? undefined : context.now().getTime() - newestAt.getTime();
  const first = groups[0];
  const [reset, waitMs] = first === undefined ? [null, hour] : allowanceOf(first);
  const isFresh = agoMs !== undefined && agoMs < Math.min(waitMs, hour);
  const ago = agoMs === undefined ? '' : `, the last one ${formatDuration(agoMs)} ago`;
  const title = first === undefined ? 'a limit' : titleOfGroup(first);
  return finding({
    check,
    subject: relay?.subject ?? null,
    status: isFresh ? 'fail' : 'warn',
    summary: `${countOf(mails, 'mail was', 'mails were')} refused ${relay === undefined ? '' : `by ${relay.title} `}for: ${title}${ago}.`,
    detail: sentences(
      first?.advice,
      describeReset(reset, waitMs),
      first === undefined ? undefined : `The server said: “${first.sample}”.`,
    ),
    owner: 'provider',
    evidence,
    explains: mails,
  });
};

const allowanceOf = ({ stories }: FailureGroup): readonly [QuotaReset | null, number] => {
  const meaning = stories[0]?.meaning;
  return [meaning?.quotaReset ?? null, meaning?.retryAfterMs ?? hour];
};

const describeReset = (reset: QuotaReset | null, waitMs: number): string => {
  if (reset?.kind === 'daily') return `The allowance comes back at ${reset.utc} UTC.`;
  if (reset?.kind === 'sliding') {
    return `The allowance comes back bit by bit, as what was sent gets older than ${formatDuration(reset.windowMs)}.`;
  }
  return `Waiting ${formatDuration(waitMs)} usually helps.`;
};
