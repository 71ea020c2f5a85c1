import { expect, test } from 'vitest';
import { applyPlan } from '../../../source/changes/apply.ts';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import { undoEntry } from '../../../source/changes/undo-entry.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { createConsoleOdoo, failMail, settleRecipient } from '../console-odoo.ts';
import { openChanges } from '../open-changes.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const { signal } = new AbortController();
const options = { deadlineMs: 1_000 };

/** A mail to Ann, who has it, and to Bob, who has not. */
const failHalf = async (odoo: SmallOdoo): Promise<number> => {
  const ann = await odoo.addPartner('Ann', 'ann@customer.example');
  const bob = await odoo.addPartner('Bob', 'bob@customer.example');
  const mail = await failMail(odoo, { partners: [ann, bob] });
  await settleRecipient(odoo, mail, ann, 'sent');
  await settleRecipient(odoo, mail, bob, 'exception');
  return mail;
};

const retry = async (odoo: SmallOdoo, ids: readonly number[]) => {
  const changes = await openChanges(odoo.database.dsn);
  const world = await openRetryWorld(odoo.database.dsn);
  const retrying = { include: new Set<never>(), maxAgeMs: Number.MAX_SAFE_INTEGER, canary: false };
  const { plan } = await planRetry(world, ids, retrying, { signal });
  if (plan === undefined) throw new Error('no mail could be planned');
  expect(await applyPlan(plan, changes, options)).toMatchObject({ kind: 'applied' });
  return changes;
};

const mailsOf = (odoo: SmallOdoo) =>
  odoo.database.query(
    `select m.id, m.state, m.failure_reason, count(r)::int as recipients
     from mail_mail m left join mail_mail_res_partner_rel r on r.mail_mail_id = m.id group by m.id order by m.id`,
  );

test('undo takes back what has not left: a mail that was sent meanwhile stays whole as it became', async () => {
  const odoo = await createConsoleOdoo(18);
  const sent = await failHalf(odoo);
  const waiting = await failHalf(odoo);
  const changes = await retry(odoo, [sent, waiting]);
  await odoo.database.query(`update mail_mail set state = 'sent' where id = $1`, [sent]);

  expect(await undoEntry(undefined, changes, options)).toMatchObject({
    kind: 'undone-in-part',
    entry: { left: [expect.stringContaining(`Row ${sent} of mail_mail: state was changed since`)] },
  });

  expect(await mailsOf(odoo)).toEqual([
    { id: sent, state: 'sent', failure_reason: null, recipients: 1 },
    { id: waiting, state: 'exception', failure_reason: '111\nConnection refused', recipients: 2 },
  ]);
});

test('a mail that was sent and deleted, as Odoo does, is told in one sentence', async () => {
  const odoo = await createConsoleOdoo(18);
  const mail = await failHalf(odoo);
  const changes = await retry(odoo, [mail]);
  await odoo.database.query('delete from mail_mail where id = $1', [mail]);

  expect(await undoEntry(undefined, changes, options)).toMatchObject({
    kind: 'undone-in-part',
    entry: { left: [`Row ${mail} of mail_mail is gone and does not come back.`] },
  });
});
