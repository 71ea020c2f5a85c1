import { findReset } from '../../domain/limits/allowance.ts';
import {
  judgeRefusal,
  longestStandingMs,
  type PastRefusal,
  type Standing,
  scopeOf,
} from '../../domain/limits/past-refusal.ts';
import type { MailSelection } from '../../domain/mail/mail-selection.ts';
import type { RoutingFields } from '../../domain/mail/routing-fields.ts';
import { parseStoredTime } from '../../domain/odoo/stored-time.ts';
import { findProvider } from '../../domain/providers/find-provider.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { namesRecipients } from '../../domain/replies/stored-form.ts';
import { storyOf } from '../../domain/replies/story-of.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import type { RoutedServer } from '../../domain/routing/route.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';
import { dayMs } from '../../lib/time-units.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { LastSent } from '../../services/odoo/queries/mails/last-sent.ts';
import type { RecentRefusal } from '../../services/odoo/queries/mails/recent-refusals.ts';

/** What servers said of late, and took since. Keys as in identifyServer; addresses in lower case. */
export interface SendingPast {
  /** Refusals that concern all that a server is given, newest first: of those that say the same only the newest. */
  readonly refusals: ReadonlyMap<string, readonly PastRefusal[]>;
  /** The newest refusal of each address. */
  readonly addresses: ReadonlyMap<string, PastRefusal>;
  readonly takenAt: ReadonlyMap<string, Date>;
  readonly changedAt: ReadonlyMap<string, Date>;
}

/** Where nothing could be read. */
export const noPast: SendingPast = {
  refusals: new Map(),
  addresses: new Map(),
  takenAt: new Map(),
  changedAt: new Map(),
};

/** A refusal that still stands. */
export interface StandingRefusal {
  readonly class: FailureClass;
  readonly refusedAt: Date;
  readonly standing: Exclude<Standing, { readonly kind: 'now' }>;
}

interface PastWorld {
  readonly odoo: Odoo;
  readonly now: () => Date;
  /** The failed mails, where somebody read the queue; left out: they are found by their state. */
  readonly selectFailed?: () => Promise<MailSelection>;
}

/**
 * Reads what failed and what left of late, by server. Cost: one round trip; its first statement reads mail_mail once
 * unless the failed mails are known.
 * @throws when it takes longer than `timeoutMs`.
 */
const readSendingPast = async (
  { odoo, now, timeoutMs, selectFailed = async () => 'exception' }: PastWorld & { readonly timeoutMs: number },
  facts: RoutingFacts,
  { signal }: { readonly signal: AbortSignal },
): Promise<SendingPast> => {
  const since = new Date(now().getTime() - longestStandingMs);
  const recipientsSince = new Date(now().getTime() - dayMs);
  const options = { signal, timeoutMs };
  const of = await selectFailed();
  const [failed, sent, changedAt] = await Promise.all([
    of.length === 0 ? [] : odoo.together.recentRefusals({ of, since, recipientsSince }, options),
    odoo.together.lastSent(since, options),
    readChanges(odoo, facts, options),
  ]);
  return { ...gatherRefusals(facts, failed), takenAt: findLastTaken(facts, sent), changedAt };
};

/** What was said to mails that failed, newest first, by the server that Odoo gave them to. */
export const gatherRefusals = (
  facts: RoutingFacts,
  failed: readonly RecentRefusal[],
): Pick<SendingPast, 'refusals' | 'addresses'> => {
  const refusals = new Map<string, Map<string, PastRefusal>>();
  const addresses = new Map<string, PastRefusal>();
  const serverOf = createServerFinder(facts);
  for (const { way, failedAt, failure } of failed) {
    const { key, read } = serverOf(way);
    const { refusal, recipients } = read(failure, failedAt);
    const scope = scopeOf(refusal.class);
    if (scope === 'server') {
      const known = refusals.get(key) ?? new Map<string, PastRefusal>();
      refusals.set(key, known);
      const said = JSON.stringify({ ...refusal, at: null });
      if (!known.has(said)) known.set(said, refusal);
    }
    if (scope !== 'address') continue;
    for (const address of recipients) if (!addresses.has(address)) addresses.set(address, refusal);
  }
  return { refusals: new Map([...refusals].map(([key, said]) => [key, [...said.values()]])), addresses };
};

interface KnownServer {
  readonly key: string;
  readonly read: ReturnType<typeof createRefusalReader>;
}

/** Mails of one way follow each other by the thousand: it is worked out once. */
const createServerFinder = (facts: RoutingFacts): ((way: RoutingFields) => KnownServer) => {
  const byWay = new Map<string, KnownServer>();
  const byServer = new Map<string, KnownServer>();
  return (way) => {
    const name = `${way.forcedServerId} ${way.aliasDomainId} ${way.from}`;
    const known = byWay.get(name);
    if (known !== undefined) return known;
    const { server } = routeMail(facts, way);
    const key = identifyServer(server);
    const found = byServer.get(key) ?? { key, read: createRefusalReader(server) };
    byServer.set(key, found);
    byWay.set(name, found);
    return found;
  };
};

