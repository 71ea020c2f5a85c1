import type { Company } from '../../../../domain/odoo/company.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { selectColumns } from '../../odoo-columns.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

const columns = ['id', 'name', 'email', 'active', 'parent_id', 'alias_domain_id'];

interface Row {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly active?: boolean | null;
  readonly parent_id: number | null;
  readonly alias_domain_id?: number | null;
}

/** Run on Odoo 14–19. */
const compose = (schema: OdooSchema): string => `
  select ${selectColumns(schema, 'res_company', 'c', columns)}
  from res_company c
  order by c.sequence, c.id`;

/** Every company, archived ones too. Cost: a table of some rows; logos are left alone. */
export const readCompanies = async (source: OdooSource, options?: QueryOptions): Promise<readonly Company[]> => {
  const statement = { what: 'the companies (res_company)', text: compose(source.schema) };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({
    id: row.id,
    name: toLine(row.name),
    email: toLine(row.email),
    active: row.active !== false,
    parentId: row.parent_id,
    aliasDomainId: row.alias_domain_id,
  }));
};
