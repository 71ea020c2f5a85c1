import { StringDecoder } from 'node:string_decoder';
import { UserError } from '../domain/errors.ts';
import { Secret } from '../domain/secret.ts';
import type { CommandContext } from './command.ts';

/** No password or key is longer, characters. */
const longest = 16 * 1024;

type Terminal = Pick<CommandContext, 'stdin' | 'stderr' | 'signal'> & {
  readonly options: Pick<CommandContext['options'], 'ascii'>;
};

/**
 * Asks on the terminal, with a dot for each character that is typed; the terminal is as it was afterwards.
 * @throws UserError when it is answered with Ctrl+C, Ctrl+D or nothing; the signal's reason when it is aborted.
 */
export const promptSecret = async (terminal: Terminal, question: string): Promise<Secret> => {
  const { stdin, stderr, signal } = terminal;
  signal.throwIfAborted();
  const wasRaw = stdin.isRaw;
  stdin.setRawMode(true);
  stderr.write(`${question}: `);
  try {
    const text = await readLine(terminal);
    if (text === '') throw new UserError('Nothing was entered.');
    return new Secret(text);
  } finally {
    stdin.setRawMode(wasRaw);
    stdin.pause();
    stderr.write('\n');
  }
};

/** Empty when it was given up. One listener all along: between two of them a key would be lost. */
const readLine = ({ stdin, stderr, signal, options }: Terminal): Promise<string> => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const decoder = new StringDecoder('utf8');
  let typed: readonly string[] = [];
  const onData = (chunk: Buffer): void => {
    const { text, end } = type(typed, decoder.write(chunk));
    stderr.write(redraw(typed.length, text.length, options.ascii ? '*' : '•'));
    typed = text;
    if (end !== undefined) resolve(end === 'entered' ? typed.join('') : '');
  };
  const onEnd = (): void => resolve('');
  const onAbort = (): void => reject(signal.reason);
  stdin.on('data', onData).once('end', onEnd);
  // What drew there before has let go of it: paused, it would be heard no more.
  stdin.ref();
  stdin.resume();
  signal.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => {
    stdin.off('data', onData).off('end', onEnd);
    signal.removeEventListener('abort', onAbort);
  });
};

interface Typing {
  readonly text: readonly string[];
  readonly end?: 'entered' | 'cancelled';
}

/** What a line editor makes of these keys; those that only move a cursor do nothing. */
const type = (before: readonly string[], keys: string): Typing => {
  let text = [...before];
  // Arrow keys and the like come as one escape sequence.
  for (const key of keys.replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/g, '')) {
    if (key === '\r' || key === '\n') return { text, end: 'entered' };
    if (key === '\u0003' || (key === '\u0004' && text.length === 0)) return { text: [], end: 'cancelled' };
    if (key === '\u007f' || key === '\b') text.pop();
    else if (key === '\u0015') text = [];
    else if (key >= ' ' && text.length < longest) text.push(key);
  }
  return { text };
};

const redraw = (before: number, after: number, dot: string): string =>
  after >= before ? dot.repeat(after - before) : '\b \b'.repeat(before - after);
