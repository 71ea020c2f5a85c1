import { UserError } from '../domain/errors.ts';
import type { Attempt } from './odoo-conf/find.ts';

/** Neither an odoo.conf nor a database was named or found; the set-up screen shows where was looked. */
export class TargetNotFound extends UserError {
  readonly attempts: readonly Attempt[];

  constructor(attempts: readonly Attempt[]) {
    super(
      `No odoo.conf was found: there is none at ${attempts.map(({ path }) => path).join(', ')}.`,
      'Name one with -c FILE, or a database with --dsn postgres://…; odoo-mail-doctor demo needs neither.',
    );
    this.attempts = attempts;
  }
}
