import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sanitizeLine } from '../../domain/sanitize.ts';

/** A line of /etc/passwd (passwd(5)). */
export interface MachineAccount {
  readonly name: string;
  readonly gid: number;
  readonly home: string;
}

/** This machine's own accounts by uid; none where the file cannot be read. Those of a directory service are not there. */
export const readAccounts = async (etc: string): Promise<ReadonlyMap<number, MachineAccount>> => {
  const text = await readFile(join(etc, 'passwd'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.split(':'));
  return new Map(
    lines.map(([name = '', , uid, gid, , home = '']) => [
      Number(uid),
      { name: sanitizeLine(name), gid: Number(gid), home: sanitizeLine(home) },
    ]),
  );
};
