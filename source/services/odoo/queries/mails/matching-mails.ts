import type { MailFilter } from '../../../../domain/mail/mail-filter.ts';
import type { TextOrder } from '../../../../domain/mail/mail-text.ts';
import type { QueryOptions, SqlValue } from '../../../postgres/database.ts';
import { toLine, toText } from '../../decode.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { runInPieces, type SqlStatement } from '../../statement.ts';
import { isTracked, revealFailures } from '../../tracked-failures.ts';
import { givenMails, theirMessages, theirPartners } from './given-mails.ts';

/** What SQL can tell of a filter. Without ids and states the outstanding mails are meant. */
export type MailConditions = Omit<MailFilter, 'classes' | 'limit'> & {
  /** Whether failures are wanted: they are most of what has to travel. */
  readonly withFailures: boolean;
  /** What they are ranked by; without it oldest first. */
  readonly by?: TextOrder | undefined;
};

/** Mails of one state with one failure text. */
export interface MatchingMails {
  readonly state: string;
  /** Null for a mail that did not fail, and where failures were not asked for. */
  readonly failure: string | null;
  /** The server that their messages insist on, null for none; told of mails that come in pieces. */
  readonly server?: number | null;
  readonly ids: readonly number[];
  /** Where each id stands among all that match, from 1. */
  readonly ranks: readonly number[];
}

const outstanding = ['outgoing', 'exception'];
const mailColumns = ['id', 'mail_message_id', 'state', 'email_to', 'email_cc', 'failure_reason'];
const messageColumns = 'subject, email_from, date, mail_server_id';

/** What is left of an earlier attempt on a mail that waits again is not its failure. */
const failure = `case when m.state in ('exception', 'cancel') then left(coalesce(m.failure_reason, ''), 4096) end`;

/**
 * The mails that meet every condition, each with its rank.
 * Mails of a state have no index, so without ids mail_mail is scanned once; their messages are then looked up one by
 * one. `offset 0` keeps every lookup what it is (see given-mails.ts). Run on Odoo 14–19.
 */
const compose = (schema: OdooSchema, conditions: MailConditions, bind: (value: SqlValue) => string): string => {
  const columns = mailColumns.map((name) => `mail_mail."${name}"`).join(', ');
  const from =
    conditions.ids === undefined
      ? `(select ${columns} from mail_mail where mail_mail.state = any(${bind(conditions.states ?? outstanding)}::varchar[]) offset 0) m`
      : givenMails(columns);
  const where = listConditions(schema, conditions, bind).map((condition) => `(${condition})`);
  return `(
    select m.id, m.state, g.mail_server_id as server, (${conditions.withFailures ? failure : 'null'})::text collate "C" as failure,
      row_number() over (order by ${rankedBy(schema, conditions.by)} g.date nulls last, m.id)::int as rank
    from ${from}
    ${theirMessages(messageColumns)}
    ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
  ) matching`;
};

/** The statement about those mails; givenMails takes the ids from $1. */
const aboutMatching = (
  source: OdooSource,
  conditions: MailConditions,
  write: (matching: string) => string,
): SqlStatement => {
  const values: SqlValue[] = conditions.ids === undefined ? [] : [conditions.ids];
  const matching = compose(source.schema, conditions, (value) => `$${values.push(value)}`);
  return { what: 'the mail queue (mail_mail)', text: write(matching), values };
};

