import type { PersonalNames } from '../../domain/wording/personal-names.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { askTogether } from './ask-together.ts';
import { bindReaders, type OdooReaders } from './odoo-readers.ts';
import type { OdooSource } from './odoo-source.ts';
import { type OpenOptions, openSource } from './open-source.ts';
import { findOverrides } from './queries/parameters/parameters.ts';
import { type EvidenceListener, recordEvidence } from './sql-evidence.ts';

/**
 * What an Odoo database says about its mail, the same for every version above this folder.
 *
 * Every reader takes `{signal}` last and states its cost where it is defined. What a version does not have is
 * `undefined`; null is an empty field. Where the role lacks a right the reader throws NotPermittedError, so what was
 * not read is never mistaken for what is not there; readers are small so that one refusal hides little.
 */
export type Odoo = Awaited<ReturnType<typeof openOdoo>>;

/**
 * Finds out which Odoo a database belongs to and what its tables look like.
 * @throws UserError when it is no Odoo database, has no mail module, or a version that is not known.
 * @throws NotPermittedError when the role may not even read the modules.
 */
export const openOdoo = async (database: Database, options?: OpenOptions) =>
  describeOdoo(await openSource(database, options));

const describeOdoo = (source: OdooSource) => {
  const odoo = describeReaders(source);
  return {
    ...odoo,
    /** The same Odoo, whose readers note the names of persons that they read. */
    noting: (names: PersonalNames) => describeReaders({ ...source, names }, odoo.surroundings),
  };
};

const describeReaders = (source: OdooSource, known?: OdooReaders['surroundings']) => {
  const readers = bindReaders(source);
  const together = bindReaders({ ...source, database: askTogether(source.database) });
  const surroundings = known ?? askedOnce(together.surroundings);
  return {
    database: source.schema.database,
    schema: source.schema,
    version: source.version,
    /** What these readers read through: what a standby or a pooler cannot tell is not known. */
    connection: source.connection,
    /** Modules that are installed and change how mail is sent, of those that are known. */
    modulesOfMeaning: source.modules,
    /** The same with what each changes, and the columns that nobody here knows. */
    customization: source.customization,
    /** System parameters that odoo.conf gives before the table does, with the place in it. */
    parameterOverrides: new Map(
      [...findOverrides(source)].map(([key, { line }]) => [key, `${source.environment?.path}, line ${line}`]),
    ),
    notificationTable: source.notifications.name,
    /** The same readers; every statement they run is told to the listener as evidence. */
    recorded: (options: { readonly now: () => Date; readonly listener: EvidenceListener }): OdooReaders =>
      bindReaders({ ...source, database: recordEvidence(source.database, options) }),
    ...readers,
    surroundings,
    /** The same readers for short reads; those that are called at the same moment ask in one round trip. */
    together: { ...together, surroundings },
  };
};

/** What does not change while a database is open: one answer serves whoever asks later; a failure is asked again. */
const askedOnce = <Value extends object>(read: (options?: QueryOptions) => Promise<Value>): typeof read => {
  let known: Value | undefined;
  return async (options) => {
    known ??= await read(options);
    return known;
  };
};
