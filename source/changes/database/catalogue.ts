import type { DatabaseStep } from '../../domain/change/plan.ts';
import type { Database, QueryOptions } from '../../services/postgres/database.ts';

/** The tables that a plan touches, from the server's catalogue. */
export type Catalogue = ReadonlyMap<string, CatalogueTable>;

export interface CatalogueTable {
  readonly name: string;
  /** Types by column, in the table's order, without length limits: a cast to `varchar(5)` would cut without a word. */
  readonly types: ReadonlyMap<string, string>;
  readonly rights: Rights;
  /** What hangs on a row by a foreign key and would vanish, or be cut off, with it. */
  readonly dependents: readonly Dependent[];
}

interface Rights {
  readonly insert: boolean;
  readonly delete: boolean;
  /** The columns that the role may not read or update. */
  readonly unreadable: readonly string[];
  readonly fixed: readonly string[];
}

export interface Dependent {
  readonly table: string;
  readonly column: string;
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly may_select: boolean;
  readonly may_update: boolean;
  readonly may_insert: boolean;
  readonly may_delete: boolean;
}

const columns = `
  select known.name as "table", a.attname as "column", format_type(a.atttypid, -1) as type,
    has_column_privilege(c.oid, a.attnum, 'select') as may_select,
    has_column_privilege(c.oid, a.attnum, 'update') as may_update,
    has_table_privilege(c.oid, 'insert') as may_insert, has_table_privilege(c.oid, 'delete') as may_delete
  from unnest($1::text[]) as known(name)
  join pg_class c on c.oid = to_regclass(quote_ident(known.name))
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  order by c.oid, a.attnum`;

/** Keys of one column with ON DELETE CASCADE, SET NULL or SET DEFAULT; others stop the delete themselves. */
const references = `
  select known.name as "table", k.conrelid::regclass::text as dependent, a.attname as "column"
  from unnest($1::text[]) as known(name)
  join pg_constraint k on k.confrelid = to_regclass(quote_ident(known.name)) and k.contype = 'f' and k.confdeltype in ('c', 'n', 'd')
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  where array_length(k.conkey, 1) = 1`;

/**
 * Cost: the catalogue's. A table that is not there is not in the answer. What hangs on rows is asked only where some are
 * deleted.
 */
export const readCatalogue = async (
  database: Database,
  tables: readonly string[],
  { deletes = true, ...options }: QueryOptions & { readonly deletes?: boolean } = {},
): Promise<Catalogue> => {
  const names = [...new Set(tables)];
  const rows = await database.query<ColumnRow>(columns, [names], options);
  const keys = deletes
    ? await database.query<{ table: string; dependent: string; column: string }>(references, [names], options)
    : [];
  const dependents = Map.groupBy(keys, ({ table }) => table);
  return new Map(
    [...Map.groupBy(rows, ({ table }) => table)].map(([name, of]) => [
      name,
      {
        name,
        types: new Map(of.map(({ column, type }) => [column, type])),
        rights: {
          insert: of[0]?.may_insert === true,
          delete: of[0]?.may_delete === true,
          unreadable: of.filter(({ may_select }) => !may_select).map(({ column }) => column),
          fixed: of.filter(({ may_update }) => !may_update).map(({ column }) => column),
        },
        dependents: (dependents.get(name) ?? []).map(({ dependent, column }) => ({ table: dependent, column })),
      },
    ]),
  );
};

export const tablesOf = (transactions: readonly (readonly DatabaseStep[])[]): readonly string[] => [
  ...new Set(transactions.flatMap((steps) => steps.map(({ table }) => table))),
];

/** @throws Error for a plan that names what this database does not have: its maker's fault, found before anything is written. */
export const findTable = (catalogue: Catalogue, name: string): CatalogueTable => {
  const table = catalogue.get(name);
  if (table === undefined) throw new Error(`a plan changes table ${name}, which this database does not have`);
  return table;
};

export const typeOf = (table: CatalogueTable, column: string): string => {
  const type = table.types.get(column);
  if (type === undefined) throw new Error(`a plan names ${table.name}.${column}, which this database does not have`);
  return type;
};
