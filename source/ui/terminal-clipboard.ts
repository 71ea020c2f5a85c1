import { Buffer } from 'node:buffer';

/** Terminals drop longer ones (xterm and others stop near 75 000 bytes of base64). */
const mostBytes = 56_000;

/** The sequence that puts text on the clipboard of the terminal, over SSH too (OSC 52); undefined when it is too long. */
export const copySequence = (text: string): string | undefined => {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length > mostBytes ? undefined : `\u001b]52;c;${bytes.toString('base64')}\u0007`;
};
