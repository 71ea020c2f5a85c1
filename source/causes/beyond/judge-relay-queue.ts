import type { CheckFinding } from '../../domain/finding/finding.ts';
import type { Owner } from '../../domain/finding/owner.ts';
import { type MailQueue, type QueuedMessage, softwareNames } from '../../domain/relay/mail-queue.ts';
import { type ClassifiedReply, classify } from '../../domain/replies/classify-reply.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration } from '../../domain/wording/duration.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import { hourMs, minuteMs } from '../../lib/time-units.ts';

export interface RelayQueueFacts {
  readonly queue: MailQueue;
  /** Domains that Odoo's mail is sent from, in lower case. */
  readonly ownDomains: ReadonlySet<string>;
  readonly now: Date;
}

export type JudgedQueue = Pick<CheckFinding, 'status' | 'owner' | 'summary'> &
  Partial<Pick<CheckFinding, 'detail' | 'undelivered' | 'nextStep'>>;

/** Greylisting keeps a mail for so long, and a relay tries again within it (RFC 6647 §2.1). */
const usualWaitMs = hourMs;
/** What arrives nowhere and waits for this long was tried more than once. */
const triedMs = 15 * minuteMs;
/** So many mails to so many domains are no recipient's fault. */
const manyMails = 5;
const manyDomains = 2;

/**
 * What the queue of a mail server says of Odoo's mail: fail where it delivers to nobody for the same reason; warn where
 * single mails wait for longer than greylisting makes them, or are held.
 */
export const judgeRelayQueue = ({ queue, ownDomains, now }: RelayQueueFacts): JudgedQueue => {
  const own = queue.messages.filter(({ sender }) => ownDomains.has(domainOf(sender)));
  if (own.length === 0) return judgeNoOwn(queue);
  const ages = own.map(({ arrivedAt }) => now.getTime() - arrivedAt.getTime());
  const late = own.filter((message, index) => message.state === 'waiting' && (ages[index] ?? 0) > triedMs);
  return judgeOwn(queue, {
    own,
    held: own.filter(({ state }) => state === 'held').length,
    late: late.length,
    oldestMs: Math.max(...ages),
    recent: ages.filter((age) => age <= hourMs).length,
    reason: findMainReason(late),
  });
};

const judgeNoOwn = ({ software, messages, complete }: MailQueue): JudgedQueue => {
  const name = softwareNames[software];
  if (complete) {
    const others = messages.length === 0 ? '' : ` (${formatCount(messages.length)} of other senders)`;
    return { status: 'ok', owner: 'host', summary: `${name} on this machine holds no mail of Odoo's back${others}.` };
  }
  const summary = `${name} on this machine holds more mails than were looked at; of the ${formatCount(messages.length)} that were, none is Odoo's.`;
  return { status: 'unknown', owner: 'host', summary };
};

/** Odoo's mails in the queue. */
interface OwnMails {
  readonly own: readonly QueuedMessage[];
  readonly held: number;
  /** They wait for so long that they were tried more than once. */
  readonly late: number;
  readonly oldestMs: number;
  /** Of the last hour. */
  readonly recent: number;
  readonly reason: MainReason | undefined;
}

