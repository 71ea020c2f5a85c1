import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { acmeDomain } from '../../database/content/people.ts';
import { messageRefused, senderRefused } from '../../database/content/seeded-failures.ts';
import type { SeededMail, SeededOutcome } from '../../database/content/seeded-mails.ts';
import type { ScenarioContext } from '../../scenario.ts';
import { kindOf, type Period, writeMails } from './mails-faults.ts';

/** Orders with large drawings, by their number: beyond all that the healthy company has written. */
const firstLargeDocument = 70_001;
const lostDocument = 69_999;
const largeModel = 'sale.order';

/** Orders whose attachment is larger than the relay takes. */
export function writeLargeMails(count: number, period: Period, outcome: SeededOutcome, firstNumber = 0): SeededMail[] {
  return writeMails(count, period, outcome).map((mail, index) => ({
    ...mail,
    kind: kindOf(largeModel),
    document: firstLargeDocument + firstNumber + index,
  }));
}

/** Refused with the size that MAIL FROM announces (RFC 1870 §6.1), or, by a gateway behind the relay, with the message. */
export function refuseForSize(series: OdooSeries, period: Period): SeededMail[] {
  const announced = 'Error: message exceeds fixed maximum message size 1048576';
  const bounce = `bounce@${acmeDomain}`;
  const early = { state: 'exception', failure: senderRefused(series, 552, announced, bounce) } as const;
  const late = {
    state: 'exception',
    failure: messageRefused(series, 552, '5.3.4 Message size exceeds fixed limit'),
  } as const;
  return [...writeLargeMails(9, period, early, 3), ...writeLargeMails(4, period, late, 12)];
}

/** An order that waits with an attachment whose file is gone. */
export function writeMailWithLostFile(period: Period): SeededMail[] {
  return writeMails(1, period, { state: 'outgoing' }).map((mail) => ({
    ...mail,
    kind: kindOf(largeModel),
    document: lostDocument,
  }));
}

/** Files of 1.6 to 4.6 megabytes: more than the relay takes, less than 18 and later would turn into a link. */
export async function fillAttachments({ sql }: ScenarioContext): Promise<void> {
  await sql.query(
    `with large as (
       select id, repeat(md5(id::text), 50000 + (id * 7919 % 95) * 1000)::bytea as content
       from ir_attachment where res_model = $1 and res_id >= $2)
     update ir_attachment as file set db_datas = large.content, file_size = octet_length(large.content)
     from large where large.id = file.id`,
    [largeModel, firstLargeDocument],
  );
}

/** The file lay in the filestore, and after a restore without it there is only the row. */
export async function loseAttachmentFile({ sql }: ScenarioContext): Promise<void> {
  await sql.query(
    `update ir_attachment set db_datas = null, file_size = 182411, store_fname = left(checksum, 2) || '/' || checksum
     where res_model = $1 and res_id = $2`,
    [largeModel, lostDocument],
  );
}