const listConditions = (
  schema: OdooSchema,
  { ids, states, serverIds, from, to, before, text }: MailConditions,
  bind: (value: SqlValue) => string,
): readonly string[] => {
  const contains = (words: string) => bind(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
  const conditions: string[] = [];
  if (ids !== undefined && states !== undefined) conditions.push(`m.state = any(${bind(states)}::varchar[])`);
  if (serverIds !== undefined) conditions.push(`g.mail_server_id = any(${bind(serverIds)}::int[])`);
  if (from !== undefined) conditions.push(`g.email_from ilike ${contains(from)}`);
  if (to !== undefined) conditions.push(goesTo(schema, contains(to)));
  // Odoo's times are naive UTC; the parameter's offset would be dropped by a plain cast.
  if (before !== undefined) conditions.push(`g.date < ${bind(before.toISOString())}::timestamptz at time zone 'UTC'`);
  if (text !== undefined) {
    const pattern = contains(text);
    conditions.push(
      `g.subject ilike ${pattern} or g.email_from ilike ${pattern} or (${failure}) ilike ${pattern} or ${goesTo(schema, pattern)}`,
    );
  }
  return conditions;
};

const rankedBy = (schema: OdooSchema, by: TextOrder | undefined): string =>
  by === undefined ? '' : `${textOf(schema, by)}${by.isReversed ? ' desc' : ''} nulls last,`;

/** As the list shows them; letters count alike, large and small, and spaces alone are no text. */
const textOf = (schema: OdooSchema, { column }: Pick<TextOrder, 'column'>): string => {
  switch (column) {
    case 'subject':
      return `lower(nullif(btrim(g.subject), ''))`;
    case 'server':
      return '(select lower(name) from ir_mail_server where id = g.mail_server_id)';
    case 'to':
      return `lower(coalesce(nullif(btrim(m.email_to), ''), (
        select coalesce(nullif(p.email, ''), p.name) from (select) one ${theirPartners(schema, 'email, name')} limit 1
      )))`;
  }
};

/** The one-row select in front is what `cross join lateral` hangs on. */
const goesTo = (
  schema: OdooSchema,
  pattern: string,
): string => `m.email_to ilike ${pattern} or m.email_cc ilike ${pattern} or exists (
      select from (select) one ${theirPartners(schema, 'email, name')}
      where p.email ilike ${pattern} or p.name ilike ${pattern}
      offset 0
    )`;

/**
 * The mails that meet every condition, grouped by state and failure text so that a thousand equal failures travel once.
 * Cost: with ids some index lookups a mail; without, one scan of mail_mail and one lookup a mail of those states.
 */
export const readMatchingMails = async (
  source: OdooSource,
  conditions: MailConditions,
  options?: QueryOptions,
): Promise<readonly MatchingMails[]> => {
  const statement = aboutMatching(
    source,
    conditions,
    (matching) => `
  select state, failure, array_agg(id order by rank) as ids, array_agg(rank order by rank) as ranks
  from ${matching}
  group by state, failure`,
  );
  const rows = await readRows<MatchingMails>(source, statement, options);
  const failed = isTracked(source.schema) ? rows.filter(({ state }) => state === 'exception') : [];
  return (await reveal(source, failed, options, rows)).map(clean);
};

interface PieceRow {
  readonly state: string;
  readonly failure: string | null;
  readonly server: number | null;
  readonly ids: string;
  readonly ranks: string;
}

/** Mails of one row: a row of the whole list would be one text of megabytes. */
const piece = 8_192;

/**
 * The same mails with their failures, some of them at a time and in no order: a hundred thousand texts are never here
 * together, except those of mail_tracking.
 */
export const readMatchingInPieces = async (
  source: OdooSource,
  conditions: Omit<MailConditions, 'withFailures'>,
  take: (mails: MatchingMails) => void,
  options?: QueryOptions,
): Promise<void> => {
  const statement = aboutMatching(
    source,
    { ...conditions, withFailures: true },
    (matching) => `
  select state, failure, server, string_agg(id::text, ',' order by rank) as ids,
    string_agg(rank::text, ',' order by rank) as ranks
  from ${matching}
  group by state, failure, server, rank / ${piece}`,
  );
  const tracked = isTracked(source.schema);
  const failed: MatchingMails[] = [];
  const { database, schema } = source;
  await runInPieces<PieceRow>(
    database,
    schema.database,
    statement,
    (rows) => {
      for (const { ids, ranks, ...row } of rows) {
        const mails = { ...row, ids: ids.split(',').map(Number), ranks: ranks.split(',').map(Number) };
        if (tracked && row.state === 'exception') failed.push(mails);
        else take(clean(mails));
      }
    },
    options,
  );
  for (const mails of await reveal(source, failed, options)) take(clean(mails));
};

const clean = (row: MatchingMails): MatchingMails => ({
  ...row,
  state: toLine(row.state) ?? '',
  failure: toText(row.failure),
});

/** All mails, those that failed by what mail_tracking keeps of them. */
const reveal = async (
  source: OdooSource,
  failed: readonly MatchingMails[],
  options: QueryOptions | undefined,
  all: readonly MatchingMails[] = failed,
): Promise<readonly MatchingMails[]> => {
  if (failed.length === 0) return all;
  const stored = failed.flatMap(({ ids, failure: text }) => ids.map((id) => ({ id, text })));
  const tracked = await revealFailures(source, stored, options);
  return all.flatMap((row) => divide(row, tracked));
};

/** The same mails by what mail_tracking keeps of each. */
const divide = (row: MatchingMails, tracked: ReadonlyMap<number, string>): readonly MatchingMails[] => {
  if (!row.ids.some((id) => tracked.has(id))) return [row];
  const places = row.ids.map((id, index) => ({
    id,
    rank: row.ranks[index] ?? 0,
    said: tracked.get(id) ?? row.failure,
  }));
  return [...Map.groupBy(places, ({ said }) => said)].map(([said, theirs]) => ({
    ...row,
    failure: said,
    ids: theirs.map(({ id }) => id),
    ranks: theirs.map(({ rank }) => rank),
  }));
};
