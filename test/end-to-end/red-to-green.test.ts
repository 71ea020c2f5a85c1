import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTerminal } from '../support/terminal.ts';
import { followReadme, patience } from './follow-readme.ts';

const asksFor = /Type (\d+), then y/;

test('as the README leads a new user the demo gets from red to green, and leaves nothing behind', {
  timeout: 300_000,
}, async () => {
  const home = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const terminal = openTerminal(['demo', 'credentials'], { env: { HOME: home, XDG_STATE_HOME: '' } });

  await followReadme(terminal, {
    opens: /✖ Gmail [\s\S]*F +1 Enter user and password anew/,
    askToSend: async ({ press }) => {
      await terminal.waitFor(/F +1 Send \d+ failed mails again/, patience);
      press('F');
      await terminal.waitFor(/A\s+takes\s+them\s+in/, patience);
      press('A');
      const takesIn = (screen: string) => !/takes\s+them\s+in/.test(screen) && asksFor.test(screen);
      const screen = await terminal.waitFor(takesIn, patience);
      return asksFor.exec(screen)?.[1] ?? '';
    },
    ends: /✔ Mail is going out\.[\s\S]*failed +0 /,
  });

  terminal.type('q');
  expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  expect(terminal.raw()).toContain('2 changes, gone with the demo.');
  expect((await readdir(home)).filter((name) => name !== '.cache')).toEqual([]);
});
