import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseConfig } from '../../../source/monitor/config/read-config.ts';
import { composeAlertRules, formatAlertRules } from '../../../source/monitor/metrics/alert-rules.ts';
import { collectFamilies } from '../../../source/monitor/metrics/collect.ts';
import { renderFamilies, textFormat } from '../../../source/monitor/metrics/render.ts';
import { ruleIds } from '../../../source/monitor/rules/rule-id.ts';
import { snapshotOf } from '../../support/monitor-snapshot.ts';

const usual = parseConfig('', '');
const special = parseConfig(
  'm.yml',
  `rules:
  bounces: off
  new-failures: {classes: [auth.bad_credentials, rcpt.full], for: 2m}
databases:
  acme.test: {rules: {oldest-waiting: {above: 4h}}}
  quiet: {rules: {oldest-waiting: off}}`,
);

const exprsOf = (alert: string, config = usual): readonly string[] =>
  composeAlertRules(config)
    .filter((rule) => rule.alert === alert)
    .map(({ severity, expr }) => `${severity}: ${expr}`);

test.each<[string, readonly string[]]>([
  ['OdooMailDatabase', ['critical: odoo_mail_up == 0']],
  [
    'OdooMailOldestWaiting',
    ['critical: time() - odoo_mail_oldest_waiting_timestamp_seconds > 5400 unless odoo_mail_neutralized == 1'],
  ],
  [
    'OdooMailGrowth',
    ['warning: odoo_mail_queue_mails{state="outgoing"} - odoo_mail_queue_mails{state="outgoing"} offset 1800s > 200'],
  ],
  ['OdooMailNewFailures', ['critical: increase(odoo_mail_failures_total[900s]) > 10']],
  [
    'OdooMailCertificate',
    [
      'warning: odoo_mail_server_certificate_expiry_timestamp_seconds - time() < 1209600 >= 0',
      'critical: odoo_mail_server_certificate_expiry_timestamp_seconds - time() < 0',
    ],
  ],
  [
    'OdooMailQueueRunner',
    [
      'warning: odoo_mail_alert_severity{rule="queue-runner"} == 1',
      'critical: odoo_mail_alert_severity{rule="queue-runner"} == 2',
    ],
  ],
  ['OdooMailLookOverdue', ['critical: time() - odoo_mail_last_look_timestamp_seconds > 300 unless odoo_mail_up == 0']],
  [
    'OdooMailExaminationOverdue',
    ['warning: time() - odoo_mail_examination_timestamp_seconds > 10800 unless odoo_mail_up == 0'],
  ],
])('%s asks %j', (alert, exprs) => {
  expect(exprsOf(alert)).toEqual(exprs);
});

test('a database with rules of its own has alerts of its own, and a rule that is off has none', () => {
  expect(exprsOf('OdooMailOldestWaiting', special).map((expr) => expr.slice(0, 130))).toEqual([
    expect.stringContaining(String.raw`{database!~"acme\\.test|quiet"} > 5400`),
    expect.stringContaining('{database="acme.test"} > 14400'),
  ]);
  expect(exprsOf('OdooMailBounces', special)).toEqual([]);
  expect(exprsOf('OdooMailNewFailures', special)).toEqual([
    String.raw`critical: increase(odoo_mail_failures_by_class_total{class=~"auth\\.bad_credentials|rcpt\\.full"}[900s]) > 10`,
  ]);
  expect(composeAlertRules(special).find(({ alert }) => alert === 'OdooMailNewFailures')?.holdMs).toBe(120_000);
});

test('every rule has an alert with a severity, a sentence and a command, and no metric that is not served', () => {
  const served = new Set(collectFamilies(snapshotOf()).map(({ name }) => name));
  const rules = composeAlertRules(usual);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(ruleIds.length + 4);
  for (const { expr, title, sentence, command } of rules) {
    const names = expr.match(/odoo_mail_\w+/g) ?? [];
    expect(names.length, expr).toBeGreaterThan(0);
    for (const name of names) expect(served).toContain(name);
    expect(title).not.toBe('');
    expect(sentence).toMatch(/\.$/);
    expect(command).toMatch(/^(?:odoo-mail-doctor|systemctl) /);
  }
  const { groups } = parse(formatAlertRules(rules)) as { groups: { rules: object[] }[] };
  expect(groups[0]?.rules[0]).toEqual({
    alert: 'OdooMailDatabase',
    expr: 'odoo_mail_up == 0',
    for: '120s',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'Database cannot be read',
      description: 'The database cannot be read.',
      command: "odoo-mail-doctor -d '{{ $labels.database }}' check",
    },
  });
});

const promtool = '/usr/bin/promtool';
const needs = { meta: { needs: 'promtool (Debian package prometheus)' } };
const run = promisify(execFile);

