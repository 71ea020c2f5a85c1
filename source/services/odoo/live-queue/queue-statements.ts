import { noTime } from './packed-column.ts';

/**
 * What the watcher asks, over and over. Run on Odoo 14–19. None reads more than the rows it is given or the rows above
 * an id, except `countAll`, because `mail_mail.state` has no index in any version. Known rows are looked up where they
 * lie (ctid): five times cheaper than by primary key, and a row that was written to does not lie there any more.
 */
export interface LiveQueueStatements {
  readonly look: string;
  readonly newestOutstanding: string;
  readonly rowsAbove: string;
  readonly verify: string;
  readonly arrivals: string;
  readonly details: string;
  readonly countAll: string;
  readonly standing: string;
  readonly failuresOf: string;
}

const queued = `coalesce(create_date, (select g.date from mail_message g where g.id = m.mail_message_id), write_date)`;

/** A date as PostgreSQL keeps it. */
const packedTime = (time: string): string =>
  `coalesce(timestamp_send((${time})::timestamp), decode('${noTime}', 'hex'))`;

/** Aggregates of one statement see the rows in one order, so that the columns match. */
const packedColumn = (value: string, condition = 'true'): string =>
  `encode(string_agg(${value}, '') filter (where portion >= 0 and ${condition}), 'hex')`;

/** Columns of mail_mail without which the queue can still be counted: their values are not known then. */
export const dispensableColumns = [
  'create_date',
  'write_date',
  'scheduled_date',
  'failure_reason',
  'auto_delete',
] as const;

export type DispensableColumn = (typeof dispensableColumns)[number];

const types: Partial<Record<DispensableColumn, string>> = { failure_reason: 'text', auto_delete: 'boolean' };

/** The statement with `null` for columns that a module dropped; the names of results stay. */
const withoutColumns = (text: string, missing: readonly DispensableColumn[]): string =>
  missing.reduce((sql, column) => {
    const type = types[column] ?? 'timestamp';
    return sql.replaceAll(new RegExp(`(?<!as )(?:\\bm\\.)?\\b${column}\\b`, 'g'), `null::${type}`);
  }, text);

/**
 * `serverVersion` is PostgreSQL's `server_version_num`: 13 renamed the snapshot function. `missing` are columns that
 * this database does not have.
 */
export const liveQueueStatements = (
  serverVersion: number,
  missing: readonly DispensableColumn[] = [],
): LiveQueueStatements => {
  const statements = composeStatements(serverVersion);
  return missing.length === 0 ? statements : mapTexts(statements, (text) => withoutColumns(text, missing));
};

const mapTexts = (statements: LiveQueueStatements, change: (text: string) => string): LiveQueueStatements => ({
  look: change(statements.look),
  newestOutstanding: change(statements.newestOutstanding),
  rowsAbove: change(statements.rowsAbove),
  verify: change(statements.verify),
  arrivals: change(statements.arrivals),
  details: change(statements.details),
  countAll: change(statements.countAll),
  standing: change(statements.standing),
  failuresOf: change(statements.failuresOf),
});

const composeStatements = (serverVersion: number): LiveQueueStatements => {
  const snapshot = serverVersion >= 130_000 ? 'pg_current_snapshot()::text' : 'txid_current_snapshot()::text';
  return {
    look: `
      select ${snapshot} as snapshot,
             pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid)
               + pg_stat_get_tuples_deleted(c.oid) as writes
        from (select 'mail_mail'::regclass::oid) c`,
    newestOutstanding: `
      select ${snapshot} as snapshot, newest.ids, newest.top
        from (select array_agg(id) filter (where state in ('outgoing', 'exception')) as ids, max(id) as top
                from (select id, state from mail_mail order by id desc limit $1) m) newest`,
    rowsAbove: `
      select id, state from mail_mail where id > $1 and age(xmin) <= age($2::xid)`,
    // The places come through a query of their own: of those that it sees the planner estimates each, which takes a third
    // as long again as to look at them.
    verify: `
      select ${snapshot} as snapshot, count(*) as untouched, case when count(*) < $3::int then array_agg(id) end as ids,
             (select max(id) from mail_mail) as top
        from mail_mail where ctid = any((select $1::tid[])::tid[]) and age(xmin) > (select age($2::xid))`,
    arrivals: `
      select floor(extract(epoch from (now() at time zone 'UTC') - create_date) / 60)::int as minutes_ago, count(*) as mails
        from (select create_date from mail_mail order by id desc limit $1) newest
       where create_date between (now() at time zone 'UTC') - interval '1 day' and now() at time zone 'UTC'
       group by 1`,
    details: `
      select m.id, m.ctid::text as tuple_id, m.state, m.create_date, m.write_date, m.scheduled_date::text as scheduled_date, g.date,
             m.mail_message_id as message_id, coalesce(m.auto_delete, false) as deletes_itself,
             case when m.state = 'exception' then left(m.failure_reason, 4096) end as failure_reason
        from mail_mail m
        left join mail_message g on g.id = m.mail_message_id
       where m.id = any($1::int[])`,
    countAll: `
      select state, count(*) as mails, array_agg(id) filter (where state in ('outgoing', 'exception')) as ids
        from mail_mail group by state`,
    // Columns instead of rows: a row for each of two hundred thousand mails takes seconds to travel; in pieces, as the
    // driver keeps a row in one buffer. One number says which state and which piece, and the fence keeps it from the
    // planner: of a number that it knows nothing of it expects two hundred values, and adds up what it meets; of states and
    // pieces it would expect all their pairs, and sort the whole table on disk first. 14 and 15 keep any text as the date
    // before which a mail does not leave, commas included.
    standing: `
      select case when portion < 0 then ('{sent,cancel,received}'::text[])[(-portion)::int]
                  when portion % 2 = 0 then 'outgoing' when portion % 2 = 1 then 'exception' end as state,
             count(*)::int as mails, ${packedColumn('int4send(id::int)')} as ids,
             ${packedColumn(packedTime(queued))} as queued,
             ${packedColumn(`int4send(id::int) || ${packedTime('coalesce(write_date, create_date)')}`, '(create_date is null or write_date <> create_date)')} as changed,
             string_agg(id || ' ' || translate(scheduled_date::text, ',', ' '), ',')
               filter (where portion >= 0 and scheduled_date is not null) as scheduled
        from (select case state when 'outgoing' then id / 16384 * 2 when 'exception' then id / 16384 * 2 + 1
                                when 'sent' then -1 when 'cancel' then -2 when 'received' then -3 end as portion,
                     id, mail_message_id, create_date as create_date, write_date as write_date, scheduled_date as scheduled_date
                from mail_mail offset 0) m
       group by portion`,
    failuresOf: `
      select left(coalesce(failure_reason, ''), 4096) as text, string_agg(id::text, ',') as ids
        from mail_mail where id = any($1::int[]) and state = 'exception' group by 1`,
  };
};
