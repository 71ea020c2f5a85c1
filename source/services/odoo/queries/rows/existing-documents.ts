import { ProbeError } from '../../../../domain/errors.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { findColumn, type OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Odoo's names of models; a model keeps its records in the table of its name unless its code says otherwise. */
const modelName = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/;

/** A role that may not read the models cannot tell one that is gone from one that has another table. */
const compose = (schema: OdooSchema): string => `
  select m.name as model, to_regclass(replace(m.name, '.', '_')) is not null as stored,
    ${findColumn(schema, 'ir_model', 'model')?.readable === true ? 'exists (select from ir_model i where i.model = m.name)' : 'true'} as known
  from unnest($1::text[]) m(name)`;

/**
 * Which of these records, by model, are still there; undefined where that cannot be told: a model that keeps them in a
 * table of another name, or one that the role may not read. A model that Odoo does not have any more has none. Run on
 * Odoo 14–19. Cost: a look at the catalogue, and a lookup by primary key for each.
 */
export const readExistingDocuments = async (
  source: OdooSource,
  ids: ReadonlyMap<string, readonly number[]>,
  options?: QueryOptions,
): Promise<ReadonlyMap<string, ReadonlySet<number> | undefined>> => {
  const models = [...ids.keys()].filter((name) => modelName.test(name));
  const statement = { what: 'the models (ir_model)', text: compose(source.schema), values: [models] };
  const rows = await readRows<{ model: string; stored: boolean; known: boolean }>(source, statement, options);
  const found = new Map<string, ReadonlySet<number> | undefined>();
  for (const { model, stored, known } of rows) {
    if (stored) found.set(model, await readIds(source, model, ids.get(model) ?? [], options));
    else found.set(model, known ? undefined : new Set());
  }
  return found;
};

const readIds = async (
  source: OdooSource,
  model: string,
  ids: readonly number[],
  options: QueryOptions | undefined,
): Promise<ReadonlySet<number> | undefined> => {
  const table = model.replaceAll('.', '_');
  const text = `select id from "${table}" where id = any($1::int[])`;
  try {
    const rows = await readRows<{ id: number }>(
      source,
      { what: `the records (${table})`, text, values: [[...ids]] },
      options,
    );
    return new Set(rows.map(({ id }) => id));
  } catch (error) {
    options?.signal?.throwIfAborted();
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
};
