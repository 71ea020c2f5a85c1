import type { DatabaseConnection } from '../domain/database/database-connection.ts';
import { connectionNotes } from '../domain/database/write-obstacle.ts';
import { describeUnknownColumns, type UnknownColumn } from '../domain/odoo/mail-modules.ts';
import { versionWords } from '../domain/odoo/odoo-version.ts';

/** The `target` key of every JSON document (schema 1). */
export interface TargetDocument {
  readonly database: string;
  readonly odooVersion: string;
  readonly neutralized: boolean;
  /** True where this program does not know the version yet: it changes nothing then. Else left out. */
  readonly newerVersion?: boolean;
  /** True where it is one; else left out. */
  readonly standby?: boolean;
  /** Left out without a pooler. */
  readonly pooler?: DatabaseConnection['pooler'];
  /** Modules beside Odoo's own that change how mail is sent. Left out without any. */
  readonly modules?: readonly { readonly name: string; readonly changes: string }[];
  /** Columns of mail's tables that nobody here knows. Left out without any. */
  readonly unknownColumns?: readonly UnknownColumn[];
}

/** A sentence for each module that changes how mail is sent, and for what is not known. */
export const describeCustomization = ({ modules = [], unknownColumns = [] }: TargetDocument): readonly string[] => [
  ...modules.map(({ name, changes }) => `The module ${name} ${changes}.`),
  ...describeUnknownColumns(unknownColumns),
];

/** Whether applying is refused here, so that no command that applies is to be advised. */
export const refusesChanges = ({ newerVersion = false, standby = false, pooler = 'none' }: TargetDocument): boolean =>
  newerVersion || standby || (pooler !== 'none' && pooler !== 'session');

/** What a person must know of the place that is looked at: neutralized copy, standby, pooler, a version that is newer. */
export const describeTargetNotes = ({
  neutralized,
  newerVersion = false,
  standby = false,
  pooler = 'none',
}: TargetDocument): readonly string[] => [
  ...versionWords({ isNewer: newerVersion }),
  ...(neutralized ? ['neutralized copy'] : []),
  ...connectionNotes({ standby, pooler }),
];
