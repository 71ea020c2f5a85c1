import { sanitizeLine } from '../sanitize.ts';
import type { RelaySoftware } from './mail-queue.ts';

/** What a mail server's log says of one recipient, the last word. */
export interface LoggedDelivery {
  readonly address: string;
  readonly outcome: 'delivered' | 'deferred' | 'bounced';
  /** The next server's words, or why it was not asked. */
  readonly words: string;
  /** As the log writes it: syslog names neither year nor time zone. */
  readonly stamp: string;
}

/** One message on its way through a mail server. */
export interface LoggedMessage {
  readonly queueId: string;
  /** By recipient, in the order of their last lines. */
  readonly deliveries: readonly LoggedDelivery[];
}

/**
 * The message that carries this Message-ID, as the log of that mail server has it; the last one where it was taken several
 * times. Undefined where no line of the text names it.
 */
export const findLoggedMessage = (
  log: string,
  messageIdHeader: string,
  software: RelaySoftware,
): LoggedMessage | undefined => {
  const named = messageIdHeader.trim().replace(/^<|>$/g, '');
  if (named === '') return undefined;
  const { readId, readDelivery } = dialects[software];
  const lines = log.split('\n');
  const queueId = lines.map((line) => readId(line, named)).findLast((id) => id !== undefined);
  if (queueId === undefined) return undefined;
  const last = new Map<string, LoggedDelivery>();
  for (const line of lines) {
    const delivery = line.includes(queueId) ? readDelivery(line, queueId) : undefined;
    if (delivery === undefined) continue;
    // What was said last stands last.
    last.delete(delivery.address);
    last.set(delivery.address, delivery);
  }
  return { queueId, deliveries: [...last.values()] };
};

interface Dialect {
  /** The queue id in the line in which the server took the message. */
  readId(line: string, messageId: string): string | undefined;
  readDelivery(line: string, queueId: string): LoggedDelivery | undefined;
}

/** `Nov 28 20:05:24 relay postfix/cleanup[8225]: C44F6216045: message-id=<112.odoo@acme>` */
const postfixHead = /^(.*?) \S+ [\w-]+(?:\/[\w-]+)+\[\d+\]: (\w+): (.*)$/;
/** `to=<…>, relay=none, delay=0.02, …, dsn=4.4.1, status=deferred (…)` */
const postfixDelivery = /^to=<([^>]*)>,.* status=(\w+) \((.*)\)$/;

const postfixOutcomes: Readonly<Record<string, LoggedDelivery['outcome']>> = {
  sent: 'delivered',
  deferred: 'deferred',
  bounced: 'bounced',
  expired: 'bounced',
};

/** `2026-11-28 20:04:53 1xXOfF-00021d-2B == rosa@example.com R=defer defer (-1): …`, with the numbers of log_selector. */
const eximHead =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S*(?: [+-]\d{4})?) (?:\[\d+\] )?([0-9A-Za-z]+-[0-9A-Za-z]+-[0-9A-Za-z]+) (.*)$/;
const eximDelivery = /^(=>|->|>>|==|\*\*) (\S+)(?: (?:<[^>]*>))?(.*)$/;

const eximOutcomes: Readonly<Record<string, LoggedDelivery['outcome']>> = { '==': 'deferred', '**': 'bounced' };

const dialects: Readonly<Record<RelaySoftware, Dialect>> = {
  postfix: {
    readId: (line, messageId) => {
      const [, , id, rest] = postfixHead.exec(line) ?? [];
      return rest === `message-id=<${messageId}>` || rest === `message-id=${messageId}` ? id : undefined;
    },
    readDelivery: (line, queueId) => {
      const [, stamp = '', id, rest = ''] = postfixHead.exec(line) ?? [];
      const [, address, status = '', words = ''] = postfixDelivery.exec(rest) ?? [];
      const outcome = postfixOutcomes[status];
      if (id !== queueId || address === undefined || outcome === undefined) return undefined;
      return { address: sanitizeLine(address), outcome, words: sanitizeLine(words), stamp: sanitizeLine(stamp) };
    },
  },
  exim: {
    readId: (line, messageId) => {
      const [, , id, rest = ''] = eximHead.exec(line) ?? [];
      return rest.startsWith('<= ') && ` ${rest} `.includes(` id=${messageId} `) ? id : undefined;
    },
    readDelivery: (line, queueId) => {
      const [, stamp = '', id, rest = ''] = eximHead.exec(line) ?? [];
      const [, sign = '', address, said = ''] = eximDelivery.exec(rest) ?? [];
      if (id !== queueId || address === undefined) return undefined;
      return {
        address: sanitizeLine(address),
        outcome: eximOutcomes[sign] ?? 'delivered',
        words: sanitizeLine(wordsOfExim(said)),
        stamp,
      };
    },
  },
};

/** After `defer (111):`, in `C="250 OK"`, or after the last field `R=…: `. */
const wordsOfExim = (said: string): string =>
  /\bdefer \(-?\d+\)(?: [^:]*)?: (.*)$/.exec(said)?.[1] ??
  /\bC="((?:[^"\\]|\\.)*)"/.exec(said)?.[1] ??
  /^(?: [A-Za-z]+=\S+?| \[\S+\])*?: (.*)$/.exec(said)?.[1] ??
  said.trim();
