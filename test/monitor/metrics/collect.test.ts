import { describe, expect, test } from 'vitest';
import { failureClasses } from '../../../source/domain/replies/classes/index.ts';
import { parseConfig } from '../../../source/monitor/config/read-config.ts';
import { collectFamilies, staleTimes } from '../../../source/monitor/metrics/collect.ts';
import { databaseFamilies, type FamilyName } from '../../../source/monitor/metrics/families.ts';
import type { MonitorSnapshot } from '../../../source/monitor/metrics/family.ts';
import { selfFamilies } from '../../../source/monitor/metrics/self-families.ts';
import type { DatabaseState } from '../../../source/monitor/state.ts';
import { freshDatabase } from '../../../source/monitor/take-look.ts';
import {
  databaseOf,
  examinationOf,
  lookOf,
  measuresOf,
  snapshotAt,
  snapshotOf,
} from '../../support/monitor-snapshot.ts';

/** Samples as `label=value … number`, `database` left out. */
const samplesOf = (name: FamilyName, snapshot: MonitorSnapshot): readonly string[] =>
  collectFamilies(snapshot)
    .filter((family) => family.name === name)
    .flatMap(({ samples }) => samples)
    .map(({ labels: { database: _database, ...labels }, value }) =>
      [...Object.entries(labels).map(([label, text]) => `${label}=${text}`), value].join(' '),
    );

const at = snapshotAt / 1_000;

test.each<[FamilyName, readonly string[]]>([
  ['odoo_mail_up', ['1']],
  ['odoo_mail_queue_mails', ['state=outgoing 1204', 'state=exception 312']],
  ['odoo_mail_oldest_waiting_timestamp_seconds', [`${at - 1_200}`]],
  ['odoo_mail_written_total', ['410']],
  ['odoo_mail_left_total', ['395']],
  ['odoo_mail_failures_total', ['312']],
  ['odoo_mail_failures_by_class_total', ['class=auth.bad_credentials 298', 'class=rcpt.unknown 14']],
  ['odoo_mail_neutralized', ['0']],
  ['odoo_mail_queue_runner_active', ['1']],
  ['odoo_mail_queue_runner_last_run_timestamp_seconds', [`${at - 3_300}`]],
  ['odoo_mail_queue_runner_next_run_timestamp_seconds', [`${at + 300}`]],
  ['odoo_mail_queue_runner_late_seconds', ['0']],
  ['odoo_mail_last_look_timestamp_seconds', [`${at - 30}`]],
  ['odoo_mail_look_duration_seconds', ['0.25']],
  ['odoo_mail_looks_total', ['70']],
  ['odoo_mail_look_failures_total', ['2']],
  ['odoo_mail_cause_severity', ['cause=cron 0', 'cause=credentials 2']],
  ['odoo_mail_unexplained_failures', ['4']],
  ['odoo_mail_server_reachable', ['server=3 1', 'server=conf 0']],
  ['odoo_mail_server_connect_duration_seconds', ['server=3 0.012']],
  ['odoo_mail_server_login_accepted', ['server=3 1']],
  ['odoo_mail_server_certificate_expiry_timestamp_seconds', [`server=3 ${at + 90 * 86_400}`]],
  ['odoo_mail_dns_record_severity', ['record=spf 0', 'record=dkim 1', 'record=dmarc 2']],
  ['odoo_mail_blocklisted', ['0']],
  ['odoo_mail_relay_deferring', ['0']],
  ['odoo_mail_examination_timestamp_seconds', [`${at - 600}`]],
  ['odoo_mail_doctor_build_info', ['version=0.1.0 node=24.0.0 1']],
  ['odoo_mail_doctor_start_timestamp_seconds', [`${at - 6_000}`]],
  ['odoo_mail_doctor_counters_start_timestamp_seconds', [`${at - 60_000}`]],
  ['odoo_mail_doctor_notifications_total', ['notifier=mail 5']],
  ['odoo_mail_doctor_notification_failures_total', ['notifier=mail 2']],
  ['odoo_mail_doctor_notifications_dropped_total', ['notifier=mail 1']],
  ['odoo_mail_doctor_notifications_pending', ['notifier=mail 0']],
  ['odoo_mail_doctor_last_notification_timestamp_seconds', [`notifier=mail ${at - 60}`]],
])('%s of a database of which everything is known is %j', (name, samples) => {
  expect(samplesOf(name, snapshotOf())).toEqual(samples);
});

