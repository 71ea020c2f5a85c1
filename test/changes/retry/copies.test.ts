import { describe, expect, test } from 'vitest';
import { applyPlan } from '../../../source/changes/apply.ts';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import type { RetryOptions } from '../../../source/changes/retry/retry-options.ts';
import { undoEntry } from '../../../source/changes/undo-entry.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { createConsoleOdoo, failMail, settleRecipient } from '../console-odoo.ts';
import { openChanges } from '../open-changes.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const signal = new AbortController().signal;
const usual: RetryOptions = { include: new Set(), maxAgeMs: Number.MAX_SAFE_INTEGER, canary: false };
const refused = `Mail Delivery Failed\nMail delivery failed via SMTP server 'Relay'.\nSMTPRecipientsRefused: {'cc@customer.example': (452, b'4.2.2 Mailbox full')}`;

const plan = async (odoo: SmallOdoo, mail: number) =>
  planRetry(await openRetryWorld(odoo.database.dsn), [mail], usual, { signal });

/** Puts partners in copy of a mail, each with a notification unless the mail is none of the chatter. */
const copyTo = async ({ database }: SmallOdoo, mail: number, partner: number, status: string | null): Promise<void> => {
  await database.query('insert into mail_mail_res_partner_cc_rel values ($1, $2)', [mail, partner]);
  if (status === null) return;
  await database.query(
    `insert into mail_notification (mail_message_id, res_partner_id, notification_type, notification_status, mail_mail_id)
     select mail_message_id, $2, 'email', $3, id from mail_mail where id = $1`,
    [mail, partner, status],
  );
};

const readPartners = async ({ database }: SmallOdoo, mail: number) => ({
  to: await database.query('select res_partner_id from mail_mail_res_partner_rel where mail_mail_id = $1', [mail]),
  cc: await database.query('select res_partner_id from mail_mail_res_partner_cc_rel where mail_mail_id = $1', [mail]),
});

const openWorld = async () => {
  const server = await startBehaviour('good');
  const odoo = await createConsoleOdoo(20);
  await odoo.addServer({ port: server.port });
  return {
    odoo,
    to: await odoo.addPartner('To', 'to@customer.example'),
    cc: await odoo.addPartner('Cc', 'cc@customer.example'),
  };
};

describe('Partners in copy (Odoo 20)', () => {
  test('a mail with nobody but a partner in copy goes to them', async () => {
    const { odoo, cc } = await openWorld();
    const mail = await failMail(odoo, {});
    await copyTo(odoo, mail, cc, 'exception');

    expect(await plan(odoo, mail)).toMatchObject({ ids: [mail], setAside: [], servedRecipients: 0 });
  });

  test('a refused copy is sent again, and whoever is in To and has the mail is taken off it; undo brings them back', async () => {
    const { odoo, to, cc } = await openWorld();
    const mail = await failMail(odoo, { partners: [to] }, refused);
    await copyTo(odoo, mail, cc, 'exception');
    await settleRecipient(odoo, mail, to, 'sent');
    const before = await readPartners(odoo, mail);
    const preview = await plan(odoo, mail);
    const changes = await openChanges(odoo.database.dsn);

    expect(preview).toMatchObject({ ids: [mail], servedRecipients: 1 });
    const written = preview.plan ?? expect.unreachable();
    await applyPlan({ ...written, outside: [] }, changes, { deadlineMs: 1_000 });

    expect(await readPartners(odoo, mail)).toEqual({ to: [], cc: [{ res_partner_id: cc }] });
    expect(await undoEntry(undefined, changes, { deadlineMs: 1_000 })).toMatchObject({ kind: 'undone' });
    expect(await readPartners(odoo, mail)).toEqual(before);
  });

  test('a copy that arrived is taken off the mail, so that it goes to the refused one in To alone', async () => {
    const { odoo, to, cc } = await openWorld();
    const mail = await failMail(odoo, { partners: [to] }, refused);
    await copyTo(odoo, mail, cc, 'sent');
    await settleRecipient(odoo, mail, to, 'exception');

    const preview = await plan(odoo, mail);

    expect(preview.plan?.transactions[0]).toMatchObject([
      { kind: 'delete-rows', table: 'mail_mail_res_partner_cc_rel', rows: [{ res_partner_id: String(cc) }] },
      { kind: 'update-rows', table: 'mail_mail' },
    ]);
  });

  test('who stands in To and in copy and has the mail is taken off both', async () => {
    const { odoo, to, cc } = await openWorld();
    const mail = await failMail(odoo, { partners: [to, cc] }, refused);
    await odoo.database.query('insert into mail_mail_res_partner_cc_rel values ($1, $2)', [mail, to]);
    await settleRecipient(odoo, mail, to, 'sent');
    await settleRecipient(odoo, mail, cc, 'exception');

    const preview = await plan(odoo, mail);

    expect(preview.servedRecipients).toBe(1);
    expect(preview.plan?.transactions[0]).toMatchObject([
      { table: 'mail_mail_res_partner_rel', rows: [{ res_partner_id: String(to) }] },
      { table: 'mail_mail_res_partner_cc_rel', rows: [{ res_partner_id: String(to) }] },
      { kind: 'update-rows' },
    ]);
  });

  test('where nothing tells which of two partners was served the mail waits for a person', async () => {
    const { odoo, to, cc } = await openWorld();
    const mail = await failMail(odoo, { partners: [to], notifies: false }, refused);
    await copyTo(odoo, mail, cc, null);

    expect(await plan(odoo, mail)).toMatchObject({ ids: [], setAside: [{ reason: 'may-be-delivered', ids: [mail] }] });
  });

  test('everybody has it only when those in copy have it', async () => {
    const { odoo, to, cc } = await openWorld();
    const mail = await failMail(odoo, { partners: [to] });
    await copyTo(odoo, mail, cc, 'sent');
    await settleRecipient(odoo, mail, to, 'sent');

    expect(await plan(odoo, mail)).toMatchObject({ ids: [], setAside: [{ reason: 'served', ids: [mail] }] });
  });
});
