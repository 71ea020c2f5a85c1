import { formatCount } from '../domain/wording/count.ts';
import type { AlertState, DatabaseState, MonitorState, NotifierState } from '../monitor/state.ts';

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const alertDocument = ({ rule, subject, level, sentence, since, raisedAt }: AlertState) => ({
  rule,
  subject: subject === '' ? null : subject,
  level,
  summary: sentence,
  since: time(since),
  raisedAt: time(raisedAt),
});

const databaseDocument = (
  database: string,
  { look, triedAt, trouble, failures, examination, alerts }: DatabaseState,
) => ({
  database,
  lookedAt: time(triedAt),
  trouble,
  outgoing: look?.outgoing ?? null,
  exception: look?.exception ?? null,
  oldestOutgoingAt: time(look?.oldestOutgoingAt ?? null),
  newFailures: failures,
  examinedAt: time(examination?.at ?? null),
  verdict:
    examination === null
      ? null
      : { status: examination.status, cause: examination.cause, summary: examination.summary },
  alerts: Object.values(alerts).map(alertDocument),
});

const notifierDocument = (name: string, { sent, failed, dropped, pending, trouble, sentAt }: NotifierState) => ({
  name,
  sent,
  failed,
  dropped,
  pending: pending.length,
  trouble,
  sentAt: time(sentAt),
});

/** What `monitor --once` prints as JSON, schema 1. */
export const monitorDocument = ({ since, databases, notifiers }: MonitorState) => ({
  schema: 1 as const,
  since: time(since),
  databases: Object.entries(databases).map(([name, state]) => databaseDocument(name, state)),
  notifiers: Object.entries(notifiers).map(([name, state]) => notifierDocument(name, state)),
});

/** The same for people. */
export const formatMonitorText = ({ databases }: MonitorState): string =>
  Object.entries(databases)
    .flatMap(([name, { look, trouble, alerts }]) => [
      `${name}: ${trouble ?? `${formatCount(look?.outgoing ?? 0)} waiting, ${formatCount(look?.exception ?? 0)} failed`}`,
      ...Object.values(alerts).map(({ level, sentence }) => `  ${level === 'fail' ? 'FAIL' : 'WARN'}  ${sentence}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
