import { causeIds } from '../../domain/finding/cause-id.ts';
import { ruleIds } from '../rules/rule-id.ts';
import type { RecordKind, ServerMeasures } from '../state.ts';
import { type DatabaseSight, labelled, type MetricFamily, type Sample, seconds, single } from './family.ts';

const recordKinds: readonly RecordKind[] = ['spf', 'dkim', 'dmarc', 'ptr', 'mx'];

const eachServer = (
  { examination }: DatabaseSight,
  read: (server: ServerMeasures) => number | boolean | null,
): readonly Sample[] =>
  labelled(
    Object.entries(examination?.measures?.servers ?? {}).map(([server, measures]) => [{ server }, read(measures)]),
  );

/** What the causes found when they were last run, and how the rules stand. */
export const examinationFamilies = {
  odoo_mail_alert_severity: {
    type: 'gauge',
    help: 'The worst alert that stands of each rule: 0 none, 1 warning, 2 failure. Missing where the rule could not be judged.',
    labels: ['rule'],
    measure: 'severity',
    title: 'Alerts',
    read: ({ alerts }) => labelled(ruleIds.map((rule) => [{ rule }, alerts[rule]])),
  },
  odoo_mail_cause_severity: {
    type: 'gauge',
    help: 'What was found of each cause: 0 nothing wrong, 1 warning, 2 failure. Missing where it could not be measured.',
    labels: ['cause'],
    measure: 'severity',
    title: 'Causes',
    read: ({ examination }) => labelled(causeIds.map((cause) => [{ cause }, examination?.measures?.causes[cause]])),
  },
  odoo_mail_unexplained_failures: {
    type: 'gauge',
    help: 'Failed mails that no cause explains.',
    labels: [],
    measure: 'mails',
    title: 'Failures that no cause explains',
    read: ({ examination }) => single(examination?.measures?.unexplained),
  },
  odoo_mail_server_reachable: {
    type: 'gauge',
    help: 'Whether an outgoing mail server took the connection. The label is its id in Odoo, or conf for the one of odoo.conf.',
    labels: ['server'],
    measure: 'flag',
    title: 'Mail server can be reached',
    read: (sight) => eachServer(sight, ({ reachable }) => reachable),
  },
  odoo_mail_server_connect_duration_seconds: {
    type: 'gauge',
    help: 'How long the TCP connection to an outgoing mail server took.',
    labels: ['server'],
    measure: 'seconds',
    title: 'Time to connect to a mail server',
    read: (sight) => eachServer(sight, ({ connectMs }) => seconds(connectMs)),
  },
  odoo_mail_server_login_accepted: {
    type: 'gauge',
    help: 'Whether an outgoing mail server takes the login, as it last said: it is asked every six hours at most.',
    labels: ['server'],
    measure: 'flag',
    title: 'Mail server takes the login',
    read: (sight) => eachServer(sight, ({ loginAccepted }) => loginAccepted),
  },
  odoo_mail_server_certificate_expiry_timestamp_seconds: {
    type: 'gauge',
    help: 'When the certificate of an outgoing mail server ends.',
    labels: ['server'],
    measure: 'future',
    title: "Until a mail server's certificate ends",
    read: (sight) => eachServer(sight, ({ certificateEndsAt }) => seconds(certificateEndsAt)),
  },
  odoo_mail_dns_record_severity: {
    type: 'gauge',
    help: 'How the DNS records are that mail depends on, of all sending domains the worst: 0 in order, 1 warning, 2 wrong.',
    labels: ['record'],
    measure: 'severity',
    title: 'DNS records',
    read: ({ examination }) =>
      labelled(recordKinds.map((record) => [{ record }, examination?.measures?.records[record]])),
  },
  odoo_mail_blocklisted: {
    type: 'gauge',
    help: 'Whether a domain or an address that mail is sent from is on a blocklist.',
    labels: [],
    measure: 'flag',
    title: 'On a blocklist',
    read: ({ examination }) => single(examination?.measures?.blocklisted),
  },
  odoo_mail_relay_deferring: {
    type: 'gauge',
    help: 'Whether the mail server on this machine keeps back what Odoo handed over. Missing where there is none.',
    labels: [],
    measure: 'flag',
    title: 'Local relay does not get rid of mail',
    read: ({ examination }) => single(examination?.measures?.relayDeferring),
  },
  odoo_mail_examination_timestamp_seconds: {
    type: 'gauge',
    help: 'When the causes were last measured.',
    labels: [],
    measure: 'past',
    title: 'Last examination',
    read: ({ state }) => single(seconds(state.examination?.at)),
  },
} as const satisfies Readonly<Record<string, MetricFamily<DatabaseSight>>>;
