import { UserError } from '../domain/errors.ts';
import { Secret } from '../domain/secret.ts';
import type { CommandContext } from '../world/command.ts';

/** No password or token is longer; a file that was piped in by mistake is, bytes. */
const maxSecretBytes = 16 * 1024;

/**
 * A secret piped into the command, without its line end. Never from argv, where every process can read it.
 * Throws UserError when nothing, too much, or a terminal is there.
 */
export const readSecret = async ({ stdin, signal }: CommandContext, flag: string): Promise<Secret> => {
  if (stdin.isTTY) {
    throw new UserError(`${flag} reads standard input, which is a terminal here.`, `Pipe it in: … ${flag} < file`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    signal.throwIfAborted();
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > maxSecretBytes)
      throw new UserError(`${flag} got more than ${maxSecretBytes} bytes: that is no password.`);
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (text === '') throw new UserError(`${flag} found nothing on standard input.`);
  return new Secret(text);
};
