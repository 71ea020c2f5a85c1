import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { readCatalogue } from '../../../source/changes/database/catalogue.ts';
import { updateStatement } from '../../../source/changes/database/update-statement.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import type { RowChange } from '../../../source/domain/change/plan.ts';
import { Writer } from '../../../source/services/postgres/writer.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/postgres.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): readonly string[] => [plan['Node Type'], ...(plan.Plans ?? []).flatMap(nodesOf)];

const groupOf = (count: number) => ({
  columns: ['state', 'failure'],
  known: ['state', 'price', 'due'],
  unread: ['failure'],
  rows: Array.from(
    { length: count },
    (_, index): RowChange => ({
      id: 2 * index + 1,
      before: { state: 'exception', price: '1.50', due: '2026-11-29 01:02:03' },
      after: { state: 'outgoing', failure: null },
    }),
  ),
});
const options = { inserted: new Map<string, string>(), compare: true };

const openLetters = async (count: number) => {
  const database = await createEmptyDatabase();
  await withClient(database.dsn, async (client) => {
    await client.query(
      'create table letter (id serial primary key, state varchar, failure text, price numeric, due timestamp)',
    );
    await client.query(
      `insert into letter (state, failure, price, due)
         select 'exception', 'failure ' || n, 1.50, '2026-11-29 01:02:03' from generate_series(1, ${count}) n`,
    );
  });
  const writer = await openWriter(database.dsn);
  const table = (await readCatalogue(writer, ['letter'])).get('letter');
  if (table === undefined) throw new Error('the catalogue lacks the table');
  return { database, writer, table };
};

test.each([
  [500, 4_000],
  [2_000, 40_000],
])(
  '%i rows of %i are written by their key, whatever the planner knows of the table, and answer with what they hold and held',
  async (count, all) => {
    const { database, writer, table } = await openLetters(all);
    const { text, values } = updateStatement(table, groupOf(count), options);

    // As where the disk is slow and memory plenty: there the planner likes to read whole tables.
    await writer.query('set random_page_cost = 16');
    await writer.query("set work_mem = '64MB'");
    for (const known of ['nothing', 'everything']) {
      if (known === 'everything') await withClient(database.dsn, (client) => client.query('analyze letter'));
      const [row] = await writer.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
        `explain (format json) ${text}`,
        values,
      );
      const nodes = (row?.['QUERY PLAN'] ?? []).flatMap((explained) => nodesOf(explained.Plan));
      expect(
        nodes.filter((node) => /^(Index|Bitmap) /.test(node)).length,
        `planned with ${known}`,
      ).toBeGreaterThanOrEqual(2);
      expect(
        nodes.filter((node) => /Seq Scan|Hash|Merge|Sort|Aggregate/.test(node)),
        `planned with ${known}`,
      ).toEqual([]);
    }
    await writer.begin();
    // Equal as a number, and not as it was.
    await writer.query(`update letter set price = 1.5 where id = 3`);
    await writer.query(`update letter set due = null where id = 5`);
    const answers = await writer.query(text, values);
    await writer.rollback();

    expect(answers).toHaveLength(count - 2);
    expect(answers).toContainEqual({ place: '1', w0: 'outgoing', w1: null, f0: 'failure 1' });
    expect(answers).toContainEqual({
      place: String(count),
      w0: 'outgoing',
      w1: null,
      f0: `failure ${2 * count - 1}`,
    });
  },
);

test('a row that somebody changes while it is being written is passed over, and the others answer with what they held', async () => {
  const { database, writer, table } = await openLetters(4_000);
  const { text, values } = updateStatement(table, groupOf(500), options);

  const answers = await withClient(database.dsn, async (other) => {
    await other.query('begin');
    await other.query(`update letter set failure = 'another' where id = 7`);
    await other.query(`update letter set state = 'cancel' where id = 9`);
    await other.query(`update letter set price = 1.50 where id = 11`);
    await writer.begin();
    const writing = writer.query<{ place: string }>(text, values);
    await waitForLock(database);
    await other.query('commit');
    return await writing;
  });
  await writer.rollback();

  expect(answers).toHaveLength(498);
  expect(answers).toContainEqual({ place: '6', w0: 'outgoing', w1: null, f0: 'failure 11' });
  expect(answers.map(({ place }) => place)).not.toContain('4');
  expect(answers.map(({ place }) => place)).not.toContain('5');
});

const waitForLock = async (database: TestDatabase): Promise<void> => {
  const text = `select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`;
  await expect.poll(() => database.query(text, [database.name])).toHaveLength(1);
};

const openWriter = async (dsn: string): Promise<Writer> => {
  const writer = await Writer.open(
    async () => {
      const client = new Client({ connectionString: dsn, pipeline: true });
      await client.connect();
      return client;
    },
    { name: 'the test database' },
  );
  onTestFinished(() => writer[Symbol.asyncDispose]());
  return writer;
};
