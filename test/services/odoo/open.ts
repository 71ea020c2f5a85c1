import { onTestFinished } from 'vitest';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { type Odoo, openOdoo } from '../../../source/services/odoo/odoo.ts';
import { type Connection, connect } from './connect.ts';
import { sharedDemoDsn } from './shared-demo.ts';

export interface OpenedDemo {
  readonly dsn: string;
  /** In a transaction that ends with the test. */
  readonly connection: Connection;
  readonly odoo: Odoo;
}

/** The healthy demo database of that series, after `sql` was run in it, and the readers on it. */
export const openDemo = async (series: OdooSeries, sql = ''): Promise<OpenedDemo> => {
  const { dsn, connection } = await changeDemo(series, sql);
  return { dsn, connection, odoo: await openOdoo(connection) };
};

/** The same unchanged and outside a transaction, within which the server's lists of sessions and locks stand still. */
export const watchDemo = async (series: OdooSeries): Promise<OpenedDemo> => {
  const dsn = await sharedDemoDsn(series);
  const connection = await connect(dsn);
  return { dsn, connection, odoo: await openOdoo(connection) };
};

/** A changed demo database that is not opened yet. */
export const changeDemo = async (series: OdooSeries, sql: string): Promise<Omit<OpenedDemo, 'odoo'>> => {
  const dsn = await sharedDemoDsn(series);
  const connection = await connect(dsn);
  await connection.query('begin');
  onTestFinished(async () => {
    await connection.query('rollback');
  });
  await connection.query(sql);
  return { dsn, connection };
};

/** Ids of the mails that have not left yet: what the watcher would hand over. */
export const outstandingIds = async ({ connection }: OpenedDemo): Promise<readonly number[]> => {
  const rows = await connection.query<{ id: number }>(
    `select id from mail_mail where state in ('outgoing', 'exception') order by id`,
  );
  return rows.map(({ id }) => id);
};

/** Id of the queue's cron. */
export const queueCronId = async (odoo: Odoo): Promise<number> => {
  const queue = await odoo.queueCron();
  if (queue.kind === 'missing') throw new Error('The queue has no cron.');
  return queue.cron.id;
};
