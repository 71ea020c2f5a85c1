import { Buffer } from 'node:buffer';
import { namedKeys } from './keys/named-keys.ts';
import type { ScreenWorld } from './screens/screen.ts';

/** Terminals drop longer ones (xterm and others stop near 75 000 bytes of base64). */
const mostBytes = 56_000;

/** The sequence that puts text on the clipboard (OSC 52); undefined when it is too long. */
const copySequence = (text: string): string | undefined => {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length > mostBytes ? undefined : `\u001b]52;c;${bytes.toString('base64')}\u0007`;
};

/** Puts text on the clipboard of the terminal, over SSH too, and says so: `what` in words. */
export const createCopy =
  ({ say, writeTerminal }: Pick<ScreenWorld, 'say' | 'writeTerminal'>) =>
  (text: string, what: string): void => {
    const sequence = copySequence(text);
    if (sequence === undefined) {
      say(`That is too much for the clipboard of a terminal; ${namedKeys.export} writes a file.`);
      return;
    }
    writeTerminal(sequence);
    say(`Copied, if the terminal lets us: ${what}`);
  };