const judgeOwn = (
  { software, complete }: MailQueue,
  { own, held, late, oldestMs, recent, reason }: OwnMails,
): JudgedQueue => {
  const name = softwareNames[software];
  const count = `${complete ? '' : 'at least '}${countOf(own.length, 'mail')}`;
  const begin = `${name} on this machine has taken ${count} of Odoo's and not delivered ${own.length === 1 ? 'it' : 'them'}, the oldest for ${formatDuration(oldestMs)}`;
  const growth =
    recent === 0 || recent === own.length ? '' : ` ${formatCount(recent)} came in the last hour: the queue grows.`;
  const said = reason === undefined ? '' : `: ${reason.title}`;
  const told = { undelivered: own.length, detail: describeReason(reason) };
  if (late >= manyMails && reason !== undefined && reason.domains >= manyDomains) {
    return {
      ...told,
      status: 'fail',
      owner: reason.owner,
      summary: `${begin}${said}.${growth}`,
      detail: `${told.detail} Once that is mended, ${flush[software]} has ${name} try all of them again.`,
      nextStep: `Mend what keeps ${name} from delivering`,
    };
  }
  if (held > 0) {
    const aside = held < own.length ? `${formatCount(held)} of them` : held === 1 ? 'it' : 'they';
    return {
      ...told,
      status: 'warn',
      owner: 'host',
      summary: `${begin}; ${aside} ${held === 1 ? 'is' : 'are'} held (${heldName[software]}) and not tried any more.`,
      detail: `Somebody or a rule put them aside; ${look[software]} lists them, ${release[software]} lets one go.`,
      nextStep: `See why ${name} holds them`,
    };
  }
  if (oldestMs > usualWaitMs) {
    return {
      ...told,
      status: 'warn',
      owner: reason?.owner ?? 'host',
      summary: `${begin}${said}.${growth}`,
      detail: `${told.detail} ${look[software]} lists them.`,
      nextStep: `See what ${name} waits for`,
    };
  }
  return {
    status: 'ok',
    owner: 'host',
    summary: `${name} on this machine holds ${count} of Odoo's, the oldest for ${formatDuration(oldestMs)}: no longer than greylisting makes a mail wait.`,
  };
};

const describeReason = (reason: MainReason | undefined): string =>
  ['For Odoo these mails are sent.', ...(reason === undefined ? [] : [reason.words, reason.advice])].join(' ').trim();

const heldName = { postfix: 'hold', exim: 'frozen' } as const;
/** Commands for a person; none of them deletes anything. */
const flush = { postfix: 'sudo postqueue -f', exim: 'sudo exim4 -qf' } as const;
const look = { postfix: 'sudo postqueue -p', exim: 'sudo exim4 -bp' } as const;
const release = { postfix: 'sudo postsuper -H QUEUE-ID', exim: 'sudo exim4 -Mt QUEUE-ID' } as const;

interface MainReason {
  readonly title: string;
  readonly words: string;
  readonly advice: string;
  readonly owner: Owner;
  /** Recipients' domains that it concerns. */
  readonly domains: number;
}

/** The reason that most mails wait for. One that is about a recipient concerns that recipient, however many there are. */
const findMainReason = (messages: readonly QueuedMessage[]): MainReason | undefined => {
  const told = messages.flatMap(({ recipients }) =>
    recipients.flatMap(({ address, reason }) =>
      reason === null ? [] : [{ address, reason, meaning: classify(reason) }],
    ),
  );
  const groups = [...Map.groupBy(told, ({ meaning }) => meaning.class)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  const [main] = groups;
  if (main === undefined) return undefined;
  const [failureClass, group] = main;
  const [first] = group;
  if (first === undefined) return undefined;
  const quoted = shortenText(first.reason, 200);
  return {
    title: nameReason(first.meaning, quoted),
    words: `It says: "${quoted}".`,
    advice: adviseOn(first.meaning),
    owner: first.meaning.owner === 'odoo' ? 'host' : first.meaning.owner,
    domains: failureClass.startsWith('rcpt.') ? 1 : new Set(group.map(({ address }) => domainOf(address))).size,
  };
};

/** Here it is the mail server's own way onward that is blocked, not Odoo's to it. */
const isUnreached = ({ class: failureClass, rule }: ClassifiedReply): boolean =>
  rule === 'relay-did-not-reach' || failureClass.startsWith('net.') || failureClass.startsWith('conn.');

const adviseOn = (meaning: ClassifiedReply): string => {
  if (meaning.class === 'unknown') return '';
  return isUnreached(meaning)
    ? 'The mail server itself cannot reach the next one: its firewall, its hosting firm (port 25 is often closed) or its relayhost is in the way.'
    : meaning.advice;
};

const nameReason = (meaning: ClassifiedReply, quoted: string): string => {
  if (meaning.class === 'unknown') return `"${quoted}"`;
  return isUnreached(meaning) ? 'it does not reach the next server' : titleOf(meaning.class);
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
