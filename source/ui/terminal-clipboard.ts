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

export type Multiplexer = 'tmux' | 'screen';

/** Between us and the terminal: what it does not hand on by itself. */
export const readMultiplexer = (env: NodeJS.ProcessEnv): Multiplexer | undefined => {
  if ((env['TMUX'] ?? '') !== '') return 'tmux';
  return (env['STY'] ?? '') !== '' ? 'screen' : undefined;
};

/** GNU screen drops longer strings: MAXSTR in its sources was 256 for long. */
const mostInScreen = 240;

/**
 * The sequence as it gets through a multiplexer. tmux hears it itself with `set-clipboard on`, and hands it on with
 * `allow-passthrough on`: both are written. GNU screen hands on what is wrapped, in pieces.
 */
export const passThrough = (sequence: string, multiplexer: Multiplexer | undefined): string => {
  switch (multiplexer) {
    case 'tmux':
      return `${sequence}\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
    case 'screen': {
      const pieces = sequence.match(new RegExp(`[^]{1,${mostInScreen}}`, 'g')) ?? [];
      return pieces.map((piece) => `\u001bP${piece}\u001b\\`).join('');
    }
    case undefined:
      return sequence;
  }
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
