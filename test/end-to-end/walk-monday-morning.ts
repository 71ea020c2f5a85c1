import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { pressYes } from '../support/press-yes.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

const enter = '\r';
const patience = 60_000;

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** From the opening question to the last step with nothing but keys and what the screen says. */
export const walkMondayMorning = async (columns: number, rows: number): Promise<Terminal> => {
  const terminal = openTerminal(['demo', 'monday-morning'], {
    columns,
    rows,
    env: { XDG_STATE_HOME: await temporaryFolder() },
  });
  const confirm = (): Promise<void> => pressYes(terminal, 'Press y to do exactly this', patience);
  await terminal.waitFor('Nothing is being sent', patience);

  // "What do you see?" – mails have the status exception.
  terminal.type('2');
  await terminal.waitFor('What do you see?', patience);
  terminal.type(`jjjj${enter}`);
  await terminal.waitFor('measures everything again', patience);

  // The queue runner is the first cause; its preview says that the password is better mended before it.
  terminal.type('n');
  await terminal.waitFor(/SMTP credentials|user and password that Odoo has/, patience);
  terminal.type('F');
  await terminal.waitFor('Which remedy?', patience);
  terminal.type(enter);
  await terminal.waitFor(/❯ User/, patience);
  terminal.type(enter);
  await terminal.waitFor(/❯ Password/, patience);
  terminal.type(`demo-right-password${enter}`);
  await confirm();
  await terminal.waitFor(/Cured: .*accepts the login/, patience);

  // On to the queue runner.
  await terminal.waitFor("Is Odoo's queue runner alive?", patience);
  terminal.type('F');
  await confirm();
  await terminal.waitFor(/Cured: The queue runner is switched on/, 2 * patience);

  // Fourteen people who do not exist get an address, one after the other.
  for (let person = 1; person <= 14; person += 1) {
    await terminal.waitFor('Can the recipients be reached?', 2 * patience);
    terminal.type('gF');
    await terminal.waitFor('E-mail address', patience);
    terminal.type(`person${person}@customers.example${enter}`);
    await confirm();
    await terminal.waitFor((screen) => /Cured: /.test(screen) && !/Measuring again/.test(screen), patience);
  }

  // The rest are blacklisted customers, whom a retry leaves out until somebody says that these are invoices.
  await terminal.waitFor(/Nothing stands in the way of 30\d of the 312 failed mails/, 2 * patience);
  terminal.type('3');
  await terminal.waitFor('312 failed mails', patience);
  // What the demo says before its console opens names the password on purpose.
  const [, ...drawn] = terminal.raw().split('\u001b[?1049h');
  expect(drawn.join('')).not.toContain('demo-right-password');
  return terminal;
};

/** Every failed mail goes out again; then nothing failed is left, and the headline is calm. */
export const sendFailedMails = async (terminal: Terminal): Promise<void> => {
  // The list shows what waits as well.
  terminal.type(`/state:exception${enter}`);
  await terminal.waitFor(/^312 failed mails/m, patience);
  await terminal.waitFor(/^❯ +\d+ .*\S@/m, patience);
  terminal.type('a');
  await terminal.waitFor(/\d+ marked/, patience);
  terminal.type('a');
  await terminal.waitFor('312 marked', patience);
  terminal.type('R');
  // The customers who asked for no newsletters are taken in: these are invoices.
  await terminal.waitFor(/\(A\s+takes\s+them\s+in\)/, patience);
  terminal.type('A');
  await terminal.waitFor('Type 312, then y', patience);
  terminal.type('312');
  await pressYes(terminal, 'Type 312, then y');
  await terminal.waitFor('312 mails sent', 2 * patience);
  terminal.type('\u001b');
  await terminal.waitFor((screen) => !screen.includes('Send 312 failed mails again'), patience);
  terminal.type('1');
  await terminal.waitFor(/failed +0 /, patience);
  terminal.type('2');
  await terminal.waitFor('measures everything again', patience);
  terminal.type('a');
  await terminal.waitFor('Mail is going out', 2 * patience);
};
