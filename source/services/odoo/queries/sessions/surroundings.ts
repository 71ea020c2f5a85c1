import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** A server setting of our own that only a demo world has. Run on Odoo 14–19. */
const text = `
  select coalesce(current_setting('odoo_mail_doctor.world', true), '') as world,
    host(inet_client_addr()) as client_address,
    inet_client_addr() is not distinct from inet_server_addr() as same_machine`;

/** Where the database lives, seen from here. */
export interface DatabaseSurroundings {
  readonly isDemo: boolean;
  /** The address that we come from, as the server sees it; null over a Unix socket. */
  readonly ourAddress: string | null;
  /** Whether server and we have the same address, a Unix socket included. */
  readonly sameMachine: boolean;
}

/** Whether this is a demo world, and whether its server runs on this machine. Cost: no table. */
export const readSurroundings = async (source: OdooSource, options?: QueryOptions): Promise<DatabaseSurroundings> => {
  const [row] = await readRows<{ world: string; client_address: string | null; same_machine: boolean }>(
    source,
    { what: 'the connection', text },
    options,
  );
  return {
    isDemo: row?.world === 'demo',
    ourAddress: row?.client_address ?? null,
    sameMachine: row?.same_machine ?? false,
  };
};
