import { UsageError, UserError } from '../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../domain/exit-status.ts';
import { NotPermittedError } from '../domain/not-permitted-error.ts';
import { chooseSigns } from '../domain/wording/signs.ts';
import { findWriteObstacle } from '../domain/write-obstacle.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { OutputFormat } from './command.ts';
import { writeFailure } from './failure.ts';
import type { Output } from './write-output.ts';

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

/** Before anything is applied: that nothing can be changed over this connection, and what to do. */
export const obstacleLines = (
  { connection, database }: Pick<Odoo, 'connection' | 'database'>,
  ascii: boolean,
): readonly string[] => {
  const obstacle = findWriteObstacle(connection, database);
  return obstacle === null ? [] : [`  ${chooseSigns(ascii).fail} ${obstacle.words}`, `    ${obstacle.tryThis}`];
};

const isRefusal = (error: unknown): error is Error =>
  (error instanceof UserError && !(error instanceof UsageError)) || error instanceof NotPermittedError;
