import { sanitizeLine } from '../sanitize.ts';
import { byArrival, type QueuedMessage, type QueuedRecipient } from './mail-queue.ts';

/** ` 25m  2.9K 0t5C6f-0000c8-00 <alice@example.com> *** frozen ***` (Exim specification, -bp); 4.97 has longer ids. */
const head =
  /^\s*(\d+)([mhdw])\s+(?:[\d.]+[KMG]?\s+)?([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) <([^>]*)>(.*)$/;
/** `D` marks who has got it, `+D` the same for an address that another one was turned into. */
const recipient = /^\s{5,}(\+?D )?(\S.*)$/;

const secondsOf: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** What `exim -bp` prints, which tells no reasons; undefined where no line is an entry although something was printed. */
export const parseEximQueue = (output: string, now: Date): readonly QueuedMessage[] | undefined => {
  const messages: (QueuedMessage & { readonly recipients: QueuedRecipient[] })[] = [];
  for (const line of output.split('\n')) {
    const [, count, unit = '', id, sender = '', marks = ''] = head.exec(line) ?? [];
    if (id !== undefined) {
      const toldAt = now.getTime() - Number(count) * (secondsOf[unit] ?? 0) * 1_000;
      const state = marks.includes('*** frozen ***') ? 'held' : 'waiting';
      messages.push({ id, arrivedAt: arrivalOf(id, toldAt), sender: sanitizeLine(sender), state, recipients: [] });
      continue;
    }
    const [, done, address] = recipient.exec(line) ?? [];
    if (address === undefined || done !== undefined) continue;
    messages.at(-1)?.recipients.push({ address: sanitizeLine(address), reason: null });
  }
  if (messages.length === 0 && output.trim() !== '') return undefined;
  return messages.toSorted(byArrival);
};

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const roundingMs = 86_400_000;

/** An id begins with its second in base 62 (Exim specification, §3.4), in base 36 on some systems; the age is rounded. */
const arrivalOf = (id: string, toldAt: number): Date => {
  const seconds = [...id.slice(0, 6)].reduce((sum, digit) => sum * digits.length + digits.indexOf(digit), 0);
  const exact = seconds * 1_000;
  return new Date(Math.abs(exact - toldAt) <= roundingMs ? exact : toldAt);
};

/** `… rosa@example.com R=route T=smtp defer (111): Connection refused` */
const deferral = /^\S+ \S+ (?:== )?(\S+@\S+) .*?\bdefer \(-?\d+\)(?: [^:]*)?: (.*)$/;

/** Exim did not even try: what it had met before is said of another message, or of this one earlier. */
const notTried = /^retry time not reached\b/;

/** The last reason for each address in a message's own log (`exim -Mvl`), by the address in lower case. */
export const parseEximReasons = (messageLog: string): ReadonlyMap<string, string> => {
  const reasons = new Map<string, string>();
  for (const line of messageLog.split('\n')) {
    const [, given, reason] = deferral.exec(line) ?? [];
    const address = given?.toLowerCase();
    if (address === undefined || reason === undefined) continue;
    if (!notTried.test(reason) || !reasons.has(address)) reasons.set(address, sanitizeLine(reason));
  }
  return reasons;
};

/** Where Exim did not try a recipient, what it met with somebody else of that domain is the reason. */
export const spreadReasons = (messages: readonly QueuedMessage[]): readonly QueuedMessage[] => {
  const met = new Map(
    messages.flatMap(({ recipients }) =>
      recipients.flatMap(({ address, reason }) =>
        reason === null || notTried.test(reason) ? [] : [[domainOf(address), reason] as const],
      ),
    ),
  );
  return messages.map((message) => ({
    ...message,
    recipients: message.recipients.map(({ address, reason }) => ({
      address,
      reason: reason !== null && notTried.test(reason) ? (met.get(domainOf(address)) ?? reason) : reason,
    })),
  }));
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
