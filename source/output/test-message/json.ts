import type { Obstacle } from '../../domain/database/write-obstacle.ts';
import { formatHostPort } from '../../domain/host-port.ts';
import type { TestMessage, TestResult } from '../../inspection/test-message/test-message.ts';
import type { TargetDocument } from '../target-document.ts';

export interface TestReport {
  readonly target: TargetDocument;
  readonly message: TestMessage;
  /** Why it would not be sent. */
  readonly obstacle: Pick<Obstacle, 'words' | 'tryThis'> | null;
  /** Undefined for a preview. */
  readonly result: TestResult | undefined;
}

/** The document of `send-test --format json`, schema 1. */
export const testMessageDocument = ({ target, message, obstacle, result }: TestReport) => ({
  schema: 1,
  target,
  message: {
    to: message.to,
    from: message.headerFrom,
    envelopeFrom: message.envelopeFrom,
    subject: message.subject,
    messageId: message.messageId,
    server: message.serverSubject,
    relay: formatHostPort(message.entrance.host, message.entrance.port),
    tls: message.entrance.tls,
    user: message.entrance.credentials?.user ?? null,
    warnings: message.warnings,
    page: message.page,
  },
  refusal: obstacle === null ? null : obstacle.words,
  result: result === undefined ? null : result,
});
