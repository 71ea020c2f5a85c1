import { ProbeError, UsageError, UserError } from '../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../domain/exit-status.ts';
import { endSentence } from '../domain/wording/end-sentence.ts';

export interface CommandFailure {
  readonly status: ExitStatus;
  readonly message: string;
  readonly tryThis: string | undefined;
}

/** Turns whatever a command threw into a sentence, what to do next, and the exit status scripts expect. */
export const describeFailure = (error: unknown): CommandFailure => {
  if (error instanceof UsageError) return { status: exitStatus.usage, message: error.message, tryThis: error.tryThis };
  if (error instanceof UserError) return { status: exitStatus.unknown, message: error.message, tryThis: error.tryThis };
  if (error instanceof ProbeError) return { status: exitStatus.unknown, message: error.message, tryThis: undefined };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    status: exitStatus.ourFault,
    message: endSentence(`odoo-mail-doctor met a fault of its own: ${detail}`),
    tryThis: 'Please report this together with the command you ran; --verbose prints where it happened.',
  };
};

/** The failure as a JSON document, schema 1. */
export const failureDocument = ({ message, tryThis }: CommandFailure) => ({
  schema: 1,
  error: { message, tryThis: tryThis ?? null },
});
