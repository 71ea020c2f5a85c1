import { formatHostPort } from '../../domain/host-port.ts';
import type { DeliveryOutcome, SmtpReport } from '../../domain/probes/smtp-report.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import { queueIdOf } from '../../domain/replies/queue-id.ts';
import { titleOf } from '../../domain/replies/title.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import type { TestResult } from './test-message.ts';

const whyUnanswered: Readonly<Record<Extract<DeliveryOutcome, { kind: 'unanswered' }>['why'], string>> = {
  closed: 'the connection broke before its answer came',
  'timed-out': 'it did not answer in time',
  stopped: 'waiting for its answer was stopped',
  'not-smtp': 'what it answered is no SMTP',
};

/** What a person is told about a session that was to hand one message over. */
export const judgeDelivery = (report: SmtpReport, delivery: DeliveryOutcome): Omit<TestResult, 'entry'> => {
  const where = formatHostPort(report.host, report.port);
  const nothing = { queueId: null, class: null, tryThis: null } as const;
  switch (delivery.kind) {
    case 'accepted': {
      const queueId = queueIdOf(delivery.reply.text);
      const named = queueId === null ? '' : ` as ${queueId}`;
      return {
        ...nothing,
        kind: 'accepted',
        summary: `${where} took the message${named}.`,
        tryThis: 'Whether it arrives, and not among spam, is seen in the mailbox alone.',
        reply: wordsOf(delivery.reply),
        queueId,
      };
    }
    case 'refused':
    case 'deferred': {
      const { class: met } = judgeSession({ kind: 'reply', stage: 'data', reply: delivery.reply }, report);
      const verb = delivery.kind === 'refused' ? 'refused the message' : 'does not take the message now';
      return {
        ...nothing,
        kind: delivery.kind,
        summary: endSentence(`${where} ${verb}: ${titleOf(met)}: ${wordsOf(delivery.reply)}`),
        reply: wordsOf(delivery.reply),
        class: met,
      };
    }
    case 'unanswered':
      return {
        ...nothing,
        kind: 'unanswered',
        summary: `The message may have been delivered: ${where} was given all of it, and ${whyUnanswered[delivery.why]}.`,
        tryThis: 'Look into the mailbox before sending it again: it is not sent a second time by itself.',
        reply: null,
      };
    case 'not-sent': {
      const { failure } = report;
      return {
        ...nothing,
        kind: 'not-sent',
        summary: endSentence(`Nothing was sent: ${report.summary}`),
        reply: failure !== undefined && 'reply' in failure ? wordsOf(failure.reply) : null,
        class: failure === undefined ? null : judgeSession(failure, report).class,
      };
    }
  }
};

const wordsOf = ({ code, text }: { readonly code: number; readonly text: string }): string =>
  `${code} ${text.replaceAll('\n', ' ')}`.trim();
