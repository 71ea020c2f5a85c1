import { Client } from 'pg';
import { type Cluster, startCluster } from '../../source/demo/database/cluster.ts';
import { addConstraints, createTables } from '../../source/demo/database/schema/demo-schema.ts';

export interface LargeQueue extends AsyncDisposable {
  readonly cluster: Cluster;
  /** Connects as the owner of the database; ended with the bench. */
  connect(database?: string): Promise<Client>;
  /** Milliseconds of server time that reading the large queue cost while `work` ran, from pg_stat_statements. */
  serverTime(work: () => Promise<unknown>): Promise<number>;
}

const database = 'large';

/** A PostgreSQL with one Odoo 18 queue of that size, statistics of statements switched on. */
export const createLargeQueue = async (size: LargeQueueSize): Promise<LargeQueue> => {
  const cluster = await startCluster();
  const clients: Client[] = [];
  const open = async (dsn: string): Promise<Client> => {
    const client = new Client({ connectionString: dsn });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  const settings = await open(cluster.dsn('postgres', 'postgres'));
  await settings.query("alter system set shared_preload_libraries = 'pg_stat_statements'");
  await cluster.halt();
  await cluster.resume();
  await cluster.createDatabase(database);
  await cluster.createDatabase('neighbour');
  const statistics = await open(cluster.dsn('postgres', 'postgres'));
  await statistics.query('create extension pg_stat_statements');
  await statistics.query(`alter database ${database} set pg_stat_statements.track_planning = on`);
  await fill(await open(cluster.dsn(database)), size);
  return {
    cluster,
    connect: (name = database) => open(cluster.dsn(name)),
    async serverTime(work) {
      await statistics.query('select pg_stat_statements_reset()');
      await work();
      const { rows } = await statistics.query<{ total: number }>(
        `select coalesce(sum(s.total_exec_time + s.total_plan_time), 0)::float as total
           from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = $1 and s.query not like 'update mail_mail%'`,
        [database],
      );
      return rows[0]?.total ?? 0;
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(clients.map((client) => client.end()));
      await cluster.stop();
    },
  };
};

interface LargeQueueSize {
  readonly mails: number;
  readonly outstanding: number;
  /** Spread evenly over the whole table, instead of as outages leave them. */
  readonly isScattered?: boolean;
}

/** A third waits at the end; most failures come from ten outages, each a run of neighbours; one in ten stands alone. */
const stateOfMail = `case
  when n > $1::int - $2::int / 3 then 'outgoing'
  when n % ($1::int / 10) between 1 and $2::int * 6 / 100 then 'exception'
  when n % ($1::int / ($2::int / 15)) = 0 then 'exception'
  else 'sent' end`;

/** Outstanding mails on as many pages as there are of them. */
const stateOfScatteredMail = "case when n % ($1::int / $2::int) = 0 then 'exception' else 'sent' end";

const fill = async (client: Client, { mails, outstanding, isScattered = false }: LargeQueueSize): Promise<void> => {
  for (const statement of createTables(18)) await client.query(statement);
  await client.query(
    `insert into mail_message (id, subject, email_from, message_type, date)
     select n, 'Invoice INV/2026/' || n, 'accounting@acme.example', 'email_outgoing', now() at time zone 'UTC'
       from generate_series(1, $1::int) n`,
    [mails],
  );
  await client.query(
    `insert into mail_mail (id, mail_message_id, state, email_to, body_html, failure_reason, create_date, write_date)
     select n, n, state, 'customer' || n || '@example.com', repeat('<p>Dear customer</p>', 10),
            case when state = 'exception' then E'535\\nb''5.7.8 Username and Password not accepted''' end,
            now() at time zone 'UTC' - (($1::int - n) * interval '1 second'), now() at time zone 'UTC'
       from (select n, ${isScattered ? stateOfScatteredMail : stateOfMail} as state from generate_series(1, $1::int) n) m`,
    [mails, outstanding],
  );
  for (const statement of addConstraints(18))
    if (/mail_m(ail|essage)\b.*primary key/is.test(statement)) await client.query(statement);
  await client.query("select setval('mail_mail_id_seq', $1)", [mails]);
  await client.query('vacuum analyze mail_mail');
  await client.query('vacuum analyze mail_message');
};
