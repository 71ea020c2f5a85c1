import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { createConsoleOdoo, failMail, settleRecipient } from '../changes/console-odoo.ts';
import type { SmallOdoo } from '../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../demo/smtp/start-behaviour.ts';
import { cancelWithEnvelopes, markOutgoing, unlink } from '../support/odoo-actions.ts';
import { outerSeries } from '../support/postgres.ts';
import { pressYes } from '../support/press-yes.ts';
import { readEverything, readEverythingAfter } from '../support/read-everything.ts';
import { runProgram } from '../support/run-program.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

interface Action {
  readonly verb: 'retry' | 'cancel' | 'purge';
  readonly key: string;
  /** What the dialog asks for before anything happens. */
  readonly asks: string;
  /** What Odoo's own button does to those mails. */
  asOdoo(series: OdooSeries, where: string): string;
}

/** Ann has the mail already: she is taken off it, which Odoo does not do and which keeps her from a second copy. */
const retry: Action = {
  verb: 'retry',
  key: 'R',
  asks: 'Press y',
  asOdoo: (series, where) => `
    delete from mail_mail_res_partner_rel r using res_partner p
      where p.id = r.res_partner_id and p.name = 'Ann' and r.mail_mail_id in (select id from mail_mail where ${where});
    ${markOutgoing(series, where)}`,
};
const cancel: Action = { verb: 'cancel', key: 'C', asks: 'Press y', asOdoo: cancelWithEnvelopes };
const purge: Action = { verb: 'purge', key: 'X', asks: 'Type 2', asOdoo: unlink };
const actions = [retry, cancel, purge];

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

type Contents = Awaited<ReturnType<typeof readEverything>>;

/** The moment of a change is not compared, nor when the queue runs next: waking it is what Odoo's button lacks. */
const momentary = { without: ['write_date'] };
const withoutWaking = ({ ir_cron, ir_cron_trigger, ...rest }: Contents): Contents => rest;

const readTables = async ({ database }: SmallOdoo): Promise<Contents> =>
  withoutWaking(await readEverything(database, momentary));

const readTablesAfter = async ({ database }: SmallOdoo, statements: string): Promise<Contents> =>
  withoutWaking(await readEverythingAfter(database, statements, momentary));

/** For each action a notification that Ann has and Bob has not, and a mail of its own with a file. */
const createWorld = async (series: OdooSeries) => {
  const server = await startBehaviour('good');
  const odoo = await createConsoleOdoo(series);
  await odoo.addServer({ port: server.port });
  const ann = await odoo.addPartner('Ann', 'ann@customer.example');
  const bob = await odoo.addPartner('Bob', 'bob@customer.example');
  const mails = new Map<Action, readonly number[]>();
  for (const action of actions) {
    const notification = await failMail(odoo, { partners: [ann, bob] });
    await settleRecipient(odoo, notification, ann, 'sent');
    await settleRecipient(odoo, notification, bob, 'exception');
    const letter = await failMail(odoo, { emailTo: 'cat@customer.example', attachmentBytes: 3 });
    await odoo.database.query(
      `update ir_attachment set res_model = 'mail.message', res_id = 0, db_datas = '\\x616263'
       where id = (select attachment_id from message_attachment_rel r join mail_mail m on m.mail_message_id = r.message_id
         where m.id = $1)`,
      [letter],
    );
    mails.set(action, [notification, letter]);
  }
  return { odoo, mailsFor: (action: Action) => mails.get(action) ?? [] };
};

const among = (mails: readonly number[]): string => `id in (${mails.join()})`;

const clearLine = '\u0015';
const escapeKey = '\u001b';

/** Esc stops what still runs and closes what is open. */
const leaveDialogs = (terminal: Terminal): Promise<void> =>
  vi.waitFor(
    () => {
      if (terminal.text().includes('/ id:')) return;
      terminal.type(escapeKey);
      expect.fail(`the list is not to be seen:\n${terminal.text()}`);
    },
    { timeout: 10_000, interval: 200 },
  );

const lists = (screen: string, id: number): boolean => new RegExp(`^[❯ ] +${id} `, 'm').test(screen);

describe.each(outerSeries)('Odoo %i', (series) => {
  test('by keyboard, every action leaves every table as the action of Odoo does, and U brings it back', {
    timeout: 120_000,
  }, async () => {
    const { odoo, mailsFor } = await createWorld(series);
    const terminal = openTerminal(['--dsn', odoo.database.dsn], {
      columns: 120,
      rows: 40,
      env: { XDG_STATE_HOME: await temporaryFolder() },
    });
    await terminal.waitFor('3 Retry');
    terminal.type('3');
    for (const action of actions) {
      const mails = mailsFor(action);
      const before = await readTables(odoo);
      const expected = await readTablesAfter(odoo, action.asOdoo(series, among(mails)));

      terminal.type(`/${clearLine}id:${mails.join()}\r`);
      await terminal.waitFor((screen) => /^2 failed mails/m.test(screen) && mails.every((id) => lists(screen, id)));
      terminal.type('a');
      await terminal.waitFor('2 marked');
      terminal.type(action.key);
      await terminal.waitFor(action.asks);
      expect(await readTables(odoo)).toEqual(before);
      if (action === purge) terminal.type('2');
      await pressYes(terminal, action.asks);
      await vi.waitFor(async () => expect(await readTables(odoo)).toEqual(expected), { timeout: 10_000 });

      await leaveDialogs(terminal);
      terminal.type('U');
      await pressYes(terminal, 'Press y to take it back');
      await terminal.waitFor('Taken back');
      await vi.waitFor(async () => expect(await readTables(odoo)).toEqual(before));
      terminal.type('u');
      await terminal.waitFor((screen) => !screen.includes('marked'));
    }
  });

  test('by command, every action leaves every table as the action of Odoo does, and undo brings it back', async () => {
    const { odoo, mailsFor } = await createWorld(series);
    const env = { XDG_STATE_HOME: await temporaryFolder() };
    const run = (args: readonly string[]) => runProgram([...args, '--dsn', odoo.database.dsn], { env });
    for (const action of actions) {
      const mails = mailsFor(action);
      const before = await readTables(odoo);
      const expected = await readTablesAfter(odoo, action.asOdoo(series, among(mails)));

      expect(await run([action.verb, '--id', mails.join(), '--apply'])).toMatchObject({ status: 0 });
      expect(await readTables(odoo)).toEqual(expected);
      expect(await run(['undo'])).toMatchObject({ status: 0 });
      expect(await readTables(odoo)).toEqual(before);
    }
  });
});
