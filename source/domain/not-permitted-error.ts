import { ProbeError } from './errors.ts';

/**
 * The database role may not read something (SQLSTATE 42501). The one way in which every reader says so: diagnosis
 * turns it into an `unknown` finding like any other ProbeError, and a screen can show the sentence in its place.
 */
export class NotPermittedError extends ProbeError {
  /** What could not be read, as a person would say it: `the outgoing mail servers`. */
  readonly what: string;

  constructor(what: string, database: string, options?: ErrorOptions) {
    super('sql', database, `not permitted to read ${what} in database '${database}'`, options);
    this.what = what;
  }
}
