import { readFile } from 'node:fs/promises';

/** The operating-system account that PostgreSQL runs as. */
export interface SystemAccount {
  /** For `spawn`; empty when it is our own account. */
  readonly credentials: { readonly uid?: number; readonly gid?: number };
}

/**
 * Our own account, or as root an unprivileged one that exists already (PostgreSQL refuses to run as root, and initdb
 * wants a name for its uid): `postgres`, else `nobody`, else the first other one. No account is ever created.
 */
export async function choosePostgresAccount(): Promise<SystemAccount> {
  if (process.getuid?.() !== 0) {
    return { credentials: {} };
  }
  const accounts = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => Number.isInteger(uid) && uid > 0 && Number.isInteger(gid));
  const chosen =
    accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody') ?? accounts[0];
  return { credentials: chosen === undefined ? {} : { uid: chosen.uid, gid: chosen.gid } };
}
