import { ProbeError } from '../errors.ts';

/**
 * A table or column that Odoo has, as we know it, is not there: a module dropped it, or the schema is another one.
 * What it would have said is not known, which is not the same as empty or as Odoo's default.
 */
export class MissingColumnError extends ProbeError {
  /** What could not be read, as a person would say it: `the outgoing mail servers`. */
  readonly what: string;

  /** `missing` is `column smtp_host`, `relation "mail_alias"`. */
  constructor(what: string, database: string, missing: string, options?: ErrorOptions) {
    super(
      'sql',
      database,
      `cannot read ${what} in database '${database}': there is no ${missing}, which a module may have dropped`,
      options,
    );
    this.what = what;
  }
}
