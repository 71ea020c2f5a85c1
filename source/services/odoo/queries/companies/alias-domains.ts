import type { AliasDomain } from '../../../../domain/odoo/alias-domain.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { hasTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 17–19. The addresses are computed in Odoo (addons/mail/models/mail_alias_domain.py), not stored. */
const text = `
  select id, name, sequence, catchall_alias, bounce_alias, default_from
  from mail_alias_domain
  order by sequence, id`;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly sequence: number | null;
  readonly catchall_alias: string;
  readonly bounce_alias: string;
  readonly default_from: string | null;
}

/** The alias domains in Odoo's order; undefined on 16 and before, where parameters say it. Cost: a table of some rows. */
export const readAliasDomains = async (
  source: OdooSource,
  options?: QueryOptions,
): Promise<readonly AliasDomain[] | undefined> => {
  if (!hasTable(source.schema, 'mail_alias_domain')) return undefined;
  const rows = await readRows<Row>(source, { what: 'the alias domains (mail_alias_domain)', text }, options);
  return rows.map(toAliasDomain);
};

const toAliasDomain = (row: Row): AliasDomain => {
  const name = toLine(row.name);
  const address = (localPart: string): string => `${toLine(localPart)}@${name}`;
  return {
    id: row.id,
    name,
    sequence: row.sequence,
    catchallAddress: address(row.catchall_alias),
    bounceAddress: address(row.bounce_alias),
    defaultFromAddress: toDefaultFrom(row.default_from, address),
  };
};

/** A full address is taken as it is, a local part gets the domain. */
const toDefaultFrom = (defaultFrom: string | null, address: (localPart: string) => string): string | null => {
  if (defaultFrom === null || defaultFrom === '') return null;
  return defaultFrom.includes('@') ? toLine(defaultFrom) : address(defaultFrom);
};