const unknownIn: readonly [string, Partial<DatabaseState>, readonly FamilyName[]][] = [
  [
    'a database that was not looked at yet',
    freshDatabase,
    [
      'odoo_mail_up',
      'odoo_mail_queue_mails',
      'odoo_mail_queue_runner_active',
      'odoo_mail_alert_severity',
      'odoo_mail_neutralized',
    ],
  ],
  [
    'a database that cannot be read now',
    { trouble: 'The database is away.' },
    [
      'odoo_mail_queue_mails',
      'odoo_mail_oldest_waiting_timestamp_seconds',
      'odoo_mail_queue_runner_active',
      'odoo_mail_queue_runner_late_seconds',
      'odoo_mail_neutralized',
      'odoo_mail_look_duration_seconds',
    ],
  ],
  [
    'a look that is older than five of its intervals',
    { look: lookOf({ at: snapshotAt - 300_001 }) },
    ['odoo_mail_queue_mails', 'odoo_mail_queue_runner_late_seconds'],
  ],
  [
    'an examination that is older than three of its intervals',
    { examination: examinationOf({ at: snapshotAt - 3 * 3_600_000 - 1 }) },
    [
      'odoo_mail_cause_severity',
      'odoo_mail_server_reachable',
      'odoo_mail_blocklisted',
      'odoo_mail_unexplained_failures',
    ],
  ],
  [
    'an examination by an earlier version',
    { examination: { ...examinationOf(), measures: undefined } as never },
    ['odoo_mail_cause_severity', 'odoo_mail_server_reachable', 'odoo_mail_dns_record_severity'],
  ],
  [
    'an examination that could not tell',
    {
      examination: examinationOf({
        measures: measuresOf({ blocklisted: null, relayDeferring: null, unexplained: null }),
      }),
    },
    ['odoo_mail_blocklisted', 'odoo_mail_relay_deferring', 'odoo_mail_unexplained_failures'],
  ],
  [
    'a queue in which no mail waits',
    { look: lookOf({ oldestOutgoingAt: null }) },
    ['odoo_mail_oldest_waiting_timestamp_seconds'],
  ],
  [
    'a queue runner that may not be read',
    { look: lookOf({ cron: null, cronUnread: 'no right' }) },
    [
      'odoo_mail_queue_runner_active',
      'odoo_mail_queue_runner_late_seconds',
      'odoo_mail_queue_runner_next_run_timestamp_seconds',
    ],
  ],
  ['failures without a date', { mark: null }, ['odoo_mail_failures_total', 'odoo_mail_failures_by_class_total']],
  ['ids that cannot be read', { flow: null }, ['odoo_mail_written_total', 'odoo_mail_left_total']],
];

test.each(unknownIn)('of %s what is not known is missing', (_title, given, names) => {
  for (const name of names) expect(samplesOf(name, snapshotOf({ acme: databaseOf(given) })), name).toEqual([]);
});

