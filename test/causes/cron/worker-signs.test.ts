import { expect, test } from 'vitest';
import { judgeWorkerSigns, type WorkerSigns } from '../../../source/causes/cron/worker-signs.ts';
import type { DatabaseSession } from '../../../source/domain/database/database-session.ts';
import type { Status } from '../../../source/domain/finding/status.ts';
import type { RunningOdoo } from '../../../source/domain/odoo/running-odoo.ts';

const now = new Date('2026-11-28T12:00:00Z');

const session = (stateSince: string | null): DatabaseSession => ({
  pid: 1,
  database: 'postgres',
  role: 'odoo',
  applicationName: 'odoo-1',
  odooProcess: 1,
  clientAddress: null,
  state: 'idle',
  stateSince: stateSince === null ? null : new Date(`2026-11-28T${stateSince}Z`),
  transactionSince: null,
  connectedSince: null,
  alsoIn: [],
});

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

const fresh = [session('11:51:00')];
const old = [session('03:00:00')];
const hidden = [session(null)];

test.each<[string, Partial<WorkerSigns>, Status, RegExp]>([
  ['a worker, and the queue runs', { listening: old }, 'ok', /1 cron worker of Odoo is connected/],
  ['a worker that spoke just now, though a run was missed', { listening: fresh, missed: true }, 'ok', /connected/],
  ['a silent worker whose process is seen', { listening: old, missed: true, servers: [server] }, 'ok', /connected/],
  ['a silent worker and a missed run', { listening: old, missed: true }, 'unknown', /silent since .*not known/],
  ['one whose times are hidden, and a missed run', { listening: hidden, missed: true }, 'unknown', /may not see/],
  ['nobody, and a missed run', { missed: true }, 'fail', /^No Odoo is connected.*: 5 mails wait/],
  ['nobody, but nothing missed yet', {}, 'warn', /^No Odoo is connected/],
  ['web workers alone', { isConnected: true, missed: true }, 'fail', /is connected to this database, but none/],
  [
    'a process without any session',
    { servers: [server], missed: true },
    'fail',
    /runs for this database \(process 4711\)/,
  ],
  ['somebody’s worker, ours is here and runs', { uncertain: old, isConnected: true }, 'ok', /some Odoo is connected/],
  [
    'somebody’s worker, ours is here and missed its run',
    { uncertain: old, isConnected: true, missed: true },
    'unknown',
    /not known/,
  ],
  ['somebody’s worker and nobody here', { uncertain: old }, 'unknown', /not known/],
  ['somebody’s worker, nobody here, a missed run', { uncertain: old, missed: true }, 'fail', /^No Odoo is connected/],
  [
    'somebody’s worker, our process, a missed run',
    { uncertain: old, missed: true, servers: [server] },
    'unknown',
    /not known/,
  ],
])('%s', (_title, signs, status, summary) => {
  const usual = {
    kind: 'judged',
    listening: [],
    uncertain: [],
    isConnected: false,
    servers: [],
    missed: false,
    now,
  } as const;
  const judged = judgeWorkerSigns({ ...usual, ...signs }, ': 5 mails wait');

  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(summary);
});

test.each([
  ['nobody is there', {}],
  ['those that are there are others’', { uncertain: old }],
])('where %s, the next step is to start Odoo', (_case, signs) => {
  const none = { kind: 'judged', listening: [], uncertain: [], isConnected: false, servers: [], now } as const;
  expect(judgeWorkerSigns({ ...none, missed: true, ...signs }, '').nextStep).toMatch(/^Start Odoo; if it runs/);
  expect(judgeWorkerSigns({ ...none, missed: true, isConnected: true }, '').nextStep).toBeUndefined();
});
