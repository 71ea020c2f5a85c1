import { expect, test } from 'vitest';
import { openSickWorld } from '../support/sick-world.ts';
import { openTerminal } from '../support/terminal.ts';

test('on a terminal fix asks for the password that the remedy needs, and shows none of it', async () => {
  const world = await openSickWorld({ series: 18, scenario: 'credentials' });
  const { dsn = '', resolver = '' } = world.options;
  const target = ['--dsn', dsn, '--resolver', resolver];
  const terminal = openTerminal(['fix', 'credentials.password', '--subject', 'server:1', ...target], { columns: 120 });
  await terminal.waitFor(/password: $/im, 60_000);
  terminal.type('not-the-right-one\r');
  await terminal.ended;
  expect(terminal.raw()).not.toContain('not-the-right-one');
  expect(terminal.raw()).toContain('•••');
  expect(terminal.raw()).not.toContain('is missing');
}, 120_000);
