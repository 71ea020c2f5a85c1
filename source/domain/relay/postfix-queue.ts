import { sanitizeLine } from '../sanitize.ts';
import { byArrival, type QueuedMessage, type QueuedRecipient } from './mail-queue.ts';

/**
 * What `postqueue -j` prints: one JSON object a line (postqueue(1), Postfix 3.1 and later). A line that is none, as the
 * last of a listing that was cut off, is left out; undefined where no line is one although something was printed.
 */
export const parsePostfixQueue = (output: string): readonly QueuedMessage[] | undefined => {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const messages = lines.map(readEntry).filter((message) => message !== undefined);
  if (lines.length > 0 && messages.length === 0) return undefined;
  return messages.toSorted(byArrival);
};

const readEntry = (line: string): QueuedMessage | undefined => {
  const entry = asRecord(parseJson(line));
  const { queue_id: id, arrival_time: arrival, queue_name: queue, sender, recipients } = entry;
  if (typeof id !== 'string' || typeof arrival !== 'number') return undefined;
  return {
    id: sanitizeLine(id),
    arrivedAt: new Date(arrival * 1_000),
    // `MAILER-DAEMON` stands for the empty sender of a bounce (empty_address_recipient).
    sender: typeof sender === 'string' && sender !== 'MAILER-DAEMON' ? sanitizeLine(sender) : '',
    state: queue === 'hold' ? 'held' : 'waiting',
    recipients: Array.isArray(recipients) ? recipients.flatMap(readRecipient) : [],
  };
};

const readRecipient = (given: unknown): readonly QueuedRecipient[] => {
  const { address, delay_reason: reason } = asRecord(given);
  if (typeof address !== 'string') return [];
  return [{ address: sanitizeLine(address), reason: typeof reason === 'string' ? sanitizeLine(reason) : null }];
};

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
