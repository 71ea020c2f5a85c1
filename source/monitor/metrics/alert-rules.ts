import { stringify } from 'yaml';
import { minuteMs, secondMs } from '../../lib/time-units.ts';
import { type MonitorConfig, type RuleSetting, rulesFor } from '../config/config.ts';
import { type RuleId, ruleFacts, ruleIds } from '../rules/rule-id.ts';
import { staleTimes } from './collect.ts';
import { type Matcher, select } from './query.ts';
import { type AlertQuery, ruleAlerts } from './rule-alerts.ts';

export interface AlertRule extends AlertQuery {
  readonly alert: string;
  readonly holdMs: number;
  readonly title: string;
  readonly command: string;
  /** Of a database whose rule differs: no two alerts of a file may have the same name and labels. */
  readonly database?: string;
}

/** Rules of the config file for Prometheus, and some about the monitor, which cannot tell of its own end. */
export const composeAlertRules = (config: MonitorConfig): readonly AlertRule[] => [
  ...ruleIds.flatMap((rule) => composeRule(rule, config)),
  ...monitorRules(config),
];

const composeRule = (rule: RuleId, config: MonitorConfig): readonly AlertRule[] => {
  const settings = variantsOf(rule, config);
  return settings.flatMap(({ setting, where, ...only }) =>
    ruleAlerts[rule](setting, where).map((query) => ({
      ...query,
      ...only,
      alert: `OdooMail${rule.replaceAll(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase())}`,
      holdMs: setting.holdMs,
      title: ruleFacts[rule].title,
      command: checkCommand,
    })),
  );
};

/** The label stands between quotes of a shell: no Odoo is called `'`. */
const checkCommand = "odoo-mail-doctor -d '{{ $labels.database }}' check";

/** Databases whose rule differs have an alert of their own, and the others' leaves them out. */
const variantsOf = (
  rule: RuleId,
  config: MonitorConfig,
): readonly (Pick<AlertRule, 'database'> & { readonly setting: RuleSetting; readonly where: readonly Matcher[] })[] => {
  const usual = config.rules[rule];
  const own = Object.keys(config.databases).filter(
    (name) => JSON.stringify(rulesFor(config, name)[rule]) !== JSON.stringify(usual),
  );
  const others = own.length === 0 ? [] : [`database!~${quote(own.map(escapePattern).join('|'))}`];
  return [
    ...(usual === undefined ? [] : [{ setting: usual, where: others }]),
    ...own.flatMap((name) => {
      const setting = rulesFor(config, name)[rule];
      return setting === undefined ? [] : [{ setting, where: [`database=${quote(name)}`], database: name }];
    }),
  ];
};

/** RE2 takes the same escapes. */
const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
/** A string of PromQL is one of Go. */
const quote = (text: string): string => JSON.stringify(text);

const monitorRules = (config: MonitorConfig): readonly AlertRule[] => {
  const { lookMs, examinationMs } = staleTimes(config);
  const since = (
    name: 'odoo_mail_last_look_timestamp_seconds' | 'odoo_mail_examination_timestamp_seconds',
    ms: number,
  ): string => `time() - ${select(name)} > ${ms / secondMs} unless ${select('odoo_mail_up')} == 0`;
  return [
    {
      alert: 'OdooMailMonitorGone',
      severity: 'critical',
      expr: `absent(${select('odoo_mail_doctor_build_info')})`,
      holdMs: 5 * minuteMs,
      title: 'Nobody watches the e-mail of Odoo',
      sentence: 'There are no metrics of odoo-mail-doctor: it does not run, or is not scraped.',
      command: 'systemctl status odoo-mail-doctor',
    },
    {
      alert: 'OdooMailLookOverdue',
      severity: 'critical',
      expr: since('odoo_mail_last_look_timestamp_seconds', lookMs),
      holdMs: 0,
      title: 'A database is not looked at any more',
      sentence: 'The database was last looked at {{ $value | humanizeDuration }} ago.',
      command: 'systemctl status odoo-mail-doctor',
    },
    {
      alert: 'OdooMailExaminationOverdue',
      severity: 'warning',
      expr: since('odoo_mail_examination_timestamp_seconds', examinationMs),
      holdMs: 0,
      title: 'The causes are not measured any more',
      sentence: 'The causes were last measured {{ $value | humanizeDuration }} ago.',
      command: checkCommand,
    },
    {
      alert: 'OdooMailNotifierFails',
      severity: 'warning',
      expr: `increase(${select('odoo_mail_doctor_notification_failures_total')}[15m]) > 0`,
      holdMs: 0,
      title: 'Alerts do not reach whom they are for',
      sentence: 'The notifier {{ $labels.notifier }} did not take what it was to be told.',
      command: 'odoo-mail-doctor monitor --rules FILE --try-notifiers',
    },
  ];
};

/** A rules file of Prometheus, as `rule_files` takes it. */
export const formatAlertRules = (rules: readonly AlertRule[]): string =>
  stringify(
    {
      groups: [
        {
          name: 'odoo-mail',
          rules: rules.map(({ alert, expr, holdMs, severity, title, sentence, command, database }) => ({
            alert,
            expr,
            ...(holdMs === 0 ? {} : { for: `${holdMs / secondMs}s` }),
            labels: { severity, ...(database === undefined ? {} : { database }) },
            annotations: { summary: title, description: sentence, command },
          })),
        },
      ],
    },
    { lineWidth: 0 },
  );
