import { ProbeError } from '../errors.ts';

/**
 * The database role may not read something (SQLSTATE 42501). The one way in which every reader says so: diagnosis
 * turns it into an `unknown` finding like any other ProbeError, and a screen can show the sentence in its place.
 */
export class NotPermittedError extends ProbeError {
  /** What could not be read, as a person would say it: `the outgoing mail servers`. */
  readonly what: string;

  /** `refused`: the table that PostgreSQL named, which may be another that the statement joins. */
  constructor(what: string, database: string, options?: ErrorOptions & { readonly refused?: string | undefined }) {
    const { refused } = options ?? {};
    const table = refused === undefined || what.includes(refused) ? '' : `: PostgreSQL refuses the table ${refused}`;
    super('sql', database, `not permitted to read ${what} in database '${database}'${table}`, options);
    this.what = what;
  }
}
