import { expect, test } from 'vitest';
import type { DatabaseSession } from '../../../source/domain/database/database-session.ts';
import type { CronWorkers } from '../../../source/domain/odoo/cron-workers.ts';
import { judgeWorkers, type WorkerVantage } from '../../../source/domain/odoo/judged-workers.ts';
import type { RunningOdoo } from '../../../source/domain/odoo/running-odoo.ts';

const session = (changes: Partial<DatabaseSession>): DatabaseSession => ({
  pid: 1,
  database: 'postgres',
  role: 'odoo',
  applicationName: 'odoo-101',
  odooProcess: 101,
  clientAddress: '127.0.0.1',
  state: 'idle',
  stateSince: null,
  transactionSince: null,
  connectedSince: null,
  alsoIn: [],
  ...changes,
});

const counted = (sessions: readonly DatabaseSession[]): CronWorkers => ({
  kind: 'counted',
  toldBy: 'application-name',
  listening: sessions.filter(({ database }) => database === 'postgres'),
  sessions,
  hasNeighbours: true,
});

const server: RunningOdoo = {
  pid: 100,
  pids: [100, 101],
  startedAt: new Date(0),
  configuration: undefined,
  writtenAt: undefined,
  databases: ['acme'],
  host: undefined,
  port: undefined,
  unit: undefined,
};

const vantage = (changes: Partial<WorkerVantage> = {}): WorkerVantage => ({
  wanted: { database: 'acme', host: 'localhost', port: 5432 },
  sight: { servers: [server], others: [500] },
  ourAddress: '127.0.0.1',
  sameMachine: true,
  ...changes,
});

const sizes = (workers: CronWorkers, from: WorkerVantage): object => {
  const judged = judgeWorkers(workers, from);
  if (judged.kind === 'not-told') return judged;
  const { listening, uncertain, isConnected, servers } = judged;
  return { listening: listening.length, uncertain: uncertain.length, isConnected, servers: servers.length };
};

test.each<[string, CronWorkers, Partial<WorkerVantage>, object]>([
  [
    'a process that runs before it has a session here',
    counted([session({})]),
    {},
    { listening: 1, uncertain: 0, isConnected: false, servers: 1 },
  ],
  [
    'the same number on another machine is another process',
    counted([session({ clientAddress: '192.0.2.7' })]),
    {},
    { listening: 0, uncertain: 1, isConnected: false, servers: 1 },
  ],
  [
    'a socket leads to our machine only where the server is on it',
    counted([session({ clientAddress: null })]),
    { sameMachine: false, ourAddress: '192.0.2.1' },
    { listening: 0, uncertain: 1, isConnected: false, servers: 1 },
  ],
  [
    'an Odoo of our machine at a server elsewhere',
    counted([session({ clientAddress: '192.0.2.1' })]),
    { sameMachine: false, ourAddress: '192.0.2.1' },
    { listening: 1, uncertain: 0, isConnected: false, servers: 1 },
  ],
  [
    'a shell here is no server',
    counted([session({ database: 'acme', odooProcess: 500 })]),
    { sight: { servers: [], others: [500] } },
    { listening: 0, uncertain: 0, isConnected: false, servers: 0 },
  ],
  [
    'a web worker here and the cron worker of another Odoo',
    counted([session({ database: 'acme', odooProcess: 900 }), session({ odooProcess: 800, alsoIn: ['beta'] })]),
    { sight: undefined },
    { listening: 0, uncertain: 0, isConnected: true, servers: 0 },
  ],
  [
    'a stranger with a name of its own is no Odoo',
    counted([session({ database: 'acme', odooProcess: null, applicationName: 'psql' })]),
    {},
    { listening: 0, uncertain: 0, isConnected: false, servers: 1 },
  ],
  [
    '15: a nameless session here and one that waits, from one address',
    {
      kind: 'counted',
      toldBy: 'empty-application-name',
      hasNeighbours: true,
      listening: [session({ odooProcess: null, applicationName: '' })],
      sessions: [session({ database: 'acme', odooProcess: null, applicationName: '' })],
    },
    { sight: undefined },
    { listening: 1, uncertain: 0, isConnected: true, servers: 0 },
  ],
  ['a standby', { kind: 'not-told', why: 'standby' }, {}, { kind: 'not-told', why: 'standby' }],
])('%s', (_title, workers, from, expected) => {
  expect(sizes(workers, vantage(from))).toEqual(expected);
});