describe.runIf(existsSync(promtool))('promtool of Prometheus', () => {
  test('finds nothing wrong with the page', needs, async () => {
    const checking = run(promtool, ['check', 'metrics']);
    checking.child.stdin?.end(await renderFamilies(collectFamilies(snapshotOf()), textFormat));
    expect((await checking).stderr).toBe('');
  });

  test.each([usual, special])('takes the rules', needs, async (config) => {
    const path = join(await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-')), 'rules.yml');
    await writeFile(path, formatAlertRules(composeAlertRules(config)));
    expect((await run(promtool, ['check', 'rules', path])).stdout).toMatch(/SUCCESS: \d+ rules found/);
  });

  test('sees each alert fire when it should, and none while all is well', { ...needs, timeout: 90_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
    await writeFile(join(folder, 'rules.yml'), formatAlertRules(composeAlertRules(usual)));
    await writeFile(join(folder, 'tests.yml'), stringify({ rule_files: ['rules.yml'], tests: ruleTests }));
    expect((await run(promtool, ['test', 'rules', join(folder, 'tests.yml')])).stdout).toContain('SUCCESS');
  });
});

/** An hour of a healthy database, with what is given instead; a value each minute. */
const healthy = {
  'odoo_mail_doctor_build_info{version="1"}': '1x60',
  'odoo_mail_up{database="a"}': '1x60',
  'odoo_mail_neutralized{database="a"}': '0x60',
  'odoo_mail_last_look_timestamp_seconds{database="a"}': '0+60x60',
  'odoo_mail_examination_timestamp_seconds{database="a"}': '0+60x60',
  'odoo_mail_oldest_waiting_timestamp_seconds{database="a"}': '0+60x60',
  'odoo_mail_queue_mails{database="a",state="outgoing"}': '5x60',
  'odoo_mail_failures_total{database="a"}': '7x60',
  'odoo_mail_unexplained_failures{database="a"}': '0x60',
  'odoo_mail_server_reachable{database="a",server="1"}': '1x60',
  'odoo_mail_server_login_accepted{database="a",server="1"}': '1x60',
  'odoo_mail_server_certificate_expiry_timestamp_seconds{database="a",server="1"}': '9000000x60',
  'odoo_mail_blocklisted{database="a"}': '0x60',
  'odoo_mail_relay_deferring{database="a"}': '0x60',
  'odoo_mail_doctor_notification_failures_total{notifier="m"}': '3x60',
  ...Object.fromEntries(ruleIds.map((rule) => [`odoo_mail_alert_severity{database="a",rule="${rule}"}`, '0x60'])),
};

type Series = Readonly<Record<string, string>>;

/** What fires after an hour. */
const fires = (given: Series, alerts: readonly string[], without: readonly string[] = []) => ({
  interval: '1m',
  input_series: Object.entries({ ...healthy, ...given })
    .filter(([series]) => !without.includes(series))
    .map(([series, values]) => ({ series, values })),
  promql_expr_test: [
    {
      expr: 'count by (alertname, severity) (ALERTS{alertstate="firing"})',
      eval_time: '1h',
      exp_samples: alerts.map((alert) => {
        const [name, severity] = alert.split(' ');
        return { labels: `{alertname="${name}", severity="${severity}"}`, value: 1 };
      }),
    },
  ],
});

const ruleTests = [
  fires({}, []),
  fires({ 'odoo_mail_up{database="a"}': '1x57 0x2' }, ['OdooMailDatabase critical']),
  fires({ 'odoo_mail_up{database="a"}': '1x58 0x1' }, []),
  fires({ 'odoo_mail_oldest_waiting_timestamp_seconds{database="a"}': '-1801x60' }, ['OdooMailOldestWaiting critical']),
  fires({ 'odoo_mail_oldest_waiting_timestamp_seconds{database="a"}': '-1800x60' }, []),
  fires(
    {
      'odoo_mail_oldest_waiting_timestamp_seconds{database="a"}': '-9000x60',
      'odoo_mail_neutralized{database="a"}': '1x60',
    },
    [],
  ),
  fires({ 'odoo_mail_queue_mails{database="a",state="outgoing"}': '5x40 206x19' }, ['OdooMailGrowth warning']),
  fires({ 'odoo_mail_queue_mails{database="a",state="outgoing"}': '5x40 205x19' }, []),
  fires({ 'odoo_mail_failures_total{database="a"}': '7x50 30x9' }, ['OdooMailNewFailures critical']),
  fires({ 'odoo_mail_unexplained_failures{database="a"}': '3x60' }, ['OdooMailUnexplainedFailures warning']),
  fires({ 'odoo_mail_server_reachable{database="a",server="1"}': '0x60' }, ['OdooMailServerUnreachable critical']),
  fires({ 'odoo_mail_server_login_accepted{database="a",server="1"}': '0x60' }, ['OdooMailLoginRefused critical']),
  fires({ 'odoo_mail_server_certificate_expiry_timestamp_seconds{database="a",server="1"}': '1000000x60' }, [
    'OdooMailCertificate warning',
  ]),
  fires({ 'odoo_mail_server_certificate_expiry_timestamp_seconds{database="a",server="1"}': '3599x60' }, [
    'OdooMailCertificate critical',
  ]),
  fires({ 'odoo_mail_blocklisted{database="a"}': '1x60' }, ['OdooMailBlocklisted warning']),
  fires({ 'odoo_mail_relay_deferring{database="a"}': '1x60' }, ['OdooMailLocalRelay warning']),
  fires({ 'odoo_mail_alert_severity{database="a",rule="queue-runner"}': '2x60' }, ['OdooMailQueueRunner critical']),
  fires({ 'odoo_mail_alert_severity{database="a",rule="limit"}': '1x60' }, ['OdooMailLimit warning']),
  fires({ 'odoo_mail_last_look_timestamp_seconds{database="a"}': '0+60x40 2400x19' }, ['OdooMailLookOverdue critical']),
  fires({ 'odoo_mail_doctor_notification_failures_total{notifier="m"}': '3x50 5x9' }, [
    'OdooMailNotifierFails warning',
  ]),
  fires({}, ['OdooMailMonitorGone critical'], ['odoo_mail_doctor_build_info{version="1"}']),
];
