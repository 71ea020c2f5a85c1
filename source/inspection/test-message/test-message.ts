import type { Entrance } from '../../changes/retry/find-entrance.ts';
import type { DeliveryOutcome } from '../../domain/probes/smtp-report.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';

/** What was asked for. */
export interface TestRequest {
  /** One address. */
  readonly to: string;
  /** The mail server that it insists on. */
  readonly serverId?: number;
  readonly from?: string;
  /** Goes as this mail would. */
  readonly mailId?: number;
}

/** A message that is ready to go, on the way that Odoo would choose for it. */
export interface TestMessage {
  readonly to: string;
  readonly headerFrom: string;
  readonly envelopeFrom: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly messageId: string;
  /** `server:3`, or `conf`. */
  readonly serverSubject: string;
  readonly serverTitle: string;
  readonly entrance: Entrance;
  /** What is not as sure as it looks, a sentence each. */
  readonly warnings: readonly string[];
  /** Where a service shows what it thinks of what arrives at this address. */
  readonly page: string | null;
}

/** What became of it. */
export interface TestResult {
  readonly kind: DeliveryOutcome['kind'];
  /** A sentence. */
  readonly summary: string;
  readonly tryThis: string | null;
  /** The server's last word, with its code; null where it had none. */
  readonly reply: string | null;
  readonly queueId: string | null;
  readonly class: FailureClass | null;
  /** Its entry in the journal. */
  readonly entry: string;
}
