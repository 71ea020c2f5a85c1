import type { DatabaseSession } from '../database/database-session.ts';
import type { CronWorkers, NotTold } from './cron-workers.ts';
import { isStartedFor, judgeServing, type OdooSight, type RunningOdoo, type ServedDatabase } from './running-odoo.ts';

/** The cron workers that serve this database, as far as that can be told. */
export type JudgedWorkers =
  | {
      readonly kind: 'judged';
      /** Sessions of cron workers that serve this database. */
      readonly listening: readonly DatabaseSession[];
      /** Cron workers of some Odoo of which nobody can tell whether it serves this database. */
      readonly uncertain: readonly DatabaseSession[];
      /** Whether an Odoo server has a session in this database. */
      readonly isConnected: boolean;
      /** Servers of this machine that were started for this database, connected or not. */
      readonly servers: readonly RunningOdoo[];
    }
  | { readonly kind: 'not-told'; readonly why: NotTold };

/** Where we look from. */
export interface WorkerVantage {
  readonly wanted: ServedDatabase;
  /** The Odoos of our machine; undefined where they cannot be seen. */
  readonly sight: OdooSight | undefined;
  /** Our address as the database server sees it; null over a Unix socket. */
  readonly ourAddress: string | null;
  /** Whether the database server is on our machine. */
  readonly sameMachine: boolean;
}

const loopback = /^(?:127(?:\.\d+){3}|::1)$/;

/** A process' number means something on its own machine alone. */
const isFromHere = (address: string | null, { ourAddress, sameMachine }: WorkerVantage): boolean => {
  if (address === null || loopback.test(address)) return sameMachine;
  return address === ourAddress;
};

/** Tells this database's cron workers from those of other Odoos on the same cluster, and servers from shells. */
export const judgeWorkers = (workers: CronWorkers, vantage: WorkerVantage): JudgedWorkers => {
  if (workers.kind === 'not-told') return workers;
  const { wanted } = vantage;
  const sightOf = (session: DatabaseSession): OdooSight | undefined =>
    isFromHere(session.clientAddress, vantage) ? vantage.sight : undefined;
  const here = workers.sessions.filter(
    (session) =>
      session.database === wanted.database &&
      (workers.toldBy === 'application-name' ? session.odooProcess !== null : session.applicationName === '') &&
      // A shell is connected as well, and runs no scheduled action.
      !(session.odooProcess !== null && sightOf(session)?.others.includes(session.odooProcess)),
  );
  const connectedHere = new Set(here.flatMap(({ odooProcess }) => odooProcess ?? []));
  const judged = workers.listening.map((session) => ({
    session,
    serving:
      // 15 gives its sessions no name: one that is connected here from the same address may be the same.
      session.odooProcess === null && here.some(({ clientAddress }) => clientAddress === session.clientAddress)
        ? 'this'
        : judgeServing(session, {
            database: wanted.database,
            connectedHere,
            sight: sightOf(session),
            hasNeighbours: workers.hasNeighbours,
          }),
  }));
  const pick = (wantedServing: string): readonly DatabaseSession[] =>
    judged.flatMap(({ session, serving }) => (serving === wantedServing ? [session] : []));
  return {
    kind: 'judged',
    listening: pick('this'),
    uncertain: pick('unknown'),
    isConnected: here.length > 0,
    servers: vantage.sight?.servers.filter((server) => isStartedFor(server, wanted)) ?? [],
  };
};
