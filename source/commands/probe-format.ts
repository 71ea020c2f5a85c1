import { UsageError, UserError } from '../domain/errors.ts';
import type { CommandContext, OutputFormat } from './command.ts';

/** Probes print text or JSON. Throws UsageError for the other formats. */
export const chooseProbeFormat = (format: OutputFormat): 'text' | 'json' => {
  if (format === 'text' || format === 'json') return format;
  throw new UsageError(`probe prints text or json, not ${format}.`);
};

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
