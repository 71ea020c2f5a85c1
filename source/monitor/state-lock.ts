import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { describeFileTrouble } from '../services/host/file-trouble.ts';
import { wordsOf } from './words-of.ts';

/** Longer paths are no socket's: unix(7), sun_path. Some are left for the name that it has for a moment. */
const longestPath = 60;

/**
 * Keeps a state to one monitor: a socket beside the file that only a living process answers, so that nothing is left to
 * clear away after a `kill -9`.
 * @throws UserError where another one has it.
 */
export const lockState = async (path: string): Promise<AsyncDisposable> => {
  const socket = socketOf(path);
  try {
    await mkdir(dirname(socket), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw cannotHave(`The folder ${dirname(socket)} for the monitor's state cannot be made`, cause);
  }
  const server = (await listen(socket)) ?? (await takeOver(socket));
  if (server === undefined) {
    throw new UserError(
      `Another monitor watches the same databases, with its state in ${path}.`,
      'End that one first, or give this one another $XDG_STATE_HOME.',
    );
  }
  // It is no reason to stay alive.
  server.unref();
  return {
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
};

const socketOf = (path: string): string => {
  const beside = `${path.replace(/\.json$/, '')}.lock`;
  if (Buffer.byteLength(beside) <= longestPath) return beside;
  return join(tmpdir(), `omd-${createHash('sha256').update(beside).digest('hex').slice(0, 16)}.lock`);
};

/** Undefined where the name is taken. */
const listen = async (socket: string): Promise<Server | undefined> => {
  const server = createServer((asking) => asking.destroy());
  try {
    server.listen(socket);
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw cannotHave(`The monitor's state in ${dirname(socket)} cannot be locked`, error);
  }
};

const cannotHave = (what: string, cause: unknown): UserError =>
  new UserError(
    `${what}: ${describeFileTrouble(cause) ?? wordsOf(cause)}.`,
    'Name a folder with $XDG_STATE_HOME that this account may write to.',
    { cause },
  );

/**
 * The name of a dead process is moved away before it is asked: of two that find it at once, the second moves the living
 * socket of the first, hears it answer, and puts it back.
 */
const takeOver = async (socket: string): Promise<Server | undefined> => {
  const aside = `${socket}.${randomUUID().slice(0, 4)}`;
  await rename(socket, aside).catch(() => undefined);
  if (await answers(aside)) {
    await rename(aside, socket);
    return undefined;
  }
  await rm(aside, { force: true });
  return await listen(socket);
};

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const asking = connect(socket);
    asking.once('connect', () => {
      asking.destroy();
      resolve(true);
    });
    asking.once('error', () => resolve(false));
  });
