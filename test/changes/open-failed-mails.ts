import type { DatabaseStep } from '../../source/domain/change/plan.ts';
import type { SmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import { createConsoleOdoo } from './console-odoo.ts';
import { planOf } from './plans.ts';

/** Failed mails, each to somebody who has it already, and a plan that puts them back, so many a transaction. */
export const openFailedMails = async ({
  transactions,
  mails,
}: {
  readonly transactions: number;
  readonly mails: number;
}) => {
  const odoo = await createConsoleOdoo(18);
  const partner = await odoo.addPartner('Ann', 'ann@customer.example');
  const count = transactions * mails;
  for (const statement of [
    `insert into mail_message (id, message_type, date) select n, 'comment', now() at time zone 'UTC' from generate_series(1, ${count}) n`,
    `insert into mail_mail (id, mail_message_id, state, failure_reason, write_date)
       select n, n, 'exception', 'failure ' || n, '2026-11-24 08:00:00.123456' from generate_series(1, ${count}) n`,
    `insert into mail_mail_res_partner_rel (mail_mail_id, res_partner_id) select n, ${partner} from generate_series(1, ${count}) n`,
  ])
    await odoo.database.query(statement);
  const steps = Array.from({ length: transactions }, (_, transaction) => {
    const ids = Array.from({ length: mails }, (_each, index) => transaction * mails + index + 1);
    return planBack(ids, partner);
  });
  const plan = planOf([], { locksQueue: true, onStaleRows: 'skip', transactions: steps });
  return { odoo, plan, look: () => look(odoo) };
};

const planBack = (ids: readonly number[], partner: number): readonly DatabaseStep[] => [
  {
    kind: 'delete-rows',
    table: 'mail_mail_res_partner_rel',
    rows: ids.map((id) => ({ mail_mail_id: String(id), res_partner_id: String(partner) })),
    units: ids,
  },
  {
    kind: 'update-rows',
    table: 'mail_mail',
    rows: ids.map((id) => ({
      id,
      unit: id,
      before: { state: 'exception', write_date: '2026-11-24 08:00:00.123456' },
      after: { state: 'outgoing', failure_reason: null, write_date: '2026-11-29 08:00:00' },
    })),
    deciding: 'state',
    unread: ['failure_reason'],
  },
];

const look = async ({ database }: SmallOdoo) => ({
  mails: await database.query('select id, state, failure_reason, write_date::text from mail_mail order by id'),
  pairs: await database.query('select * from mail_mail_res_partner_rel order by 1, 2'),
});
