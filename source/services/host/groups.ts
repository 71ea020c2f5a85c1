import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sanitizeLine } from '../../domain/sanitize.ts';

/** This machine's own groups by gid (group(5)); none where the file cannot be read. */
export const readGroups = async (etc: string): Promise<ReadonlyMap<number, string>> => {
  const text = await readFile(join(etc, 'group'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.split(':'));
  return new Map(lines.map(([name = '', , gid]) => [Number(gid), sanitizeLine(name)]));
};
