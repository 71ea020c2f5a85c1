import { chmod, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../../../source/demo/database/cluster.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import type { DatabaseAddress } from '../../../source/domain/database/database-address.ts';
import { connect, failToConnect } from './connecting.ts';

/** An account that every Unix has and that is not ours, and one that none has; both are roles of the server. */
const otherAccount = userInfo().username === 'nobody' ? 'daemon' : 'nobody';
const noAccount = 'odoo_without_account';

let cluster: Cluster;

const peerAddress = (user: string): DatabaseAddress => ({
  host: cluster.address.socketFolder,
  port: cluster.port,
  database: 'postgres',
  user,
});

beforeAll(async () => {
  cluster = await startCluster();
  // The socket of a stock Debian lies in a folder that everybody may enter.
  await chmod(cluster.folder, 0o755);
  await withClient(cluster.dsn('postgres', 'postgres'), async (client) => {
    for (const role of new Set([otherAccount, noAccount, userInfo().username])) {
      await client.query(`create role ${client.escapeIdentifier(role)} login`);
    }
    const { rows } = await client.query<{ file: string }>("select current_setting('hba_file') as file");
    await writeFile(rows[0]?.file ?? '', 'local all all peer\nhost all all 127.0.0.1/32 scram-sha-256\n');
  });
  await cluster.halt();
  await cluster.resume();
});

afterAll(() => cluster.stop());

describe('peer authentication', () => {
  test('lets us in under our own name', async () => {
    const client = await connect(peerAddress(userInfo().username));

    const { rows } = await client.query('select current_user as name');

    expect(rows).toEqual([{ name: userInfo().username }]);
  });

  test("lets root in under the name of another account, and leaves root's identity alone", async () => {
    const attempt = connect(peerAddress(otherAccount));

    if (process.getuid?.() === 0) {
      const client = await attempt;
      const { rows } = await client.query('select current_user as name');
      expect(rows).toEqual([{ name: otherAccount }]);
      expect(process.geteuid?.()).toBe(0);
    } else {
      await expect(attempt).rejects.toThrow(
        `lets ${otherAccount} in only from the account of that name (peer authentication)`,
      );
    }
  });

  test('that wants an account this machine does not have ends in a sentence', async () => {
    const failure = await failToConnect(peerAddress(noAccount));

    expect(failure.message).toContain(`lets ${noAccount} in only from the account of that name`);
    expect(failure.tryThis).toBeDefined();
  });

  test('many connections at once all arrive, each under the right name', async () => {
    const names = Array.from({ length: 12 }, (_, index) =>
      index % 2 === 0 && process.getuid?.() === 0 ? otherAccount : userInfo().username,
    );

    const clients = await Promise.all(names.map((name) => connect(peerAddress(name))));

    const seen = await Promise.all(clients.map((client) => client.query('select current_user as name')));
    expect(seen.map(({ rows }) => rows[0]?.name)).toEqual(names);
  });
});
