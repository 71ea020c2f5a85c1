import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pressYes } from '../support/press-yes.ts';
import { openTerminal } from '../support/terminal.ts';

const enter = '\r';
const esc = '\u001b';
const patience = 60_000;

/** As many keys as a new user shall need, beside the password. */
const mostKeys = 15;

test('as the README leads a new user the demo gets from red to green, and leaves nothing behind', {
  timeout: 300_000,
}, async () => {
  const home = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const terminal = openTerminal(['demo', 'credentials'], { env: { HOME: home, XDG_STATE_HOME: '' } });
  let pressed = 0;
  const press = (...keys: readonly string[]): void => {
    pressed += keys.length;
    terminal.type(keys.join(''));
  };
  const confirm = async (asks: string): Promise<void> => {
    pressed += 1;
    await pressYes(terminal, asks, patience);
  };

  await terminal.waitFor(/✖ Gmail [\s\S]*F +1 Enter user and password anew/, 2 * patience);
  press('F');
  await terminal.waitFor(/❯ User/, patience);
  press(enter);
  await terminal.waitFor(/❯ Password/, patience);
  terminal.type('demo-right-password');
  press(enter);
  await confirm('Press y to do exactly this');
  await terminal.waitFor(/Cured: .*accepts the login/, patience);
  press('1');
  await terminal.waitFor(/F +1 Send \d+ failed mails again/, patience);
  press('F');
  await terminal.waitFor(/A\s+takes\s+them\s+in/, patience);
  press('A');
  await terminal.waitFor((screen) => !/takes\s+them\s+in/.test(screen) && /Type \d+, then y/.test(screen), patience);
  const [, count = ''] = /Type (\d+), then y/.exec(terminal.text()) ?? [];
  press(...count);
  await confirm(`Type ${count}, then y`);
  await terminal.waitFor(`${count} mails sent`, 2 * patience);
  press(esc);
  await terminal.waitFor((screen) => !screen.includes(`${count} mails sent`), patience);
  press('1');
  await terminal.waitFor(/✔ Mail is going out\.[\s\S]*failed +0 /, 2 * patience);
  expect(pressed).toBeLessThanOrEqual(mostKeys);

  terminal.type('q');
  expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  expect(terminal.raw()).toContain('2 changes, gone with the demo.');
  expect((await readdir(home)).filter((name) => name !== '.cache')).toEqual([]);
});
