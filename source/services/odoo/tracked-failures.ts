import type { Database, QueryOptions } from '../postgres/database.ts';
import { findColumn, type OdooSchema } from './odoo-schema.ts';
import { runStatement } from './statement.ts';

/**
 * OCA's mail_tracking takes every exception of an SMTP session for itself: mail_mail then says "Error without
 * exception", and the answer stands in mail_tracking_email, a new row for each copy and attempt.
 */
export const isTracked = (schema: OdooSchema): boolean =>
  [
    ...['id', 'mail_id', 'mail_message_id', 'partner_id', 'recipient_address'],
    ...['state', 'error_type', 'error_description'],
  ].every((column) => findColumn(schema, 'mail_tracking_email', column)?.readable === true);

/**
 * The failure of a row `t` of mail_tracking_email in the form in which Odoo stores its own: the class of Python and its
 * text; null where none was raised for an answer or a broken line.
 */
export const trackedText = `case
    when t.state is distinct from 'error' or t.error_type = 'no_recipient' then null
    when coalesce(t.error_type, '') in ('', 'MailDeliveryException') then nullif(left(t.error_description, 4096), '')
    else left(concat(E'Mail Delivery Failed\\n', t.error_type, ': ', t.error_description), 4096)
  end`;

/**
 * By message, which has an index; mail_id has none. `offset 0` keeps the planner from walking the primary key backwards
 * for the newest.
 */
export const trackedRows = (columns: string): string =>
  `(select ${columns} from mail_tracking_email where mail_message_id = m.mail_message_id offset 0)`;

/** Run on Odoo 14–18; there is no mail_tracking for 19. */
const text = `
  select failure as text, string_agg(id::text, ',') as ids
  from (
    select m.id, ${trackedText} as failure
    from (select distinct id from unnest($1::int[]) as id order by id) given
    cross join lateral (select id, mail_message_id from mail_mail where mail_mail.id = given.id offset 0) m
    cross join lateral (
      select * from ${trackedRows('id, mail_id, state, error_type, error_description')} each
      where each.mail_id = m.id order by each.id desc limit 1
    ) t
  ) found
  where failure is not null
  group by 1`;

/** The newest failure that mail_tracking keeps of each of those mails. Cost: two index lookups a mail. */
const readTrackedFailures = async (
  database: Database,
  name: string,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<ReadonlyMap<number, string>> => {
  const statement = { what: 'what mail_tracking keeps (mail_tracking_email)', text, values: [mailIds] };
  const rows = await runStatement<{ text: string; ids: string }>(database, name, statement, options);
  return new Map(rows.flatMap((row) => row.ids.split(',').map((id) => [Number(id), row.text] as const)));
};

/** Thousands of mails share the text, which is a short one in the language of whoever sent them. */
const findSilent = async (
  failures: readonly { readonly id: number; readonly text: string | null }[],
): Promise<readonly number[]> => {
  // All that servers say is much to load before a database is open, for the few that have this module.
  const { classify } = await import('../../domain/replies/classify-reply.ts');
  const known = new Map<string, boolean>();
  const isSilent = (stored: string): boolean => {
    const silent =
      known.get(stored) ?? (stored.length < 1_000 && classify(stored).class === 'odoo.no_computed_recipient');
    known.set(stored, silent);
    return silent;
  };
  return failures.filter(({ text: stored }) => stored !== null && isSilent(stored)).map(({ id }) => id);
};

interface Place {
  readonly database: Database;
  readonly schema: OdooSchema;
}

/** The same for those whose stored text says nothing; empty without the module. */
export const revealFailures = async (
  { database, schema }: Place,
  failures: readonly { readonly id: number; readonly text: string | null }[],
  options?: QueryOptions,
): Promise<ReadonlyMap<number, string>> => {
  if (!isTracked(schema)) return new Map();
  const silent = await findSilent(failures);
  return silent.length === 0 ? new Map() : await readTrackedFailures(database, schema.database, silent, options);
};

/** Failures by their text, with what mail_tracking keeps in place of a text that says nothing. */
export const regroup = <Group extends { readonly text: string; readonly ids: readonly number[] }>(
  groups: readonly Group[],
  tracked: ReadonlyMap<number, string>,
): readonly { readonly text: string; readonly ids: readonly number[] }[] => {
  if (tracked.size === 0) return groups;
  const byText = new Map<string, number[]>();
  for (const { text: stored, ids } of groups) {
    for (const id of ids) {
      const said = tracked.get(id) ?? stored;
      const known = byText.get(said);
      if (known === undefined) byText.set(said, [id]);
      else known.push(id);
    }
  }
  return [...byText].map(([said, ids]) => ({ text: said, ids }));
};
