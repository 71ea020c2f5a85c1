import { defaultRules } from '../../source/monitor/config/config.ts';
import { parseConfig } from '../../source/monitor/config/read-config.ts';
import type { MonitorSnapshot } from '../../source/monitor/metrics/family.ts';
import { freshNotifier } from '../../source/monitor/notify/outbox.ts';
import { type RuleId, ruleIds } from '../../source/monitor/rules/rule-id.ts';
import type { AlertState, DatabaseState, Examination, Measures, QueueLook } from '../../source/monitor/state.ts';
import { freshDatabase } from '../../source/monitor/take-look.ts';

export const snapshotAt = Date.parse('2026-11-28T12:00:00Z');
const minute = 60_000;

export const lookOf = (given: Partial<QueueLook> = {}): QueueLook => ({
  at: snapshotAt - 30_000,
  outgoing: 1_204,
  exception: 312,
  oldestOutgoingAt: snapshotAt - 20 * minute,
  cron: { active: true, nextCall: snapshotAt + 5 * minute, lastCall: snapshotAt - 55 * minute, othersRun: false },
  cronUnread: null,
  mailHosts: ['smtp.secret-host.example'],
  neutralized: false,
  ...given,
});

export const measuresOf = (given: Partial<Measures> = {}): Measures => ({
  servers: {
    3: { reachable: true, connectMs: 12, loginAccepted: true, certificateEndsAt: snapshotAt + 90 * 1_440 * minute },
    conf: { reachable: false, connectMs: null, loginAccepted: null, certificateEndsAt: null },
  },
  causes: { cron: 0, credentials: 2 },
  records: { spf: 0, dkim: 1, dmarc: 2 },
  blocklisted: false,
  relayDeferring: false,
  unexplained: 4,
  ...given,
});

export const examinationOf = (given: Partial<Examination> = {}): Examination => ({
  at: snapshotAt - 10 * minute,
  status: 'fail',
  cause: 'credentials',
  summary: 'Gmail refuses the password of boss@acme.example.',
  judgements: ruleIds.map((rule) => ({ rule, subject: 'server:3', level: 'ok', sentence: 'well' })),
  records: { 'TXT of acme.example': 'v=spf1 -all' },
  measures: measuresOf(),
  ...given,
});

export const alertOf = (rule: RuleId, given: Partial<AlertState> = {}): AlertState => ({
  rule,
  subject: 'server:3',
  level: 'fail',
  sentence: 'The server said: 535 boss@acme.example',
  since: snapshotAt - minute,
  raisedAt: snapshotAt - minute,
  toldAt: snapshotAt - minute,
  ...given,
});

/** A database of which everything is known. */
export const databaseOf = (given: Partial<DatabaseState> = {}): DatabaseState => ({
  ...freshDatabase,
  look: lookOf(),
  triedAt: snapshotAt - 30_000,
  lookMs: 250,
  looks: 70,
  failedLooks: 2,
  failures: { 'auth.bad_credentials': 298, 'rcpt.unknown': 14 },
  lately: [{ at: snapshotAt, class: 'auth.bad_credentials', count: 3, sample: '535 boss@acme.example' }],
  mark: { at: snapshotAt, ids: [] },
  samples: [[snapshotAt - minute, 1_204]],
  flow: { lastId: 9_000, written: 410, left: 395, base: 100 },
  examination: examinationOf(),
  alerts: { 'login-refused server:3': alertOf('login-refused') },
  ...given,
});

export const snapshotOf = (
  databases: MonitorSnapshot['state']['databases'] = { acme: databaseOf() },
  given: Partial<MonitorSnapshot> = {},
): MonitorSnapshot => ({
  state: {
    since: snapshotAt - 1_000 * minute,
    databases,
    notifiers: {
      mail: { ...freshNotifier, sent: 5, failed: 2, dropped: 1, sentAt: snapshotAt - minute },
    },
  },
  config: { ...parseConfig('', ''), rules: defaultRules },
  now: snapshotAt,
  startedAt: snapshotAt - 100 * minute,
  version: '0.1.0',
  nodeVersion: '24.0.0',
  ...given,
});
