import { expect } from 'vitest';
import { pressYes } from '../support/press-yes.ts';
import type { Terminal } from '../support/terminal.ts';

export const enter = '\r';
export const esc = '\u001b';
/** How long a screen may take on a busy machine, ms. */
export const patience = 60_000;

/** As many keys as a new user shall need, beside the password. */
const mostKeys = 15;

/** The keys of a walk that the README leads, counted. */
interface CountedKeys {
  press(...keys: readonly string[]): void;
  confirm(asks: string): Promise<void>;
}

/** What differs from one demo to the next. */
interface ReadmeWalk {
  /** The screen that offers to enter the password anew. */
  readonly opens: RegExp;
  /** What else is to be mended before the mails are sent. */
  mendRest?(keys: CountedKeys): Promise<void>;
  /** Asks for the failed mails to be sent; resolves with how many the dialog wants typed. */
  askToSend(keys: CountedKeys): Promise<string>;
  /** The screen at the end. */
  readonly ends: RegExp;
}

/** As the README leads a new user: with so few keys from a refused password to a queue that sends. */
export const followReadme = async (
  terminal: Terminal,
  { opens, mendRest, askToSend, ends }: ReadmeWalk,
): Promise<void> => {
  let pressed = 0;
  const keys: CountedKeys = {
    press(...keys) {
      pressed += keys.length;
      terminal.type(keys.join(''));
    },
    async confirm(asks) {
      pressed += 1;
      await pressYes(terminal, asks, patience);
    },
  };
  const { press, confirm } = keys;
  await terminal.waitFor(opens, 2 * patience);
  press('F');
  await terminal.waitFor(/❯ User/, patience);
  press(enter);
  await terminal.waitFor(/❯ Password/, patience);
  terminal.type('demo-right-password');
  press(enter);
  await confirm('Press y to do exactly this');
  await terminal.waitFor(/Cured: .*accepts the login/, patience);
  await mendRest?.(keys);
  press('1');
  const count = await askToSend(keys);
  press(...count);
  await confirm(`Type ${count}, then y`);
  await terminal.waitFor(`${count} mails sent`, 2 * patience);
  press(esc);
  await terminal.waitFor((screen) => !screen.includes(`${count} mails sent`), patience);
  press('1');
  await terminal.waitFor(ends, 2 * patience);
  expect(pressed).toBeLessThanOrEqual(mostKeys);
};
