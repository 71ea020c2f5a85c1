import { UsageError } from '../../domain/errors.ts';
import type { OutputFormat } from '../../world/command.ts';

/**
 * The format that was asked for, where the verb can print it.
 * @throws UsageError for one that it cannot.
 */
export const chooseFormat = <Known extends OutputFormat>(
  verb: string,
  format: OutputFormat,
  known: readonly Known[],
): Known => {
  const chosen = known.find((candidate) => candidate === format);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`${verb} prints ${known.join(' or ')}, not ${format}.`);
};
