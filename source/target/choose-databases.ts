import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { UserError } from '../domain/errors.ts';
import { describeOrigin } from './setting.ts';
import type { Target } from './target.ts';

/** More than one database could be meant; the console offers them. */
export class SeveralDatabases extends UserError {
  readonly names: readonly string[];

  constructor(names: readonly string[], where: string) {
    super(
      `There are ${names.length} databases (from ${where}): ${names.join(', ')}.`,
      `Choose one with -d ${names[0] ?? 'NAME'}, or take them all with --all-databases.`,
    );
    this.names = names;
  }
}

/** Whether the server must be asked which Odoo databases it holds before one can be chosen. */
export const needsListing = (target: Target): boolean => target.wantsAll || target.databases.value.length === 0;

/** The address of one database of the target's server. */
const addressOf = (target: Target, database: string): DatabaseAddress => ({ ...target.server, database });

/**
 * The databases to look at: those named, or of those found the only one, or all when all are wanted.
 * @throws SeveralDatabases when a choice is left to a person, UserError when there is none.
 */
export const chooseDatabases = (target: Target, found: readonly string[] = []): readonly DatabaseAddress[] => {
  const names = needsListing(target) ? found : target.databases.value;
  if (names.length === 0) {
    throw new UserError(
      `No Odoo database is open to ${target.server.user} at ${target.server.host}, port ${target.server.port}.`,
      'Name it with -d NAME, or another server or user with -c or --dsn.',
    );
  }
  if (names.length > 1 && !target.wantsAll) {
    const where = needsListing(target) ? target.server.host : describeOrigin(target.databases.origin);
    throw new SeveralDatabases(names, where);
  }
  return names.map((name) => addressOf(target, name));
};
