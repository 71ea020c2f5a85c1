import { readLogRecords } from '../../checks/measure/log-records.ts';
import { findMailRecords } from '../../domain/odoo/log-mails.ts';
import { quoteRecord } from '../../domain/odoo/odoo-log.ts';
import { minuteMs } from '../../lib/time-units.ts';
import type { StoryPart } from './story.ts';
import type { TellPart } from './story-world.ts';

/** What Odoo's log says of the mail, by its id and Message-ID; one sentence where it cannot be read. */
export const tellLog: TellPart = async ({ checks }, { found, mail, content }): Promise<StoryPart | undefined> => {
  const since = new Date((found.date ?? mail?.changedAt ?? checks.now()).getTime() - minuteMs);
  const common = { id: 'log', title: "Odoo's log", status: 'skipped', evidence: [] } as const;
  const log = await readLogRecords(checks, since);
  if (log.kind === 'unread') return { ...common, lines: [log.sentence] };
  const records = findMailRecords(log.records, {
    id: found.mailId,
    messageIdHeader: content?.messageIdHeader ?? null,
    database: checks.target.address.database,
  });
  if (records.length === 0)
    return { ...common, lines: [`${log.place} says nothing of it, as far back as it was read.`] };
  const lines = records.map(
    (record) => `${record.at.toISOString().slice(0, 19).replace('T', ' ')} UTC ${record.level} ${quoteRecord(record)}`,
  );
  return { ...common, lines };
};
