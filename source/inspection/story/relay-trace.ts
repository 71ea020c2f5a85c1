import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureMailQueue, placeRelays } from '../../checks/measure/local-relay.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { type MailQueue, type QueuedMessage, softwareNames } from '../../domain/relay/mail-queue.ts';
import { findLoggedMessage, type LoggedMessage } from '../../domain/relay/relay-log.ts';
import { dayMs } from '../../lib/time-units.ts';
import { readQueuedMessageId } from '../../services/host/queued-headers.ts';
import { readRelayLog } from '../../services/host/relay-log.ts';
import type { StoryMail, StoryWorld } from './story-world.ts';

/** What the mail server of this machine knows of a mail. */
export type RelayTrace =
  /** It is another machine, or it is not known whether it is; a sentence. */
  | { readonly kind: 'elsewhere'; readonly words: string }
  /** A sentence. */
  | { readonly kind: 'unknown'; readonly words: string; readonly evidence: readonly Evidence[] }
  | {
      readonly kind: 'known';
      readonly name: string;
      /** Undefined: it is in the queue no more. */
      readonly queued: QueuedMessage | undefined;
      /** Undefined where the log does not name it or cannot be read. */
      readonly logged: LoggedMessage | undefined;
      /** Where the log was read; why it was not. A clause. */
      readonly log: string;
      readonly evidence: readonly Evidence[];
    };

/** Looks for a mail that has left in the queue and the log of this machine's mail server, by its Message-ID. */
export const traceRelay = async ({ checks }: StoryWorld, story: StoryMail): Promise<RelayTrace> => {
  const machine = checks.mailMachine;
  if (machine.kind === 'elsewhere') return { kind: 'elsewhere', words: machine.reason };
  const placed = await placeRelays(checks);
  if (!placed.some(({ place }) => place.kind === 'this-machine')) {
    const doubt = placed.find(({ place }) => place.kind === 'unknown');
    const words =
      doubt === undefined || doubt.place.kind !== 'unknown'
        ? 'Its mail server is another machine: what that did with it stands in its own queue and log.'
        : `Whether ${doubt.relay.title} is this machine is not known: ${doubt.place.why}.`;
    return { kind: 'elsewhere', words };
  }
  const queue = await measureMailQueue(checks);
  if (queue === undefined || queue.kind === 'unknown') {
    return { kind: 'unknown', words: queue?.reason ?? '', evidence: queue?.evidence ?? [] };
  }
  const { software } = queue.value;
  const { timeoutMs, signal } = checks;
  const { found, content } = story;
  const since = new Date((found.date ?? checks.now()).getTime() - dayMs);
  const log = await readRelayLog({ roots: machine.roots, run: machine.run, software, since, timeoutMs, signal });
  const header = content?.messageIdHeader ?? (await readMessageId(checks, found.messageId));
  const logged = log.kind === 'known' ? findLoggedMessage(log.value.text, header, software) : undefined;
  const queued =
    queue.value.messages.find(({ id }) => id === logged?.queueId) ??
    (logged === undefined
      ? await findByHeader(queue.value, header, { run: machine.run, timeoutMs, signal }, story)
      : undefined);
  return {
    kind: 'known',
    name: softwareNames[software],
    queued,
    logged,
    log: log.kind === 'known' ? log.value.place : log.reason,
    evidence: queued === undefined ? [] : queue.evidence,
  };
};

/** Of a message whose mail Odoo has deleted. */
const readMessageId = async ({ odoo, signal }: CheckContext, messageId: number): Promise<string> => {
  const row = await ifPossible({ signal }, odoo.rowText('mail_message', messageId, ['message_id'], { signal }));
  return row?.['message_id'] ?? '';
};

/** So many of the queue are looked into: those that go to one of its recipients, the newest first. */
const mostLookedInto = 50;

const findByHeader = async (
  { software, messages }: MailQueue,
  header: string,
  options: Parameters<typeof readQueuedMessageId>[1],
  { found }: StoryMail,
): Promise<QueuedMessage | undefined> => {
  const wanted = header.trim().replace(/^<|>$/g, '');
  if (wanted === '') return undefined;
  const goesTo = [...found.plain, ...found.recipients.flatMap(({ address }) => address ?? [])].join(' ').toLowerCase();
  const candidates = messages
    .filter(({ recipients }) => recipients.some(({ address }) => goesTo.includes(address.toLowerCase())))
    .slice(-mostLookedInto);
  for (const message of candidates.toReversed()) {
    if ((await readQueuedMessageId({ software, id: message.id }, options)) === wanted) return message;
  }
  return undefined;
};
