import { ProbeError } from '../domain/errors.ts';
import type { CommandContext } from './command.ts';

/** What is at work under the deadline may still say itself, in better words, what it waited for. */
const marginMs = 300;

/**
 * Does a piece of work that only looks, and gives it up at the run's deadline.
 * @throws ProbeError saying that `what` did not answer; whatever the work throws before.
 */
export const withinDeadline = async <Result>(
  context: CommandContext,
  what: string,
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> => {
  const { deadline } = context.options;
  const timeout = AbortSignal.timeout(deadline * 1_000 + marginMs);
  try {
    return await work({ ...context, signal: AbortSignal.any([context.signal, timeout]) });
  } catch (error) {
    context.signal.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw new ProbeError('sql', what, `${what} did not answer within ${deadline} s (--deadline).`, { cause: error });
  }
};
