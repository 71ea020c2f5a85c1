import type { RecipientFlaw } from '../../../../domain/mail/recipient-flaw.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { hasTable, type OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { clausesFor, type MailClauses } from '../mails/given-mails.ts';
import { addresseesIn } from './addressees.ts';

/** Plain addresses are cut out of the text as Odoo does it (extract_rfc2822_addresses, base/models/ir_mail_server.py). */
const blacklisted = `
  union all
  select a.mail_id, 'blacklisted', a.partner_id, a.address
  from (
    select mail_id, partner_id, email_normalized as address from addressed
    union all
    select m.id, null, found.parts[1]
    from given_mails m
    cross join lateral regexp_matches(
      lower(concat_ws(',', m.email_to, m.email_cc)), '[^" ,;<@]+@[^>" ,;]+', 'g'
    ) as found(parts)
  ) a
  join mail_blacklist b on b.email = a.address and b.active`;

/** Behind an at sign a semicolon and no comma, or blanks and another address. */
const unparted = '@[^@,]*;|@[^[:space:]",;<>@]+[[:space:]]+[^[:space:]",;<>@]+@';

/** `offset 0` keeps the planner, which cannot tell how many mails have no other recipient, from comparing each with all. */
const theirAddressees = (schema: OdooSchema): string =>
  `select from ${addresseesIn(schema)} r where r.mail_mail_id = m.id offset 0`;

/** The mails and their partners are looked up once, whatever is asked of them: a CTE that is named twice is kept. Run on Odoo 14–19. */
const compose = (schema: OdooSchema, { mails, partners }: MailClauses): string => `
  with given_mails as (select m.* from ${mails('id, email_to, email_cc')}),
  addressed as (
    select m.id as mail_id, p.id as partner_id, p.email, p.email_normalized
    from given_mails m
    ${partners(schema, 'id, email, email_normalized')}
  )
  select m.id as mail_id, 'no-recipient' as flaw, null::int as partner_id, null::varchar as address
  from given_mails m
  where coalesce(trim(m.email_to), '') = '' and coalesce(trim(m.email_cc), '') = ''
    and not exists (${theirAddressees(schema)})
  union all
  select m.id, 'unreadable-text', null, concat_ws(', ', nullif(trim(m.email_to), ''), nullif(trim(m.email_cc), ''))
  from given_mails m
  where concat(m.email_to, m.email_cc) ~ '\\S' and concat_ws(',', m.email_to, m.email_cc) !~ '[^" ,;<@]+@[^>" ,;]+'
    and not exists (${theirAddressees(schema)})
  union all
  select mail_id, case when coalesce(trim(email), '') = '' then 'no-address' else 'unreadable-address' end, partner_id, email
  from addressed
  where coalesce(email_normalized, '') = ''
  union all
  select m.id, 'unparted', null, field.text
  from given_mails m
  cross join lateral (values (m.email_to), (m.email_cc)) as field(text)
  where field.text ~ '${unparted}'
  union all
  select mail_id, 'unparted', partner_id, email from addressed where email ~ '${unparted}'
  ${hasTable(schema, 'mail_blacklist') ? blacklisted : ''}
  order by 1 desc, 3`;

interface Row {
  readonly mail_id: number;
  readonly flaw: RecipientFlaw['flaw'];
  readonly partner_id: number | null;
  readonly address: string | null;
}

/**
 * What stands out about the recipients of the given mails, newest mail first. An address in which Odoo finds more than
 * one has no reading either (email_normalized), and is called unreadable here. Cost: some index lookups a recipient.
 */
export const readRecipientFlaws = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly RecipientFlaw[]> => {
  const statement = {
    what: 'the recipients (res_partner)',
    text: compose(source.schema, clausesFor(mailIds)),
    values: [mailIds],
  };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({
    mailId: row.mail_id,
    flaw: row.flaw,
    partnerId: row.partner_id,
    address: toLine(row.address),
  }));
};
