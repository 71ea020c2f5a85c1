import { describe, expect, test } from 'vitest';
import { runCheckCommand } from '../../source/cli/verbs/check.ts';
import { runFix } from '../../source/cli/verbs/fix.ts';
import { runQueue } from '../../source/cli/verbs/queue.ts';
import { odooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { describeFailure } from '../../source/output/failure.ts';
import type { Command } from '../../source/world/command.ts';
import { captureContext } from '../support/command-context.ts';
import { createDemoDatabase, seriesUnderTest } from '../support/postgres.ts';
import { sampleColumns } from '../support/sample-columns.ts';

const tables = ['ir_config_parameter', 'ir_cron', 'ir_mail_server', 'mail_mail', 'mail_message', 'res_partner'];

/** One version is enough to hold it; all of them with ODOO_VERSIONS=all. */
const chosen = seriesUnderTest.length === odooSeries.length ? odooSeries : ([18] as const);

/** How a command ends, as the process would; 70 is a fault of our own. */
const statusOf = async <Arguments>(
  name: string,
  command: Command<Arguments>,
  dsn: string,
  args: Arguments,
): Promise<string> => {
  try {
    const { context } = captureContext({ dsn, deadline: 20, timeout: 1, resolver: '127.0.0.1:9' });
    return `${name} ${await command(context, args)}`;
  } catch (error) {
    const { status, message } = describeFailure(error);
    return `${name} ${status}: ${message}`;
  }
};

const columnsOf = `
  select a.attrelid::regclass::text as "table", a.attname as "column" from pg_attribute a
  where a.attrelid = any($1::regclass[]) and a.attnum > 0 and not a.attisdropped and a.attinhcount = 0 order by 1, 2`;

describe.each(chosen)('Odoo %i', (series) => {
  test.each(tables)(
    'whichever column of %s is not there, queue, check and fix end with a sentence',
    { timeout: 600_000 },
    async (table) => {
      const database = await createDemoDatabase({ series, scenario: 'monday-morning' });
      const columns = await database.query<{ table: string; column: string }>(columnsOf, [[table]]);
      expect(columns.length).toBeGreaterThan(2);
      const faults: string[] = [];
      for (const { column } of sampleColumns(columns)) {
        await database.query(`alter table "${table}" rename column "${column}" to "other_${column}"`);
        const statuses = await Promise.all([
          statusOf('queue', runQueue, database.dsn, {}),
          statusOf('check', runCheckCommand, database.dsn, { causes: [], redact: false }),
          statusOf('fix', runFix, database.dsn, { set: [], secretStdin: false, apply: false }),
        ]);
        await database.query(`alter table "${table}" rename column "other_${column}" to "${column}"`);
        faults.push(
          ...statuses.filter((said) => !/ [0-3](?::|$)/.test(said)).map((said) => `${table}.${column}: ${said}`),
        );
      }
      expect(faults).toEqual([]);
    },
  );
});
