import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pause } from '../../lib/pause.ts';
import { hashAccount } from './hash-account.ts';
import { describeAccount, type LoginRefusal, type RefusalMemory, type SmtpAccount } from './refused-secrets.ts';

interface RefusalFileOptions {
  readonly path: string;
  /** What the accounts belong to (a database's uuid): the same login of another database is another entry. */
  readonly scope: () => Promise<string>;
  /** Hears in a sentence that the file could not be read or written; then the process has its own memory only. */
  readonly onTrouble: (sentence: string) => void;
}

/** One refused login: a salted hash of what it was, and the server's words. */
interface Entry {
  readonly key: string;
  readonly at: string;
  readonly code: number;
  readonly text: string;
}

interface Content {
  /** Of all keys, base64. */
  readonly salt: string;
  readonly refusals: readonly Entry[];
}

/** More than anybody has mail servers; the oldest go first. */
const mostEntries = 200;

/**
 * Refused logins of earlier processes, in a file for nobody's eyes but the account's. It holds no user, no host and no
 * secret: each entry is found by a slow hash of all of them.
 */
export const openRefusalFile = ({ path, scope, onTrouble }: RefusalFileOptions): RefusalMemory => {
  const attempt = async <Value>(what: string, work: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      onTrouble(`${path} could not be ${what}, so a refused password may be tried once more by the next run: ${why}`);
      return undefined;
    }
  };
  const keyOf = async (account: SmtpAccount, salt: string): Promise<string> =>
    await hashAccount(`${await scope()}\0${describeAccount(account)}`, salt);

  const change = (
    account: SmtpAccount,
    edit: (others: readonly Entry[], key: string) => readonly Entry[],
  ): Promise<void> =>
    whileLocked(path, async () => {
      const content = (await readContent(path).catch(undefinedIfDamaged)) ?? {
        salt: randomBytes(16).toString('base64'),
        refusals: [],
      };
      const key = await keyOf(account, content.salt);
      const others = content.refusals.filter((entry) => entry.key !== key);
      const refusals = edit(others, key).slice(-mostEntries);
      await replaceFile(path, `${JSON.stringify({ salt: content.salt, refusals })}\n`);
    });

  const find = async (account: SmtpAccount): Promise<LoginRefusal | undefined> => {
    const content = await readContent(path);
    if (content === undefined || content.refusals.length === 0) return undefined;
    const key = await keyOf(account, content.salt);
    const entry = content.refusals.find((one) => one.key === key);
    return entry === undefined ? undefined : toRefusal(entry);
  };

  return {
    find: async (account) => await attempt('read', () => find(account)),
    remember: async (account, { at, reply }) => {
      await attempt('written', () =>
        change(account, (others, key) => [
          ...others,
          { key, at: at.toISOString(), code: reply.code, text: reply.text },
        ]),
      );
    },
    forget: async (account) => {
      const known = await attempt('read', () => find(account));
      if (known !== undefined) await attempt('written', () => change(account, (others) => others));
    },
  };
};

const toRefusal = ({ at, code, text }: Entry): LoginRefusal => {
  const enhanced = /^[245]\.\d{1,3}\.\d{1,3}(?!\S)/.exec(text)?.[0];
  return { at: new Date(at), reply: { stage: 'auth', code, enhanced, text, durationMs: 0 } };
};

/** The file holds something else than what is written there. */
class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** What can tell nothing any more is written anew. */
const undefinedIfDamaged = (error: unknown): undefined => {
  if (!(error instanceof DamagedFile)) throw error;
};

/** Undefined where there is none yet. @throws DamagedFile, and the system's error where it cannot be read. */
const readContent = async (path: string): Promise<Content | undefined> => {
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > largestFile) throw new DamagedFile('it is larger than anything written there');
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const value = parse(text);
  if (!isContent(value)) throw new DamagedFile('it does not hold what is written there');
  return value;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const largestFile = 1_000_000;

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' &&
  value !== null &&
  'salt' in value &&
  typeof value.salt === 'string' &&
  'refusals' in value &&
  Array.isArray(value.refusals) &&
  value.refusals.every(isEntry);

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  typeof value.key === 'string' &&
  'at' in value &&
  typeof value.at === 'string' &&
  !Number.isNaN(Date.parse(value.at)) &&
  'code' in value &&
  typeof value.code === 'number' &&
  'text' in value &&
  typeof value.text === 'string';

/** Whoever reads sees the old content or the new, never a part. */
const replaceFile = async (path: string, text: string): Promise<void> => {
  const next = `${path}.${process.pid}`;
  await rm(next, { force: true });
  await writeFile(next, text, { mode: 0o600, flag: 'wx' });
  await rename(next, path);
};

/** A process that was killed leaves its lock behind. */
const staleLockMs = 10_000;
/** Longer than a lock can be stale: one that was left behind, or a busy machine, costs no refusal. */
const lockPatienceMs = 12_000;
const lockPauseMs = 20;

const whileLocked = async (path: string, work: () => Promise<void>): Promise<void> => {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const end = performance.now() + lockPatienceMs;
  while (!(await takeLock(lock))) {
    if (performance.now() > end) throw new Error(`another process holds ${lock}`);
    await pause(lockPauseMs, new AbortController().signal);
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
};

const takeLock = async (lock: string): Promise<boolean> => {
  try {
    await (await open(lock, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const age = await stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > staleLockMs) await rm(lock, { force: true });
    return false;
  }
};
