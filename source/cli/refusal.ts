import { NotPermittedError } from '../domain/database/not-permitted-error.ts';
import type { Obstacle } from '../domain/database/write-obstacle.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../domain/exit-status.ts';
import { chooseSigns } from '../domain/wording/signs.ts';
import type { GlobalOptions, OutputFormat } from '../world/command.ts';
import type { Output } from '../world/write-output.ts';
import { writeFailure } from './failure.ts';

/**
 * Runs what a command does once its target is open. What a person has to mend first is then a refusal: said, with
 * status 2. Status 3 would tell a script to try again.
 */
export const orRefusal = async (
  output: Output,
  format: OutputFormat,
  work: () => Promise<ExitStatus>,
): Promise<ExitStatus> => {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const tryThis = error instanceof UserError ? error.tryThis : undefined;
    writeFailure(output, { status: exitStatus.critical, message: error.message, tryThis }, format);
    return exitStatus.critical;
  }
};

/** That nothing can be changed here, and what to do. */
export const obstacleLines = (obstacle: Obstacle | null, ascii: boolean): readonly string[] =>
  obstacle === null ? [] : [`  ${chooseSigns(ascii).fail} ${obstacle.words}`, `    ${obstacle.tryThis}`];

/** The end of a preview; what is forbidden is not offered. */
export const previewEnd = (obstacle: Obstacle | null, { readOnly }: Pick<GlobalOptions, 'readOnly'>): string => {
  if (obstacle !== null) return 'Nothing was changed.';
  return readOnly
    ? 'Nothing was changed, and with --read-only nothing can be applied.'
    : 'Nothing was changed. --apply does exactly this.';
};

const isRefusal = (error: unknown): error is Error =>
  (error instanceof UserError && !(error instanceof UsageError)) || error instanceof NotPermittedError;
