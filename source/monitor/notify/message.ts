import { formatDateTime, formatDuration } from '../../domain/wording/duration.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import { ruleFacts } from '../rules/rule-id.ts';
import type { AlertEvent } from '../state.ts';

/** What is told at once, however many it is. */
export interface AlertMessage {
  readonly title: string;
  /** A paragraph for each. */
  readonly paragraphs: readonly string[];
  readonly events: readonly AlertEvent[];
}

const kinds: Readonly<Record<AlertEvent['kind'], string>> = {
  raised: 'Alert',
  worse: 'Worse',
  repeated: 'Still there',
  recovered: 'Recovered',
};

/** A longer list is no longer read; the document for programs has them all. */
const mostParagraphs = 50;

/** Words for one or several alerts. */
export const composeAlertMessage = (events: readonly AlertEvent[]): AlertMessage => {
  const [first, ...others] = events;
  const title =
    first === undefined
      ? 'Nothing to tell'
      : others.length === 0
        ? titleOf(first)
        : `${events.length} alerts: ${titleOf(first)} …`;
  const left = events.length - mostParagraphs;
  return {
    title,
    paragraphs: [
      ...events.slice(0, mostParagraphs).map(paragraphOf),
      ...(left > 0 ? [`${left} more are not shown.`] : []),
    ],
    events,
  };
};

/** What is sent to see whether somebody is reached: it names no database and no rule, so that nobody takes it for an alert. */
export const tryMessage: AlertMessage = {
  title: 'A try of odoo-mail-doctor: nothing is wrong',
  paragraphs: ['Somebody tries whether alerts arrive here. This one did, and nothing is wrong.'],
  events: [],
};

const titleOf = ({ kind, database, rule }: AlertEvent): string =>
  `${kinds[kind]}: ${database}: ${ruleFacts[rule].title}`;

const paragraphOf = (event: AlertEvent): string => {
  const { kind, database, sentence, at, since } = event;
  const lasted =
    at - since < 60_000
      ? ''
      : kind === 'recovered'
        ? ` It lasted ${formatDuration(at - since)}.`
        : ` For ${formatDuration(at - since)}.`;
  return `${kinds[kind]} · ${database} · ${formatDateTime(new Date(at))}\n${endSentence(sentence)}${lasted}`;
};

/** The document that a webhook or a command gets. */
export const messageDocument = ({ title, events }: AlertMessage) => ({
  schema: 1,
  title,
  events: events.map(({ at, since, subject, ...event }) => ({
    ...event,
    subject: subject === '' ? null : subject,
    at: new Date(at).toISOString(),
    since: new Date(since).toISOString(),
  })),
});