describe('what is known to be bad is said', () => {
  const read = (name: FamilyName, given: Partial<DatabaseState>) =>
    samplesOf(name, snapshotOf({ acme: databaseOf(given) }));
  const cron = { active: true, nextCall: snapshotAt - 930_000, lastCall: null, othersRun: false };

  test('a database that is away, and counters that stay', () => {
    expect(read('odoo_mail_up', { trouble: 'away' })).toEqual(['0']);
    expect(read('odoo_mail_written_total', { trouble: 'away' })).toEqual(['410']);
    expect(read('odoo_mail_last_look_timestamp_seconds', { trouble: 'away' })).toEqual([`${at - 30}`]);
  });

  test('a queue runner that is late by the look, off, or deleted', () => {
    expect(read('odoo_mail_queue_runner_late_seconds', { look: lookOf({ cron }) })).toEqual(['900']);
    expect(read('odoo_mail_queue_runner_active', { look: lookOf({ cron: { ...cron, active: false } }) })).toEqual([
      '0',
    ]);
    expect(read('odoo_mail_queue_runner_late_seconds', { look: lookOf({ cron: { ...cron, active: false } }) })).toEqual(
      [],
    );
    expect(read('odoo_mail_queue_runner_active', { look: lookOf({ cron: null }) })).toEqual(['0']);
  });

  test('a neutralized copy, and a look just young enough', () => {
    expect(read('odoo_mail_neutralized', { look: lookOf({ neutralized: true }) })).toEqual(['1']);
    expect(read('odoo_mail_neutralized', { look: lookOf({ at: snapshotAt - 300_000 }) })).toEqual(['0']);
    expect(read('odoo_mail_blocklisted', { examination: examinationOf({ at: snapshotAt - 3 * 3_600_000 }) })).toEqual([
      '0',
    ]);
  });
});

test('a class of failures that a rule names counts from zero, so that its first failure is seen to rise', () => {
  const config = parseConfig('m.yml', 'rules:\n  new-failures: {classes: [rcpt.full, rcpt.unknown]}');
  expect(samplesOf('odoo_mail_failures_by_class_total', snapshotOf(undefined, { config }))).toEqual([
    'class=auth.bad_credentials 298',
    'class=rcpt.full 0',
    'class=rcpt.unknown 14',
  ]);
});

test('how old a look may be follows how often is looked, and is never under five minutes', () => {
  expect(staleTimes({ everyMs: 60_000, examineMs: 3_600_000 })).toEqual({ lookMs: 300_000, examinationMs: 10_800_000 });
  expect(staleTimes({ everyMs: 5_000, examineMs: 60_000 })).toEqual({ lookMs: 300_000, examinationMs: 180_000 });
  expect(staleTimes({ everyMs: 600_000, examineMs: 60_000 }).lookMs).toBe(3_000_000);
});

test('every database has its samples under its name, and no label tells of an address, a host or a text of a mail', () => {
  const families = collectFamilies(snapshotOf({ acme: databaseOf(), 'a"b\\c': databaseOf() }));
  const texts = families.flatMap(({ samples }) => samples.flatMap(({ labels }) => Object.values(labels)));
  expect(texts.filter((text) => /@|example|535/.test(text))).toEqual([]);
  expect(families.find(({ name }) => name === 'odoo_mail_up')?.samples.map(({ labels }) => labels)).toEqual([
    { database: 'acme' },
    { database: 'a"b\\c' },
  ]);
});

test('a database with every class of failure stays under two hundred series', () => {
  const failures = Object.fromEntries(failureClasses.map((name) => [name, 1]));
  const samples = collectFamilies(snapshotOf({ acme: databaseOf({ failures }) })).flatMap((family) => family.samples);
  expect(samples.filter(({ labels }) => 'database' in labels).length).toBeLessThan(200);
});

test('names and units follow the conventions of Prometheus', () => {
  for (const [name, { type, measure, help, labels }] of Object.entries({ ...databaseFamilies, ...selfFamilies })) {
    expect(name).toMatch(/^odoo_mail_[a-z_]+[a-z]$/);
    expect(name.endsWith('_total'), name).toBe(type === 'counter');
    expect(name.endsWith('_timestamp_seconds'), name).toBe(measure === 'past' || measure === 'future');
    expect(name.endsWith('_seconds'), name).toBe(['seconds', 'past', 'future'].includes(measure));
    expect(name.endsWith('_info'), name).toBe(measure === 'info');
    expect(help, name).toMatch(/^[A-Z][^"\\]*\.( Always 1\.)?$/);
    for (const label of labels) expect(label).toMatch(/^[a-z]+$/);
  }
});
