import { DatabaseError } from 'pg';
import type { Dialect } from './dialect.ts';
import { type QueueRun, rollback } from './run.ts';
import { sendMails } from './send-queue.ts';

/** Tells the cron how far a run has come. */
export type ReportProgress = (done: number, remaining: number) => Promise<void>;

/**
 * One call of `process_email_queue`: the newest waiting mails up to the version's limit, sent oldest first.
 * Whatever goes wrong ends in the log: for the cron the job has succeeded.
 */
export const processQueue = async (run: QueueRun, report: ReportProgress): Promise<void> => {
  const { client, dialect, log } = run;
  const limit = readLimit(run);
  const { rows } = await client.query<{ id: number }>(
    `select id from mail_mail where ${isDue(dialect)} order by id desc limit $1`,
    [limit],
  );
  const ids = rows.map(({ id }) => id).sort((left, right) => left - right);
  const total = ids.length < limit ? ids.length : await countDue(run);
  let done = 0;
  if (!dialect.reportsEachMail) await report(done, total);
  try {
    await sendMails(run, ids, async (count) => {
      done += count;
      await report(done, total - done);
    });
  } catch (error) {
    log('ERROR', 'odoo.addons.mail.models.mail_mail', `Failed processing mail queue: ${String(error)}`);
    // A failed statement has spoilt the transaction; a lost mail server has not, and what was written then stays.
    if (error instanceof DatabaseError) await rollback(client);
  }
};

/** Until 15 the moment is text, compared as text. */
const isDue = (dialect: Dialect): string => {
  const now = dialect.scheduledAsText
    ? `to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')`
    : `now() at time zone 'UTC'`;
  return `state = 'outgoing' and (scheduled_date is null or scheduled_date <= ${now})`;
};

const readLimit = ({ dialect, settings }: QueueRun): number => {
  const parameter = dialect.batchSizeParameter;
  const text = parameter === undefined ? undefined : settings.parameters.get(parameter);
  // 20 reads it as a whole number and takes its own when there is none (`get_int`, odoo/addons/base/models/ir_config_parameter.py).
  return text === undefined ? dialect.batchSize : Number(text) || dialect.batchSize;
};

const countDue = async ({ client, dialect }: QueueRun): Promise<number> => {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::integer as count from mail_mail where ${isDue(dialect)}`,
  );
  return rows[0]?.count ?? 0;
};
