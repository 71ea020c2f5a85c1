import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import { isLimit, type PastRefusal, scopeOf } from '../../domain/limits/past-refusal.ts';
import { parseStoredTime } from '../../domain/odoo/stored-time.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';
import { titleOf } from '../../domain/replies/title.ts';
import type { RoutedServer } from '../../domain/routing/route.ts';
import { formatDateTime, formatDuration } from '../../domain/wording/duration.ts';
import type { SendingGroup } from './sending-groups.ts';
import {
  createRefusalReader,
  endOf,
  judgeOne,
  noPast,
  type SendingPast,
  type StandingRefusal,
  standingOfServer,
} from './sending-past.ts';
import type { IncludableReason, SetAside } from './set-aside.ts';

/** What is known when mails are held against what their servers said before. */
export interface PastFacts {
  readonly past: SendingPast;
  readonly include: ReadonlySet<IncludableReason>;
  /** Who has yet to get each mail. */
  readonly addresses: ReadonlyMap<number, readonly string[]>;
  readonly now: Date;
}

interface Objection {
  readonly reason: IncludableReason;
  readonly refusal: StandingRefusal;
  readonly mail: RetryCandidate;
}

/**
 * The mails that their server, or their recipient's, refused so lately that it would again: for a limit, greylisting,
 * a full mailbox, their content, a reason that nobody knows. A live session, which ends before the message, shows none
 * of that.
 */
export const findStillRefused = (groups: readonly SendingGroup[], facts: PastFacts): readonly SetAside[] => {
  const objections = groups.flatMap((group) => objectTo(group, facts));
  const alike = Map.groupBy(objections, ({ reason, refusal }) => `${reason} ${refusal.class}`);
  return [...alike.values()].flatMap((theirs) => {
    const last = theirs.toSorted((one, other) => endOf(other.refusal).getTime() - endOf(one.refusal).getTime())[0];
    if (last === undefined) return [];
    const { reason, refusal } = last;
    return [
      {
        reason,
        ids: theirs.map(({ mail }) => mail.id),
        detail: describeStanding(refusal, facts.now),
        class: refusal.class,
        until: endOf(refusal),
      },
    ];
  });
};

const objectTo = (group: SendingGroup, facts: PastFacts): readonly Objection[] => {
  const { past, include, now } = facts;
  const { server } = group.route;
  // Whoever goes without a live try has waived what it would have shown, and that alone.
  const moment = { now, isTried: true };
  const limit = standingOfServer(past, server, moment);
  const read = createRefusalReader(server);
  return group.mails.flatMap((mail) => {
    const writtenAt = parseStoredTime(mail.stored['write_date'] ?? null);
    const { refusal: own, recipients } = read(mail.failureReason ?? '', writtenAt);
    const candidates = [
      limit,
      ...ownRefusals(own, recipients, past).map((refusal) => judgeOne(past, server, refusal, moment)),
      ...refusalsOfAddresses(mail, own, recipients, facts).map((refusal) => judgeOne(past, server, refusal, moment)),
    ];
    const found = candidates
      .flatMap((refusal) => (refusal === undefined ? [] : [{ reason: reasonOf(refusal), refusal, mail }]))
      .find(({ reason }) => !include.has(reason));
    return found === undefined ? [] : [found];
  });
};

/**
 * What was said of an address concerns the mail only as long as that address is on it; what was said for the server's
 * sake is judged with all that it said, unless that could not be read.
 */
const ownRefusals = (own: PastRefusal, recipients: readonly string[], past: SendingPast): readonly PastRefusal[] => {
  const scope = scopeOf(own.class);
  if (scope === 'server') return past === noPast ? [own] : [];
  return scope === 'address' && (recipients.length > 0 || own.retry === 'never') ? [] : [own];
};

const refusalsOfAddresses = (
  { id }: RetryCandidate,
  own: PastRefusal,
  recipients: readonly string[],
  { addresses, past }: PastFacts,
): readonly PastRefusal[] =>
  (addresses.get(id) ?? []).flatMap((address) => {
    const known = past.addresses.get(address.toLowerCase());
    if (known !== undefined) return [known];
    return scopeOf(own.class) === 'address' && recipients.includes(address.toLowerCase()) ? [own] : [];
  });

const reasonOf = ({ class: failureClass, standing }: StandingRefusal): IncludableReason => {
  if (isLimit(failureClass)) return 'limit-reached';
  if (standing.kind === 'later') return 'too-early';
  return scopeOf(failureClass) === 'address' ? 'refused-for-good' : 'refused-lately';
};

/** What a server that lets us in said before, and still stands. */
export const describeLimit = (past: SendingPast, server: RoutedServer, now: Date): string | null => {
  const limit = standingOfServer(past, server, { now, isTried: true });
  return limit === undefined ? null : describeStanding(limit, now);
};

/** `daily limit reached, last said 10 m ago; mail is taken again by 2026-11-29 15:38 UTC`. */
export const describeStanding = (refusal: StandingRefusal, now: Date): string => {
  const ago = formatDuration(now.getTime() - refusal.refusedAt.getTime());
  return `${nameClass(refusal.class)}, last said ${ago} ago${describeEnd(refusal)}`;
};

const describeEnd = (refusal: StandingRefusal): string => {
  const { standing } = refusal;
  const at = formatDateTime(endOf(refusal));
  if (standing.kind === 'fix') return '';
  return standing.isKnown
    ? `; mail is taken again by ${at}`
    : `; when it takes mail again is not known, try after ${at}`;
};

const nameClass = (failureClass: FailureClass): string =>
  failureClass === 'unknown' ? 'a reason that is not recognised' : titleOf(failureClass);
