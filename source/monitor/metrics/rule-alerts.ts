import { secondMs } from '../../lib/time-units.ts';
import type { RuleSetting } from '../config/config.ts';
import type { RuleId } from '../rules/rule-id.ts';
import { type Matcher, select } from './query.ts';

export interface AlertQuery {
  readonly severity: 'warning' | 'critical';
  readonly expr: string;
  /** In words of Prometheus' templates. */
  readonly sentence: string;
}

type Compose = (setting: RuleSetting, where: readonly Matcher[]) => readonly AlertQuery[];

const seconds = (ms = 0): number => ms / secondMs;

/** A copy that sends nothing on purpose has nothing wrong with its queue. */
const unlessNeutralized = (where: readonly Matcher[]): string =>
  ` unless ${select('odoo_mail_neutralized', where)} == 1`;

const whether =
  (severity: AlertQuery['severity'], expr: (where: readonly Matcher[]) => string, sentence: string): Compose =>
  (_setting, where) => [{ severity, expr: expr(where), sentence }];

/** What the monitor itself judges, for whatever no number tells. */
const judged =
  (rule: RuleId, sentence: string): Compose =>
  (_setting, where) =>
    (
      [
        ['warning', 1],
        ['critical', 2],
      ] as const
    ).map(([severity, level]) => ({
      severity,
      expr: `${select('odoo_mail_alert_severity', [...where, `rule="${rule}"`])} == ${level}`,
      sentence,
    }));

/** The rules of the monitor in PromQL, with the thresholds that hold. */
export const ruleAlerts: Readonly<Record<RuleId, Compose>> = {
  database: whether('critical', (where) => `${select('odoo_mail_up', where)} == 0`, 'The database cannot be read.'),
  'oldest-waiting': ({ above }, where) => [
    {
      severity: 'critical',
      expr: `time() - ${select('odoo_mail_oldest_waiting_timestamp_seconds', where)} > ${seconds(above)}${unlessNeutralized(where)}`,
      sentence: 'The oldest mail has waited for {{ $value | humanizeDuration }}.',
    },
  ],
  growth: ({ above = 0, within }, where) => {
    const waiting = select('odoo_mail_queue_mails', [...where, 'state="outgoing"']);
    return [
      {
        severity: 'warning',
        expr: `${waiting} - ${waiting} offset ${seconds(within)}s > ${above}`,
        sentence: `{{ $value }} more mails wait than ${seconds(within) / 60} minutes ago.`,
      },
    ];
  },
  'new-failures': ({ above = 0, within, classes }, where) => {
    const failures =
      classes === undefined
        ? select('odoo_mail_failures_total', where)
        : select('odoo_mail_failures_by_class_total', [
            ...where,
            `class=~"${classes.join('|').replaceAll('.', '\\\\.')}"`,
          ]);
    return [
      {
        severity: 'critical',
        expr: `increase(${failures}[${seconds(within)}s]) > ${above}`,
        sentence: `{{ $value | humanize }} mails failed within ${seconds(within) / 60} minutes.`,
      },
    ];
  },
  'unexplained-failures': whether(
    'warning',
    (where) => `${select('odoo_mail_unexplained_failures', where)} > 0`,
    '{{ $value }} mails failed for reasons that nobody knows.',
  ),
  'queue-runner': judged('queue-runner', 'The queue runner is late, switched off or deleted: nothing sends the queue.'),
  'server-unreachable': whether(
    'critical',
    (where) => `${select('odoo_mail_server_reachable', where)} == 0`,
    'The mail server {{ $labels.server }} cannot be reached.',
  ),
  'login-refused': whether(
    'critical',
    (where) => `${select('odoo_mail_server_login_accepted', where)} == 0`,
    'The mail server {{ $labels.server }} refuses the login.',
  ),
  certificate: ({ below }, where) => {
    const left = `${select('odoo_mail_server_certificate_expiry_timestamp_seconds', where)} - time()`;
    const whose = 'The certificate of the mail server {{ $labels.server }}';
    return [
      {
        severity: 'warning',
        expr: `${left} < ${seconds(below)} >= 0`,
        sentence: `${whose} ends in {{ $value | humanizeDuration }}.`,
      },
      { severity: 'critical', expr: `${left} < 0`, sentence: `${whose} has ended.` },
    ];
  },
  'dns-record': judged('dns-record', 'SPF, DKIM, DMARC or MX changed in DNS.'),
  blocklisted: whether(
    'warning',
    (where) => `${select('odoo_mail_blocklisted', where)} == 1`,
    'A domain or an address that mail is sent from is on a blocklist.',
  ),
  limit: judged('limit', "The server's sending limit is reached, or will be at this pace."),
  'provider-change': judged('provider-change', 'The provider changes something soon that mail depends on.'),
  'local-relay': whether(
    'warning',
    (where) => `${select('odoo_mail_relay_deferring', where)} == 1`,
    'The mail server on this machine does not get rid of what Odoo handed over.',
  ),
  bounces: judged('bounces', 'Bounces rise.'),
};
