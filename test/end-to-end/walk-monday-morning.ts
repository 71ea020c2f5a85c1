import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { pressYes } from '../support/press-yes.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';
import { enter, esc, followReadme, patience } from './follow-readme.ts';

const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** From a stuck queue to the last mail with nothing but keys and what the screen says. */
export const walkMondayMorning = async (columns: number, rows: number): Promise<Terminal> => {
  const terminal = openTerminal(['demo', 'monday-morning'], {
    columns,
    rows,
    env: { XDG_STATE_HOME: await temporaryFolder() },
  });
  const confirm = (): Promise<void> => pressYes(terminal, 'Press y to do exactly this', patience);
  await followReadme(terminal, {
    opens: /measured just now[\s\S]*F +1 Enter user and password anew/,
    mendRest: async (keys) => {
      await terminal.waitFor("Is Odoo's queue runner alive?", patience);
      keys.press('F');
      await keys.confirm('Press y to do exactly this');
      await terminal.waitFor(/Cured: The queue runner is switched on/, 2 * patience);
    },
    askToSend: async (keys) => {
      await terminal.waitFor(/F +1 Send 290 failed mails again/, patience);
      keys.press('F');
      await terminal.waitFor('Type 290, then y', patience);
      return '290';
    },
    ends: /Mail is going out\. 22 failed mails are left for the contacts to act on/,
  });

  terminal.type('2');
  await terminal.waitFor('measures everything again', patience);
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
  await terminal.waitFor(/Nothing stands in the way of 1\d of the 22 failed mails/, 2 * patience);
  terminal.type('3');
  // The filter with which the failed mails were sent, and the marks of those that were not.
  await terminal.waitFor('8 marked', patience);
  terminal.type('u');
  await terminal.waitFor((screen) => !screen.includes('8 marked'), patience);
  terminal.type(esc);
  await terminal.waitFor(/^\d+ mails, 22 failed/m, patience);
  // What the demo says before its console opens names the password on purpose.
  const [, ...drawn] = terminal.raw().split('\u001b[?1049h');
  expect(drawn.join('')).not.toContain('demo-right-password');
  return terminal;
};

/** Every failed mail goes out again; then nothing failed is left, and the headline is calm. */
export const sendFailedMails = async (terminal: Terminal): Promise<void> => {
  // The list shows what waits as well.
  terminal.type(`/state:exception${enter}`);
  await terminal.waitFor(/^22 failed mails/m, patience);
  await terminal.waitFor(/^❯ +\d+ .*\S@/m, patience);
  terminal.type('a');
  await terminal.waitFor(/\d+ marked/, patience);
  terminal.type('a');
  await terminal.waitFor('22 marked', patience);
  terminal.type('R');
  // The customers who asked for no newsletters are taken in: these are invoices.
  await terminal.waitFor(/\(A\s+takes\s+them\s+in\)/, patience);
  terminal.type('A');
  await terminal.waitFor('Type 22, then y', patience);
  terminal.type('22');
  await pressYes(terminal, 'Type 22, then y');
  await terminal.waitFor('22 mails sent', 2 * patience);
  terminal.type(esc);
  await terminal.waitFor((screen) => !screen.includes('Send 22 failed mails again'), patience);
  terminal.type('1');
  await terminal.waitFor(/failed +0 /, patience);
  terminal.type('2');
  await terminal.waitFor('measures everything again', patience);
  terminal.type('a');
  await terminal.waitFor('Mail is going out', 2 * patience);
};
