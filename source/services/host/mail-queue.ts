import { parseEximQueue, parseEximReasons, spreadReasons } from '../../domain/relay/exim-queue.ts';
import type { MailQueue, QueuedMessage } from '../../domain/relay/mail-queue.ts';
import { parsePostfixQueue } from '../../domain/relay/postfix-queue.ts';
import { describeCommand } from './describe-command.ts';
import { type Clock, type Observation, observe } from './observation.ts';
import type { CommandOptions, CommandResult, CommandRunner } from './run-command.ts';

export interface MailQueueOptions extends Clock, CommandOptions {
  readonly run: CommandRunner;
}

/** Some 50 000 messages. */
const outputLimit = 16 * 1024 * 1024;
/** Exim tells the reason of one message at a time. */
const mostReasons = 20;

/** Debian calls Exim exim4. */
const eximPrograms = ['exim4', 'exim'] as const;

/**
 * The queue of this machine's Postfix or Exim, its default instance; unknown where neither is installed or neither lets us
 * read it. Of Exim the reasons of the oldest messages and the newest are read, not of all. Cost: one run of a program, for
 * Exim one more for each reason.
 */
export const readMailQueue = async (options: MailQueueOptions): Promise<Observation<MailQueue>> => {
  const postfix = await ask('postqueue', ['-j'], options);
  if (postfix.result.kind !== 'missing') {
    const read = interpret(postfix, parsePostfixQueue);
    return read.kind === 'unknown'
      ? read
      : { ...read, value: { software: 'postfix', messages: read.value.messages, complete: read.value.complete } };
  }
  for (const program of eximPrograms) {
    const exim = await ask(program, ['-bp'], options);
    if (exim.result.kind === 'missing') continue;
    const read = interpret(exim, (output) => parseEximQueue(output, options.now()));
    if (read.kind === 'unknown') return read;
    const messages = await addReasons(program, read.value.messages, options);
    return { ...read, value: { software: 'exim', messages, complete: read.value.complete } };
  }
  return {
    kind: 'unknown',
    reason:
      'Neither Postfix (postqueue) nor Exim was found on this machine, so what its mail server holds is not known.',
    evidence: [],
  };
};

interface Asked {
  readonly asked: string;
  readonly result: CommandResult;
  readonly evidence: Observation<unknown>['evidence'];
}

const ask = async (program: string, args: readonly string[], options: MailQueueOptions): Promise<Asked> => {
  const asked = [program, ...args].join(' ');
  const { seen, evidence } = await observe(
    { kind: 'process', asked },
    options,
    () => options.run(program, args, { ...options, outputLimit }),
    describeCommand,
  );
  return { asked, result: seen, evidence: [evidence] };
};

type Listing = Pick<MailQueue, 'messages' | 'complete'>;

const interpret = (
  { asked, result, evidence }: Asked,
  parse: (output: string) => readonly QueuedMessage[] | undefined,
): Observation<Listing> => {
  const unknown = (reason: string): Observation<Listing> => ({ kind: 'unknown', reason, evidence });
  const output =
    result.kind === 'missing' || (result.kind === 'ended' && result.status !== 0) ? undefined : result.output;
  if (output !== undefined) {
    const messages = parse(output);
    return messages === undefined
      ? unknown(`What ${asked} printed could not be read.`)
      : { kind: 'known', value: { messages, complete: result.kind === 'ended' }, evidence };
  }
  if (result.kind === 'failed') return unknown(`${asked} ${result.reason}.`);
  const errors = result.kind === 'ended' ? result.errors : '';
  if (/permission|not allowed|authoriz|denied/i.test(errors)) {
    return unknown(`This account may not read the mail server's queue (${asked}); root may.`);
  }
  const said = errors.trim().split('\n').at(-1) ?? '';
  return unknown(`${asked} ended with status ${result.kind === 'ended' ? result.status : ''}: ${said}`);
};

/** The oldest say what is wrong for long, the newest what is wrong now. */
const addReasons = async (
  program: string,
  messages: readonly QueuedMessage[],
  options: MailQueueOptions,
): Promise<readonly QueuedMessage[]> => {
  const half = mostReasons / 2;
  const chosen = new Set([...messages.slice(0, half), ...messages.slice(-half)]);
  const told = await Promise.all(
    messages.map(async (message) => (chosen.has(message) ? await addReason(program, message, options) : message)),
  );
  return spreadReasons(told);
};

const addReason = async (
  program: string,
  message: QueuedMessage,
  options: MailQueueOptions,
): Promise<QueuedMessage> => {
  const result = await options.run(program, ['-Mvl', message.id], options);
  if (result.kind !== 'ended' || result.status !== 0) return message;
  const reasons = parseEximReasons(result.output);
  return {
    ...message,
    recipients: message.recipients.map(({ address }) => ({
      address,
      reason: reasons.get(address.toLowerCase()) ?? null,
    })),
  };
};
