import type { CheckFinding } from '../../domain/finding/finding.ts';
import type { Bounce, IncomingMail } from '../../domain/mail/bounce.ts';
import type { FetchmailServer } from '../../domain/odoo/fetchmail-server.ts';
import { classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { dayMs } from '../../lib/time-units.ts';

export type JudgedBounces = Pick<CheckFinding, 'status' | 'summary'> &
  Partial<Pick<CheckFinding, 'detail' | 'consequenceOf' | 'undelivered' | 'owner'>>;

export interface ReadingFacts {
  /** Where Odoo asks bounces to go. */
  readonly address: string;
  readonly servers: readonly Pick<
    FetchmailServer,
    'name' | 'active' | 'state' | 'user' | 'fetchedAt' | 'failedAt' | 'type'
  >[];
  readonly bounces: readonly Pick<Bounce, 'writtenAt'>[];
  readonly incoming: IncomingMail;
  /** The file that tells this machine's mail server to hand mail to Odoo. */
  readonly gate: string | undefined;
  readonly now: Date;
}

/** Odoo fetches every five minutes; bounces of mail from this long ago show that the way works. */
const silentMs = dayMs;
const provenMs = 30 * dayMs;
/** In so much time some answer comes in wherever any can. */
const telling = { ms: 14 * dayMs, messages: 200 } as const;

/** Whether anybody reads the address to which bounces go. */
export const judgeReading = (facts: ReadingFacts): JudgedBounces => {
  const { address, servers, bounces, incoming, gate, now } = facts;
  const since = (date: Date | null): number =>
    date === null ? Number.POSITIVE_INFINITY : now.getTime() - date.getTime();
  const proven = bounces.filter(({ writtenAt }) => since(writtenAt) <= provenMs).length;
  if (proven > 0) {
    return {
      status: 'ok',
      summary: `Bounces to ${address} are read: ${countOf(proven, 'mail')} of the last thirty days ${proven === 1 ? 'is' : 'are'} marked as come back.`,
    };
  }
  const works = ({ active, state, fetchedAt, failedAt }: ReadingFacts['servers'][number]): boolean =>
    active &&
    state === 'done' &&
    since(fetchedAt) <= silentMs &&
    !(failedAt instanceof Date && failedAt > (fetchedAt ?? 0));
  const working = servers.filter(works);
  const own = working.find(({ user }) => isNear(user, address));
  if (own !== undefined) {
    return { status: 'ok', summary: `Bounces to ${address} are read: Odoo fetches ${own.user ?? own.name}.` };
  }
  if (since(incoming.lastAt) <= telling.ms) {
    const summary = `Mail from outside reaches Odoo, the last one ${formatDuration(since(incoming.lastAt))} ago; of bounces to ${address} none has been written down in thirty days.`;
    return { status: 'ok', summary };
  }
  if (gate !== undefined) {
    return { status: 'ok', summary: `Bounces to ${address} can be read: ${gate} hands mail to Odoo.` };
  }
  const [other] = working;
  if (other !== undefined) {
    const summary = `Whether bounces to ${address} land in the mailbox that Odoo fetches (${other.user ?? other.name}) is not known: none has come in thirty days.`;
    return { status: 'unknown', summary };
  }
  if (servers.length > 0) {
    const summary = `Nobody reads the bounces to ${address}: no incoming mail server of Odoo works.`;
    return { status: 'warn', summary, consequenceOf: 'catchall', detail: adviceOnReading };
  }
  if (incoming.lookedAt >= telling.messages && since(incoming.since) >= telling.ms) {
    const summary = `Nobody reads the bounces to ${address}: Odoo fetches no mailbox, and among its newest ${formatCount(incoming.lookedAt)} messages none came from outside.`;
    return { status: 'warn', summary, detail: adviceOnReading };
  }
  const summary = `Whether anybody reads the bounces to ${address} is not known: Odoo fetches no mailbox, and the mail server may hand them over itself (mailgate).`;
  return { status: 'unknown', summary };
};

const adviceOnReading =
  'A mail that comes back leaves no mark in Odoo then: it counts as sent. Let an incoming mail server fetch that mailbox, or the mail server hand it over (odoo-mailgate.py).';

/** The very address, or a mailbox of its domain: catchall mailboxes have all kinds of names. */
const isNear = (user: string | null, address: string): boolean => {
  const login = user?.toLowerCase() ?? '';
  return login === address.toLowerCase() || (login.includes('@') && domainOf(login) === domainOf(address));
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Bounces of the days that a person still acts on, against the same time before on average. */
const recentMs = 3 * dayMs;
const earlierMs = 27 * dayMs;
const fewest = 5;
const rise = 3;

/** Whether more mail comes back than before; bounces are counted at the day on which their mail was written. */
export const judgeRise = (bounces: readonly Bounce[], now: Date): JudgedBounces => {
  const age = ({ writtenAt }: Bounce): number =>
    writtenAt === null ? Number.POSITIVE_INFINITY : now.getTime() - writtenAt.getTime();
  const recent = bounces.filter((bounce) => age(bounce) <= recentMs);
  const earlier = bounces.filter((bounce) => age(bounce) > recentMs && age(bounce) <= recentMs + earlierMs);
  const usual = (earlier.length * recentMs) / earlierMs;
  const counted = `${countOf(recent.length, 'mail')} of the last three days came back`;
  if (recent.length < fewest || recent.length < rise * usual) {
    return { status: 'ok', summary: `${counted}, no more than usual.` };
  }
  const before =
    usual === 0
      ? 'none in the four weeks before'
      : `${formatCount(Math.max(1, Math.round(usual)))} in three days is usual`;
  const main = mainReason(recent);
  return {
    status: 'warn',
    owner: main?.owner ?? 'recipient',
    undelivered: recent.length,
    summary: `${counted}; ${before}${main === undefined ? '' : `: ${main.title}`}.`,
    detail: main?.advice ?? 'Each is marked on its message; the contact shows how often its address bounced.',
  };
};

/** What most of them say. */
const mainReason = (bounces: readonly Bounce[]) => {
  const told = bounces.flatMap(({ reason }) => (reason === null || reason === '' ? [] : [classify(reason)]));
  const known = told.filter((meaning) => meaning.class !== 'unknown');
  const groups = [...Map.groupBy(known, (meaning) => meaning.class).values()];
  const [meaning] = groups.toSorted((one, other) => other.length - one.length)[0] ?? [];
  return meaning === undefined
    ? undefined
    : { title: titleOf(meaning.class), advice: meaning.advice, owner: meaning.owner };
};
