import { expect, test } from 'vitest';
import type { DatabaseSession } from '../../../source/domain/database/database-session.ts';
import type { Cron, QueueCron } from '../../../source/domain/odoo/cron.ts';
import type { JudgedWorkers } from '../../../source/domain/odoo/judged-workers.ts';
import { parseOdooVersion } from '../../../source/domain/odoo/odoo-version.ts';
import { findQueueObstacle, type RunnerFacts } from '../../../source/domain/odoo/queue-obstacle.ts';
import type { RunningOdoo } from '../../../source/domain/odoo/running-odoo.ts';
import { cronWith } from '../../support/queue-cron.ts';

const cron = (parts: Partial<Cron> = {}): QueueCron => ({
  kind: 'found',
  by: 'external-id',
  cron: cronWith(parts),
});

const session: DatabaseSession = {
  pid: 7,
  database: 'postgres',
  role: 'odoo',
  applicationName: 'odoo-4711',
  odooProcess: 4711,
  clientAddress: null,
  state: 'idle',
  stateSince: null,
  transactionSince: null,
  connectedSince: null,
  alsoIn: [],
};

const version = (full: string) => parseOdooVersion(full) ?? expect.unreachable();
const now = new Date('2026-11-28T12:00:00Z');
const server: RunningOdoo = {
  pid: 4711,
  pids: [4711],
  startedAt: now,
  configuration: undefined,
  writtenAt: undefined,
  databases: [],
  host: undefined,
  port: undefined,
  unit: undefined,
};
type Judged = Extract<JudgedWorkers, { readonly kind: 'judged' }>;
const nobody: Judged = { kind: 'judged', listening: [], uncertain: [], isConnected: false, servers: [] };
const seen = (parts: Partial<Judged>): Judged => ({ ...nobody, ...parts });
const overdue = { nextCall: new Date(now.getTime() - 3_600_000) };

const facts = (parts: Partial<RunnerFacts> = {}): RunnerFacts => ({
  queue: cron(),
  version: version('18.0.1.3'),
  modules: [{ name: 'sale', state: 'installed', version: '18.0.1.2' }],
  workers: seen({ listening: [session], isConnected: true }),
  now,
  ...parts,
});

test.each([
  ['a worker listens', facts()],
  ['a pooler stands before it', facts({ workers: { kind: 'not-told', why: 'pooler' } })],
  ['Odoo 14 does not show its workers', facts({ workers: { kind: 'not-told', why: 'version' } })],
  ['the sessions could not be read', facts({ workers: undefined })],
  ['the modules could not be read', facts({ modules: undefined })],
  ['a saas release has its version', facts({ version: version('saas~17.1.1.3') })],
  [
    'a nameless client of 15 may be Odoo',
    facts({ workers: seen({ isConnected: true }), version: version('15.0.1.3') }),
  ],
  ['it is not known whose worker is there', facts({ workers: seen({ uncertain: [session] }) })],
  [
    'an Odoo of this database may have that worker',
    facts({ workers: seen({ uncertain: [session], isConnected: true }), queue: cron(overdue) }),
  ],
  [
    'an Odoo of this machine may have that worker',
    facts({ workers: seen({ uncertain: [session], servers: [server] }), queue: cron(overdue) }),
  ],
])('nothing speaks against waking the queue where %s', (_, given) => {
  expect(findQueueObstacle(given)).toBeUndefined();
});

test.each([
  ['is missing', facts({ queue: { kind: 'missing' } }), false],
  ['is switched off', facts({ queue: cron({ active: false }) }), false],
  ['has no runs left', facts({ queue: cron({ callsLeft: 0 }) }), false],
  ['half-way through an install', facts({ modules: [{ name: 'crm', state: 'to install', version: null }] }), true],
  ['another version here (18.0.1.2)', facts({ version: version('18.0.1.2') }), true],
  ['No Odoo is running here', facts({ workers: nobody }), true],
  ['No Odoo is running here', facts({ workers: seen({ uncertain: [session] }), queue: cron(overdue) }), true],
  ['Odoo is connected, but none of its processes runs', facts({ workers: seen({ isConnected: true }) }), true],
  ['Odoo is started for this database, but none', facts({ workers: seen({ servers: [server] }) }), true],
  [
    'Odoo is connected, but none of its processes runs',
    facts({ workers: seen({ isConnected: true }), version: version('15.0.1.3'), queue: cron(overdue) }),
    true,
  ],
  [
    'Odoo is started for this database, but none',
    facts({ workers: seen({ servers: [server] }), version: version('15.0.1.3') }),
    true,
  ],
])('waking the queue leads to nothing: %s', (words, given, isFollowedLater) => {
  const obstacle = findQueueObstacle(given);
  expect(obstacle?.why).toContain(words);
  expect(obstacle?.isFollowedLater).toBe(isFollowedLater);
});
