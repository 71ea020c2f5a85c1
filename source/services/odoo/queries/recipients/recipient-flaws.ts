import type { RecipientFlaw } from '../../../../domain/mail/recipient-flaw.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { hasTable, type OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { clausesFor, type MailClauses } from '../mails/given-mails.ts';
import { addresseesIn } from './addressees.ts';

/** Plain addresses are cut out of the text as Odoo does it (extract_rfc2822_addresses, base/models/ir_mail_server.py). */
const blacklisted = (schema: OdooSchema, { mails, partners }: MailClauses): string => `
  union all
  select a.mail_id, 'blacklisted', a.partner_id, a.address
  from (
    select m.id as mail_id, p.id as partner_id, p.email_normalized as address
    from ${mails('id')}
    ${partners(schema, 'id, email_normalized')}
    union all
    select m.id, null, found.parts[1]
    from ${mails('id, email_to, email_cc')}
    cross join lateral regexp_matches(
      lower(concat_ws(',', m.email_to, m.email_cc)), '[^" ,;<@]+@[^>" ,;]+', 'g'
    ) as found(parts)
  ) a
  join mail_blacklist b on b.email = a.address and b.active`;

/** Behind an at sign a semicolon and no comma, or blanks and another address. */
const unparted = '@[^@,]*;|@[^[:space:]",;<>@]+[[:space:]]+[^[:space:]",;<>@]+@';

/** Run on Odoo 14–19. */
const compose = (schema: OdooSchema, clauses: MailClauses): string => {
  const { mails, partners } = clauses;
  return `
  select m.id as mail_id, 'no-recipient' as flaw, null::int as partner_id, null::varchar as address
  from ${mails('id, email_to, email_cc')}
  where coalesce(trim(m.email_to), '') = '' and coalesce(trim(m.email_cc), '') = ''
    and not exists (select from ${addresseesIn(schema)} r where r.mail_mail_id = m.id)
  union all
  select m.id, 'unreadable-text', null, concat_ws(', ', nullif(trim(m.email_to), ''), nullif(trim(m.email_cc), ''))
  from ${mails('id, email_to, email_cc')}
  where concat(m.email_to, m.email_cc) ~ '\\S' and concat_ws(',', m.email_to, m.email_cc) !~ '[^" ,;<@]+@[^>" ,;]+'
    and not exists (select from ${addresseesIn(schema)} r where r.mail_mail_id = m.id)
  union all
  select m.id, case when coalesce(trim(p.email), '') = '' then 'no-address' else 'unreadable-address' end,
    p.id, p.email
  from ${mails('id')}
  ${partners(schema, 'id, email, email_normalized')}
  where coalesce(p.email_normalized, '') = ''
  union all
  select m.id, 'unparted', null, field.text
  from ${mails('id, email_to, email_cc')}
  cross join lateral (values (m.email_to), (m.email_cc)) as field(text)
  where field.text ~ '${unparted}'
  union all
  select m.id, 'unparted', p.id, p.email
  from ${mails('id')}
  ${partners(schema, 'id, email')}
  where p.email ~ '${unparted}'
  ${hasTable(schema, 'mail_blacklist') ? blacklisted(schema, clauses) : ''}
  order by 1 desc, 3`;
};

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
