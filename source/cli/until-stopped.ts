import { UserError } from '../domain/errors.ts';
import type { CommandContext } from '../world/command.ts';

/** Runs a probe; being stopped from outside is the person's wish, not a fault. */
export const untilStopped = async <Result>(
  { signal }: Pick<CommandContext, 'signal'>,
  probe: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await probe();
  } catch (error) {
    if (signal.aborted) throw new UserError('The probe was stopped before it ended.', undefined, { cause: error });
    throw error;
  }
};
