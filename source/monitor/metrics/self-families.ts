import type { NotifierState } from '../state.ts';
import { labelled, type MetricFamily, type MonitorSnapshot, type Sample, seconds, single } from './family.ts';

const eachNotifier = (
  { state }: MonitorSnapshot,
  read: (notifier: NotifierState) => number | null,
): readonly Sample[] =>
  labelled(Object.entries(state.notifiers).map(([notifier, standing]) => [{ notifier }, read(standing)]));

/** The monitor itself, and whom it tells. */
export const selfFamilies = {
  odoo_mail_doctor_build_info: {
    type: 'gauge',
    help: 'The version of odoo-mail-doctor and of the Node.js that runs it. Always 1.',
    labels: ['version', 'node'],
    measure: 'info',
    title: 'Version',
    read: ({ version, nodeVersion }) => [{ labels: { version, node: nodeVersion }, value: 1 }],
  },
  odoo_mail_doctor_start_timestamp_seconds: {
    type: 'gauge',
    help: 'When this monitor was started.',
    labels: [],
    measure: 'past',
    title: 'Monitor runs since',
    read: ({ startedAt }) => single(seconds(startedAt)),
  },
  odoo_mail_doctor_counters_start_timestamp_seconds: {
    type: 'gauge',
    help: 'Since when the counters count: they lie in a file, and go on over a restart.',
    labels: [],
    measure: 'past',
    title: 'Counters count since',
    read: ({ state }) => single(seconds(state.since)),
  },
  odoo_mail_doctor_notifications_total: {
    type: 'counter',
    help: 'Messages that a notifier took.',
    labels: ['notifier'],
    measure: 'times',
    title: 'Messages told',
    read: (snapshot) => eachNotifier(snapshot, ({ sent }) => sent),
  },
  odoo_mail_doctor_notification_failures_total: {
    type: 'counter',
    help: 'Attempts to tell somebody that failed; each is made again.',
    labels: ['notifier'],
    measure: 'times',
    title: 'Failed attempts to tell',
    read: (snapshot) => eachNotifier(snapshot, ({ failed }) => failed),
  },
  odoo_mail_doctor_notifications_dropped_total: {
    type: 'counter',
    help: 'Alerts that were given up, as a notifier did not take them for a day.',
    labels: ['notifier'],
    measure: 'times',
    title: 'Alerts given up',
    read: (snapshot) => eachNotifier(snapshot, ({ dropped }) => dropped),
  },
  odoo_mail_doctor_notifications_pending: {
    type: 'gauge',
    help: 'Alerts that a notifier has still to be told.',
    labels: ['notifier'],
    measure: 'times',
    title: 'Alerts still to tell',
    read: (snapshot) => eachNotifier(snapshot, ({ pending }) => pending.length),
  },
  odoo_mail_doctor_last_notification_timestamp_seconds: {
    type: 'gauge',
    help: 'When a notifier last took a message. Missing before the first.',
    labels: ['notifier'],
    measure: 'past',
    title: 'Last message told',
    read: (snapshot) => eachNotifier(snapshot, ({ sentAt }) => seconds(sentAt)),
  },
} as const satisfies Readonly<Record<string, MetricFamily<MonitorSnapshot>>>;