/** When each server was last seen to take a mail. */
export const findLastTaken = (facts: RoutingFacts, sent: readonly LastSent[]): ReadonlyMap<string, Date> => {
  const takenAt = new Map<string, Date>();
  for (const { way, at } of sent) {
    const key = identifyServer(routeMail(facts, way).server);
    const known = takenAt.get(key);
    if (known === undefined || at > known) takenAt.set(key, at);
  }
  return takenAt;
};

/** The same, or undefined where it takes too long: of those only the mails' own failures are known. */
export const readPastInTime = async (
  world: PastWorld & { readonly totalTimeoutMs: number },
  facts: RoutingFacts,
  options: { readonly signal: AbortSignal },
): Promise<SendingPast | undefined> => {
  try {
    return await readSendingPast({ ...world, timeoutMs: world.totalTimeoutMs }, facts, options);
  } catch {
    options.signal.throwIfAborted();
    return undefined;
  }
};

interface ReadRefusal {
  readonly refusal: PastRefusal;
  readonly recipients: readonly string[];
}

/** What a stored failure says, with how the allowance of its server comes back. One story is read once. */
export const createRefusalReader = (server: RoutedServer): ((failure: string, at: Date | null) => ReadRefusal) => {
  const known = new Map<string, ReadRefusal>();
  return (failure, at) => {
    // Texts that name their recipients are each their own.
    const story = namesRecipients(failure) ? undefined : storyOf(failure);
    const found = (story === undefined ? undefined : known.get(story)) ?? readRefusal(failure, server);
    if (story !== undefined) known.set(story, found);
    return { refusal: { ...found.refusal, at }, recipients: found.recipients };
  };
};

const readRefusal = (failure: string, server: RoutedServer): ReadRefusal => {
  const host = (server.kind === 'row' ? server.server.host : server.host) ?? '';
  const { class: failureClass, cause, retry, retryAfterMs, quotaReset, reply } = classify(failure, { host });
  const isOfMessage = reply.stage === 'data' && cause === null;
  const reset = findReset(failureClass, quotaReset, findProvider({ host }));
  return {
    refusal: { class: failureClass, retry, at: null, retryAfterMs, reset, isOfMessage },
    recipients: reply.recipients.map((address) => address.toLowerCase()),
  };
};

/** Those whose row Odoo writes itself, for a token or a count, do not tell when a person changed it. */
const readChanges = async (
  odoo: Odoo,
  { servers }: RoutingFacts,
  options: { readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, Date>> => {
  const byHand = servers.filter(({ oauth, owner }) => oauth === null && !owner);
  const rows = await odoo.together.rowsText(
    'ir_mail_server',
    byHand.map(({ id }) => id),
    ['write_date'],
    options,
  );
  return findChanges(
    byHand.map(({ id }) => id),
    rows,
  );
};

/** When these servers were changed, where their rows tell. */
export const findChanges = (
  ids: readonly number[],
  rows: ReadonlyMap<number, Readonly<Record<string, string | null>>>,
): ReadonlyMap<string, Date> =>
  new Map(
    ids.flatMap((id) => {
      const at = parseStoredTime(rows.get(id)?.['write_date'] ?? null);
      return at === null ? [] : [[`server:${id}`, at] as const];
    }),
  );

/** What has been seen of a server since it refused. */
const sinceOf = (past: SendingPast, server: RoutedServer, { now, isTried }: Moment) => {
  const key = identifyServer(server);
  return { now, isTried, takenAt: past.takenAt.get(key) ?? null, changedAt: past.changedAt.get(key) ?? null };
};

interface Moment {
  readonly now: Date;
  readonly isTried: boolean;
}

/** The refusal that keeps a server longest from taking any mail; undefined where none does. */
export const standingOfServer = (
  past: SendingPast,
  server: RoutedServer,
  moment: Moment,
): StandingRefusal | undefined =>
  (past.refusals.get(identifyServer(server)) ?? [])
    .flatMap((refusal) => judgeOne(past, server, refusal, moment) ?? [])
    .toSorted((one, other) => endOf(other).getTime() - endOf(one).getTime())[0];

/** Whether one refusal, of a mail or an address, still stands. */
export const judgeOne = (
  past: SendingPast,
  server: RoutedServer,
  refusal: PastRefusal,
  moment: Moment,
): StandingRefusal | undefined => {
  const standing = judgeRefusal(refusal, sinceOf(past, server, moment));
  return standing.kind === 'now' || refusal.at === null
    ? undefined
    : { class: refusal.class, refusedAt: refusal.at, standing };
};

/** When a try is worth it again. */
export const endOf = ({ standing }: StandingRefusal): Date =>
  standing.kind === 'later' ? standing.at : standing.until;
