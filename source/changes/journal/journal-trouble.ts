import { UserError } from '../../domain/errors.ts';

/**
 * The journal could not be read or written. Its message is for whoever has changed nothing yet; `trouble` says what is
 * wrong and no more, for whoever has.
 */
export class JournalTrouble extends UserError {
  readonly trouble: string;

  constructor(trouble: string, options: ErrorOptions) {
    super(
      `${trouble}, and without a journal nothing is changed or taken back.`,
      'Name a folder that may be written with $XDG_STATE_HOME.',
      options,
    );
    this.trouble = trouble;
  }
}

/** Null when it was written, else what is wrong with the journal: for what is said of a change that was made already. */
export const troubleOf = async (writing: Promise<unknown>): Promise<string | null> => {
  try {
    await writing;
    return null;
  } catch (error) {
    if (error instanceof JournalTrouble) return error.trouble;
    throw error;
  }
};
