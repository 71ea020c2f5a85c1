import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { DatabaseAddress } from '../../domain/database/database-address.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { Secret } from '../../domain/secret.ts';

/** The server wants a password and we have none. `ignoredFile` was there and is not private enough to be believed. */
export class NoPassword extends Error {
  override readonly name = 'NoPassword';
  readonly ignoredFile: string | undefined;

  constructor(ignoredFile?: string) {
    super('no password');
    this.ignoredFile = ignoredFile;
  }
}

/**
 * The password for this address: its own, else the first entry of the password file that fits.
 * @throws NoPassword when there is neither.
 */
export const findPassword = async (address: DatabaseAddress): Promise<Secret> => {
  if (address.password !== undefined) return address.password;
  const text = address.passwordFile === undefined ? '' : await readPrivateFile(address.passwordFile);
  const fields = [passwordFileHost(address), String(address.port), address.database, address.user];
  for (const line of text.split(/\r?\n/)) {
    const entry = line.startsWith('#') ? [] : splitFields(line);
    const password = entry[4];
    if (password !== undefined && fields.every((field, index) => entry[index] === '*' || entry[index] === field)) {
      return new Secret(password);
    }
  }
  throw new NoPassword();
};

/** A line of the password file without its password; `*` fits everything. */
export interface PasswordEntry {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
}

/** For whom the file has passwords, in its order; none where there is no file, or others may read it. */
export const listPasswordEntries = async (path: string): Promise<readonly PasswordEntry[]> => {
  const text = await readPrivateFile(path).catch(() => '');
  return text.split(/\r?\n/).flatMap((line) => {
    const [host, port, database, user, password] = line.startsWith('#') ? [] : splitFields(line);
    return host === undefined || port === undefined || database === undefined || user === undefined || !password
      ? []
      : [{ host: sanitizeLine(host), port, database: sanitizeLine(database), user: sanitizeLine(user) }];
  });
};

/** libpq looks under `localhost` for its default socket folders (fe-connect.c, `passwordFromFile`). */
const passwordFileHost = ({ host }: DatabaseAddress): string =>
  ['/var/run/postgresql', '/run/postgresql', '/tmp'].includes(host) ? 'localhost' : host;

/** Fields end at a colon, the password too; a backslash takes the next character as it is. */
const splitFields = (line: string): readonly string[] => {
  const fields = line.match(/(?:^|:)(?:[^:\\]|\\.)*/g) ?? [];
  return fields.map((field, index) => (index === 0 ? field : field.slice(1)).replace(/\\(.)/g, '$1'));
};

/** Empty when there is no file. Like libpq, a file that others may read is not used. */
const readPrivateFile = async (path: string): Promise<string> => {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const status = await file.stat();
    if (!status.isFile() || (status.mode & (constants.S_IRWXG | constants.S_IRWXO)) !== 0) throw new NoPassword(path);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
};
