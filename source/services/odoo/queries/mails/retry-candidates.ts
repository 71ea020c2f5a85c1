import type { RetryCandidate } from '../../../../domain/change/retry-candidate.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine } from '../../decode.ts';
import { epoch, hasColumn } from '../../odoo-columns.ts';
import { hasTable, type OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { isTracked, revealFailures, trackedRows, trackedText } from '../../tracked-failures.ts';
import { addresseesIn, type PartnerRelation, partnerRelations } from '../recipients/addressees.ts';
import { givenMails, theirMessages } from './given-mails.ts';

/** What a retry may write, but for the failure's text; failure_type is there from 15 on. */
const storedColumns = ['state', 'failure_type', 'scheduled_date', 'write_date'] as const;

/** Addresses are cut out of a text as Odoo does it (extract_rfc2822_addresses, base/models/ir_mail_server.py). */
const addressPattern = `'[^" ,;<@]+@[^>" ,;]+'`;

/**
 * `failure_type` of a notification is written once the mail was tried (_postprocess_sent_message, mail/models/mail_mail.py).
 * A partner was served when a notification of this message says `sent`, whichever mail it belonged to: resending in
 * Odoo makes a new mail of the same message. Run on Odoo 14–19.
 */
const compose = ({ schema, notifications: { name: table } }: OdooSource): string => {
  const stored = storedColumns.filter((column) => hasColumn(schema, 'mail_mail', column));
  const aliasDomain = hasColumn(schema, 'mail_message', 'record_alias_domain_id');
  const tracked = isTracked(schema);
  const listed = hasTable(schema, 'mail_blacklist');
  // Not `exists`: the planner might read the whole list to answer that.
  const onList = (address: string): string =>
    listed
      ? `coalesce((select true from mail_blacklist b where b.email = ${address} and b.active limit 1), false)`
      : 'false';
  return `
  select m.id, m.mail_message_id as message_id, ${stored.map((column) => `m.${column}::text as ${column}`).join(', ')},
    m.failure_reason, ${epoch('coalesce(g.date, m.create_date)')} as date, g.email_from, g.mail_server_id, g.model, g.res_id,
    ${aliasDomain ? 'g.record_alias_domain_id' : 'null::int'} as alias_domain_id,
    m.in_to, m.in_cc, m.readable, ${tracked ? 'c.taken as plain_taken, c.failure as plain_failure' : 'null::boolean as plain_taken, null::text as plain_failure'},
    ${
      listed
        ? `m.readable and exists (
      select from regexp_matches(lower(concat_ws(',', m.email_to, m.email_cc)), ${addressPattern}, 'g') as found(parts)
      where ${onList('found.parts[1]')})`
        : 'false'
    } as plain_blacklisted,
    r.count, r.served, ${partnerRelations(schema)
      .map((relation) => servedIn(relation))
      .join(', ')}, r.copies, r.unusable, r.unrecorded, r.unaddressed, r.blacklisted, r.on_later_mail
  from ${givenMails(`id, mail_message_id, create_date, email_to, email_cc, failure_reason, ${stored.join(', ')},
      coalesce(trim(email_to), '') <> '' as in_to, coalesce(trim(email_cc), '') <> '' as in_cc,
      concat_ws(',', email_to, email_cc) ~ ${addressPattern} as readable`)}
  ${theirMessages(`date, email_from, mail_server_id, model, res_id ${aliasDomain ? ', record_alias_domain_id' : ''}`)}
  cross join lateral (
    select array_agg(o.res_partner_id) as partners
    from (select id, state from mail_mail where mail_message_id = m.mail_message_id offset 0) later
    join ${addresseesIn(schema)} o on o.mail_mail_id = later.id
    where later.id <> m.id and later.state = 'outgoing' or later.id > m.id and later.state = 'exception'
  ) l
  cross join lateral (
    select count(*)::int as count,
      coalesce(array_agg(r.res_partner_id order by r.res_partner_id) filter (where n.served), '{}') as served,
      ${tracked ? 'array_agg(n.failure) filter (where n.failure is not null)' : 'null::text[]'} as copies,
      (count(*) filter (where not n.served and coalesce(p.email_normalized, '') = ''))::int as unusable,
      (count(*) filter (where not n.served and not n.recorded))::int as unrecorded,
      (count(*) filter (where not n.served and n.unaddressed))::int as unaddressed,
      (count(*) filter (where not n.served and ${onList('p.email_normalized')}))::int as blacklisted,
      (count(*) filter (where not n.served and r.res_partner_id = any(l.partners)))::int as on_later_mail
    from ${addresseesIn(schema)} r
    cross join lateral (select email_normalized from res_partner where id = r.res_partner_id offset 0) p
    cross join lateral (
      select coalesce(bool_or(notification_status = 'sent'), false) as served, count(*) > 0 as recorded,
        ${
          hasColumn(schema, table, 'failure_type')
            ? `coalesce(bool_and(failure_type in ('RECIPIENT', 'mail_email_missing', 'mail_email_invalid')), false)`
            : 'false'
        } as unaddressed
      from ${table} n
      where n.mail_message_id = m.mail_message_id and n.res_partner_id = r.res_partner_id
        and n.notification_type = 'email'
    ) ${tracked ? `o ${trackedCopy}` : 'n'}
    where r.mail_mail_id = m.id
  ) r
  ${tracked ? plainCopy : ''}
  order by m.id`;
};

/** States of a copy that a server took (mail_tracking_email.state); those of a bounce are neither these nor a refusal. */
const taken = `('sent', 'delivered', 'opened', 'deferred', 'soft-bounced', 'spam', 'unsub')`;

/**
 * What mail_tracking keeps of a partner's newest copy goes before the notification: of a mail whose last copy was taken
 * all notifications say `sent`.
 */
const trackedCopy = `
    left join lateral (
      select t.state, ${trackedText} as failure
      from ${trackedRows('id, mail_id, partner_id, recipient_address, state, error_type, error_description')} t
      where t.partner_id = r.res_partner_id
        or t.partner_id is null and t.mail_id = m.id and t.recipient_address = p.email_normalized
      order by t.id desc limit 1
    ) t on true
    cross join lateral (
      select coalesce(t.state in ${taken}, o.served) as served, o.recorded or t.state is not null as recorded, t.failure,
        o.unaddressed and t.state is null as unaddressed
    ) n`;

/** The newest copy to To and Cc, which has no partner. */
const plainCopy = `
  left join lateral (
    select t.state in ${taken} as taken, ${trackedText} as failure
    from ${trackedRows('id, mail_id, partner_id, state, error_type, error_description')} t
    where t.partner_id is null and t.mail_id = m.id
    order by t.id desc limit 1
  ) c on true`;

/** Who was served and still stands in a relation: what a retry takes out of it. */
const servedIn = (relation: PartnerRelation): string => `
    (select coalesce(array_agg(o.res_partner_id order by o.res_partner_id), '{}') from ${relation} o
      where o.mail_mail_id = m.id and o.res_partner_id = any(r.served)) as ${relation}`;

type Stored = Readonly<Partial<Record<(typeof storedColumns)[number], string | null>>>;

interface Row extends Stored, Partial<Readonly<Record<PartnerRelation, readonly number[]>>> {
  readonly id: number;
  readonly message_id: number;
  readonly failure_reason: string | null;
  readonly date: number | null;
  readonly email_from: string | null;
  readonly mail_server_id: number | null;
  readonly alias_domain_id: number | null;
  readonly model: string | null;
  readonly res_id: number | null;
  readonly in_to: boolean;
  readonly in_cc: boolean;
  readonly readable: boolean;
  readonly plain_blacklisted: boolean;
  readonly plain_taken: boolean | null;
  readonly plain_failure: string | null;
  readonly count: number;
  readonly served: readonly number[];
  readonly copies: readonly string[] | null;
  readonly unusable: number;
  readonly unrecorded: number;
  readonly unaddressed: number;
  readonly blacklisted: number;
  readonly on_later_mail: number;
}

/**
 * The mails of those ids that still exist, oldest first, without their bodies. Cost: a few index lookups a mail and
 * recipient; give it some thousand at a time.
 */
export const readRetryCandidates = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly RetryCandidate[]> => {
  const statement = { what: 'the failed mails (mail_mail and their recipients)', text: compose(source) };
  const rows = await readRows<Row>(source, { ...statement, values: [mailIds] }, options);
  const failed = rows.map(({ id, failure_reason }) => ({ id, text: failure_reason }));
  const known = await revealFailures(source, failed, options);
  return rows.map((row) => toCandidate(source.schema, row, known.get(row.id)));
};

const toCandidate = (schema: OdooSchema, row: Row, tracked: string | undefined): RetryCandidate => ({
  id: row.id,
  messageId: row.message_id,
  state: row.state ?? '',
  stored: Object.fromEntries(storedColumns.flatMap((column) => (column in row ? [[column, row[column] ?? null]] : []))),
  failureReason: tracked ?? row.failure_reason,
  ...(tracked === undefined ? {} : { refusedCopies: [...(row.copies ?? []), ...listOf(row.plain_failure)] }),
  failureType: row.failure_type ?? null,
  date: toDate(row.date),
  from: toLine(row.email_from),
  forcedServerId: row.mail_server_id,
  aliasDomainId: row.alias_domain_id,
  document: row.model === null || row.res_id === null || row.res_id === 0 ? null : { model: row.model, id: row.res_id },
  plain: {
    inTo: row.in_to,
    inCc: row.in_cc,
    readable: row.readable,
    blacklisted: row.plain_blacklisted,
    outcome: row.plain_taken === true ? 'taken' : row.plain_failure === null ? 'not-known' : 'refused',
  },
  partners: {
    count: row.count,
    served: row.served,
    servedIn: partnerRelations(schema).map((relation) => ({ relation, partners: row[relation] ?? [] })),
    unusable: row.unusable,
    unrecorded: row.unrecorded,
    unaddressed: row.unaddressed,
    blacklisted: row.blacklisted,
    onLaterMail: row.on_later_mail,
  },
});

const listOf = (text: string | null): readonly string[] => (text === null ? [] : [text]);
