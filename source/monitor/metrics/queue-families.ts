import { failureClasses } from '../../domain/replies/classes/index.ts';
import type { DatabaseState } from '../state.ts';
import { type DatabaseSight, labelled, type MetricFamily, seconds, single } from './family.ts';

/** When the failures of a database cannot be dated, no new one can be told from an old one. */
const failuresOf = ({ mark, failures }: DatabaseState): DatabaseState['failures'] | null =>
  mark === null ? null : failures;

/** What a look at a queue tells. */
export const queueFamilies = {
  odoo_mail_up: {
    type: 'gauge',
    help: 'Whether the database could be read when it was last looked at.',
    labels: [],
    measure: 'flag',
    title: 'Database can be read',
    read: ({ state: { triedAt, trouble } }) => single(triedAt === null ? null : trouble === null),
  },
  odoo_mail_queue_mails: {
    type: 'gauge',
    help: 'Mails in the queue, by the state that Odoo gives them: outgoing waits, exception has failed.',
    labels: ['state'],
    measure: 'mails',
    title: 'Mails in the queue',
    read: ({ look }) =>
      labelled([
        [{ state: 'outgoing' }, look?.outgoing],
        [{ state: 'exception' }, look?.exception],
      ]),
  },
  odoo_mail_oldest_waiting_timestamp_seconds: {
    type: 'gauge',
    help: 'When the mail was written that waits longest and is not held back by a date. Missing where none waits.',
    labels: [],
    measure: 'past',
    title: 'Oldest waiting mail',
    read: ({ look }) => single(seconds(look?.oldestOutgoingAt)),
  },
  odoo_mail_written_total: {
    type: 'counter',
    help: 'Mails that Odoo wrote, by the ids it gave out; those of a transaction that was rolled back are among them.',
    labels: [],
    measure: 'mails',
    title: 'Mails written',
    read: ({ state }) => single(state.flow?.written),
  },
  odoo_mail_left_total: {
    type: 'counter',
    help: 'Mails that neither wait nor have failed any more: sent, cancelled or deleted. Odoo deletes most of what it sent.',
    labels: [],
    measure: 'mails',
    title: 'Mails that left the queue',
    read: ({ state }) => single(state.flow?.left),
  },
  odoo_mail_failures_total: {
    type: 'counter',
    help: 'Mails that were seen to fail.',
    labels: [],
    measure: 'mails',
    title: 'Mails that failed',
    read: ({ state }) => {
      const failures = failuresOf(state);
      return single(failures === null ? null : Object.values(failures).reduce((sum, count) => sum + count, 0));
    },
  },
  odoo_mail_failures_by_class_total: {
    type: 'counter',
    help: 'Mails that were seen to fail, by class of failure. A class is missing until it was met, unless a rule names it.',
    labels: ['class'],
    measure: 'mails',
    title: 'Mails that failed, by class',
    read: ({ state, rules }) => {
      const failures = failuresOf(state);
      if (failures === null) return [];
      const named = rules['new-failures']?.classes ?? [];
      return labelled(
        failureClasses.map((name) => [{ class: name }, failures[name] ?? (named.includes(name) ? 0 : null)]),
      );
    },
  },
  odoo_mail_neutralized: {
    type: 'gauge',
    help: 'Whether this is a neutralized copy, which sends nothing on purpose.',
    labels: [],
    measure: 'flag',
    title: 'Neutralized copy',
    read: ({ look }) => single(look?.neutralized),
  },
  odoo_mail_queue_runner_active: {
    type: 'gauge',
    help: 'Whether the scheduled action that sends the queue is there and switched on.',
    labels: [],
    measure: 'flag',
    title: 'Queue runner is on',
    read: ({ look }) => single(look === null || look.cronUnread !== null ? null : (look.cron?.active ?? false)),
  },
  odoo_mail_queue_runner_last_run_timestamp_seconds: {
    type: 'gauge',
    help: 'When the queue runner last ran. Missing where Odoo does not store it.',
    labels: [],
    measure: 'past',
    title: 'Last run of the queue',
    read: ({ look }) => single(seconds(look?.cron?.lastCall)),
  },
  odoo_mail_queue_runner_next_run_timestamp_seconds: {
    type: 'gauge',
    help: 'When the queue runner is to run next; in the past where it is late.',
    labels: [],
    measure: 'future',
    title: 'Next run of the queue',
    read: ({ look }) => single(seconds(look?.cron?.nextCall)),
  },
  odoo_mail_queue_runner_late_seconds: {
    type: 'gauge',
    help: 'How late the queue runner was when the database was last looked at. Missing where it is switched off.',
    labels: [],
    measure: 'seconds',
    title: 'Queue runner is late',
    read: ({ look }) => {
      const next = look?.cron?.active === true ? look.cron.nextCall : null;
      return single(look === null || next === null ? null : seconds(Math.max(0, look.at - next)));
    },
  },
  odoo_mail_last_look_timestamp_seconds: {
    type: 'gauge',
    help: 'When the database was last read.',
    labels: [],
    measure: 'past',
    title: 'Last successful look',
    read: ({ state }) => single(seconds(state.look?.at)),
  },
  odoo_mail_look_duration_seconds: {
    type: 'gauge',
    help: 'How long the last successful look took.',
    labels: [],
    measure: 'seconds',
    title: 'Duration of a look',
    read: ({ look, state }) => single(look === null ? null : seconds(state.lookMs)),
  },
  odoo_mail_looks_total: {
    type: 'counter',
    help: 'Looks that succeeded.',
    labels: [],
    measure: 'times',
    title: 'Looks',
    read: ({ state }) => single(state.looks),
  },
  odoo_mail_look_failures_total: {
    type: 'counter',
    help: 'Looks that failed.',
    labels: [],
    measure: 'times',
    title: 'Looks that failed',
    read: ({ state }) => single(state.failedLooks),
  },
} as const satisfies Readonly<Record<string, MetricFamily<DatabaseSight>>>;
