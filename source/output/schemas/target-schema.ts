import type { DatabaseConnection } from '../../domain/database/database-connection.ts';
import { mailTables, type UnknownColumn } from '../../domain/odoo/mail-modules.ts';
import type { TargetDocument } from '../target-document.ts';
import { exactly, flag, list, oneOf, oneOfSchemas, record, text, wordOf } from './json-schema.ts';

type Origin = UnknownColumn['origin'];

const origin = oneOfSchemas(
  record<Extract<Origin, { kind: 'modules' }>>({ kind: exactly('modules'), names: list(text) }),
  record<Exclude<Origin, { kind: 'modules' }>>({
    kind: wordOf<Exclude<Origin['kind'], 'modules'>>({ 'by-hand': true, 'no-field': true, 'not-told': true }),
  }),
);

/** The `target` key. */
export const targetSchema = record<TargetDocument>(
  { database: text, odooVersion: text, neutralized: flag },
  {
    newerVersion: flag,
    standby: flag,
    pooler: wordOf<DatabaseConnection['pooler']>({ none: true, session: true, transaction: true, statement: true }),
    modules: list(record<{ name: string; changes: string }>({ name: text, changes: text })),
    unknownColumns: list(record<UnknownColumn>({ table: oneOf(mailTables), column: text, origin })),
  },
);
