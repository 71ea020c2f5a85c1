import type { ChildProcess } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClusterAddress, formatDsn, withClient } from '../databases.ts';
import { giveTo } from './folder.ts';
import { initialise, type PostmasterOptions, startPostmaster } from './postmaster.ts';

/** A PostgreSQL with its two roles and nothing else. */
export async function startEmpty(options: PostmasterOptions, address: ClusterAddress): Promise<ChildProcess> {
  const { account, folder } = options;
  const { port, passwords } = address;
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, passwords.postgres, { mode: 0o600 });
  await giveTo(account, passwordFile);
  await initialise(options, passwordFile);
  await rm(passwordFile);
  const postmaster = await startPostmaster(options, port);
  // Odoo's documentation has its role created with the right to create databases, and with no other.
  await withClient(formatDsn(address, 'postgres', 'postgres'), (client) =>
    client.query(`create role odoo login createdb password '${passwords.odoo}'`),
  );
  return postmaster;
}
