import { expect, test } from 'vitest';
import { openTerminal } from '../support/terminal.ts';

const patience = 120_000;
const password = 'Rq1U-y3F-geheim';

test.each([
  ['the letters', password],
  ['a paste', `\u001b[200~${password}\u001b[201~`],
])(
  'F, Enter and a password in one go: the dialog gets it, and no frame ever shows it: %s',
  {
    timeout: 2 * patience,
  },
  async (_, typed) => {
    const terminal = openTerminal(['demo', 'credentials'], { columns: 120, rows: 40 });
    await terminal.waitFor(/F +1 Enter user and password anew/, patience);
    terminal.type(`F\r${typed}`);
    await terminal.waitFor(new RegExp(`❯ Password\\n.*•{${password.length}}`), patience);
    // It is another one than the server knows.
    terminal.type('\r');
    await terminal.waitFor('Nothing was saved', patience);
    terminal.type('\u0003');
    await terminal.ended;
    expect(terminal.raw()).not.toContain(password);
    // Nor a part of it, where keys are drawn one by one.
    expect(terminal.raw()).not.toContain(password.slice(0, 5));
  },
);
