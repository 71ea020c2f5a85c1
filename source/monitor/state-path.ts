import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What a monitor was pointed at. */
interface Watched {
  readonly host: string;
  readonly port: number;
  /** `all`: every database of the server. */
  readonly databases: readonly string[] | 'all';
}

/** The name of the file with a monitor's state: two monitors of other databases do not share it. */
export const stateFileName = ({ host, port, databases }: Watched): string => {
  const what = databases === 'all' ? ['*'] : databases;
  const hash = createHash('sha256')
    .update(JSON.stringify([host, port, ...what]))
    .digest('hex');
  return `monitor-${hash.slice(0, 12)}.json`;
};

/** Whether a file's name may be one of those. */
export const isStateFileName = (name: string): boolean => /^monitor-[0-9a-f]{12}\.json$/.test(name);

/** The folder with the states of all monitors of an account. */
export const stateFolderOf = (stateHome: string): string => join(stateHome, 'odoo-mail-doctor');
