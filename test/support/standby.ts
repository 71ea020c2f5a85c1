import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { giveTo } from '../../source/demo/database/cluster/folder.ts';
import { prepareNativeFolder } from '../../source/demo/database/cluster/native.ts';
import { choosePostgresAccount } from '../../source/demo/database/cluster/system-account.ts';
import type { Cluster } from '../../source/demo/database/cluster.ts';

/**
 * Turns a cluster that was halted into a hot standby without a primary, on the same port, for the rest of the test:
 * pg_basebackup is not among the programs that come with npm, and a copy of a stopped server is as good.
 */
export const becomeStandby = async (cluster: Cluster): Promise<void> => {
  const account = await choosePostgresAccount();
  const native = await prepareNativeFolder(cluster.folder, account);
  const data = join(cluster.folder, 'data');
  const start = (...settings: readonly string[]) => {
    const given = [
      'wal_level=replica',
      `port=${cluster.port}`,
      `unix_socket_directories=${cluster.folder}`,
      'fsync=off',
    ];
    const flags = [...given, 'listen_addresses=127.0.0.1', 'odoo_mail_doctor.world=demo', ...settings].flatMap(
      (one) => ['-c', one],
    );
    const child = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...flags], {
      ...account.credentials,
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    const stop = async (): Promise<void> => {
      child.kill('SIGINT');
      await ended;
    };
    return { stop, ended };
  };
  // What was written at a lower wal_level cannot be replayed: one life as a primary that could have standbys.
  const primary = start();
  await waitForLogin(cluster);
  await primary.stop();
  const signal = join(data, 'standby.signal');
  await writeFile(signal, '');
  await giveTo(account, signal);
  const { stop } = start('hot_standby=on', 'primary_conninfo=host=127.0.0.1 port=1', 'max_connections=200');
  onTestFinished(stop);
  await waitForLogin(cluster);
};

const waitForLogin = async (cluster: Cluster): Promise<void> => {
  for (;;) {
    const client = new Client({ connectionString: cluster.dsn('postgres') });
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    if (isUp) {
      await client.end();
      return;
    }
    await setTimeout(50);
  }
};
