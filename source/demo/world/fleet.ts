import { type ClusterAddress, formatDsn, withClient } from '../database/databases.ts';
import { createOdooDatabase, type OdooDatabaseOptions } from '../database/odoo-database.ts';
import type { Scenario } from '../scenario.ts';
import { findScenario } from '../scenarios/index.ts';

/** The other databases of the server, by what ails them. */
const others = {
  bakery: 'healthy',
  brewery: 'cron',
  clinic: 'credentials',
  dairy: 'scheduled',
  florist: 'recipients',
} as const;

/** One that is there and lets nobody in. */
const closed = 'ledger';

export const fleetScenarios: readonly Scenario[] = Object.values(others).flatMap((id) => findScenario(id) ?? []);

/** Creates them beside the one that the world is about; only that one has a queue runner. */
export const createFleet = async (
  options: Omit<OdooDatabaseOptions, 'name' | 'scenario' | 'sentMails'>,
): Promise<void> => {
  const { address } = options.cluster;
  for (const [name, id] of Object.entries(others)) {
    const scenario = findScenario(id);
    if (scenario !== undefined) await createOdooDatabase({ ...options, name, scenario, sentMails: 500 });
  }
  await createClosed(address);
};

const createClosed = (address: ClusterAddress): Promise<void> =>
  withClient(formatDsn(address, 'postgres', 'postgres'), async (client) => {
    await client.query(`create database ${closed} owner odoo`);
    await client.query(`alter database ${closed} connection limit 0`);
  });
