import { expect, test } from 'vitest';
import type { Cron, QueueCron } from '../../source/domain/cron.ts';
import type { DatabaseSession } from '../../source/domain/database-session.ts';
import { parseOdooVersion } from '../../source/domain/odoo-version.ts';
import { findQueueObstacle, type RunnerFacts } from '../../source/domain/queue-obstacle.ts';

const cron = (parts: Partial<Cron> = {}): QueueCron => ({
  kind: 'found',
  by: 'external-id',
  cron: {
    id: 3,
    name: null,
    code: null,
    active: true,
    interval: { number: 1, type: 'hours' },
    nextCall: null,
    lastCall: null,
    priority: null,
    callsLeft: undefined,
    failureCount: 0,
    firstFailureAt: null,
    changedAt: null,
    user: { id: 1, login: '__system__', account: 'archived', isRoot: true },
    ...parts,
  },
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
};

const version = (full: string) => parseOdooVersion(full) ?? expect.unreachable();
const listening = (...sessions: readonly DatabaseSession[]) =>
  ({ kind: 'counted', toldBy: 'application-name', listening: sessions }) as const;

const facts = (parts: Partial<RunnerFacts> = {}): RunnerFacts => ({
  queue: cron(),
  version: version('18.0.1.3'),
  modules: [{ name: 'sale', state: 'installed', version: '18.0.1.2' }],
  workers: listening(session),
  isConnected: true,
  showsSessions: true,
  ...parts,
});

const nobody = { workers: listening(), isConnected: false };

test.each([
  ['a worker listens', facts()],
  ['nobody is seen behind a pooler or on a standby', facts({ ...nobody, showsSessions: false })],
  ['Odoo 14 does not show its workers', facts({ workers: { kind: 'not-told' }, isConnected: false })],
  ['the sessions could not be read', facts({ workers: undefined, isConnected: undefined })],
  ['the modules could not be read', facts({ modules: undefined })],
  ['a saas release has its version', facts({ version: version('saas~17.1.1.3') })],
  [
    'a nameless client of 15 may be Odoo',
    facts({ workers: { kind: 'counted', toldBy: 'empty-application-name', listening: [] }, isConnected: true }),
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
  ['No Odoo is running here', facts(nobody), true],
  ['none of its processes runs scheduled actions', facts({ workers: listening() }), true],
])('waking the queue leads to nothing: %s', (words, given, isFollowedLater) => {
  const obstacle = findQueueObstacle(given);
  expect(obstacle?.why).toContain(words);
  expect(obstacle?.isFollowedLater).toBe(isFollowedLater);
});
