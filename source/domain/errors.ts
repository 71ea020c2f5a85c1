/** Something the person can mend: a wrong flag, a missing right, a database that is not Odoo's. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly tryThis: string | undefined;

  constructor(message: string, tryThis?: string, options?: ErrorOptions) {
    super(message, options);
    this.tryThis = tryThis;
  }
}

/** A wrong command line: the same audience as UserError, told apart because scripts expect exit status 64. */
export class UsageError extends UserError {}

/** The world could not be measured: it becomes an `unknown` finding or a red refresh, never a verdict. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
  /** What was measured, in the field's words: `sql`, `smtp`, `dns`, `tcp`, `file`, `process`. */
  readonly probe: string;
  /** What it was measured on: a host and port, a database, a path. */
  readonly target: string;

  constructor(probe: string, target: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.probe = probe;
    this.target = target;
  }
}
