import { holdEntry } from '../../changes/database/hold-entry.ts';
import { readDatabaseIdentity } from '../../changes/database-identity.ts';
import type { ChangeDependencies } from '../../changes/dependencies.ts';
import { troubleOf } from '../../changes/journal/journal-trouble.ts';
import { UserError } from '../../domain/errors.ts';
import type { DeliveryOutcome } from '../../domain/probes/smtp-report.ts';
import type { SmtpSender } from '../../services/smtp/smtp-sender.ts';
import { composeTestMessage } from './compose-test-message.ts';
import { judgeDelivery } from './judge-delivery.ts';
import { findSendingObstacle } from './sending-obstacle.ts';
import { testAction } from './test-action.ts';
import type { TestMessage, TestResult } from './test-message.ts';

export interface SendingWorld {
  readonly changes: ChangeDependencies;
  readonly sender: SmtpSender;
  readonly now: () => Date;
  /** For one step and for the session, ms. */
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
}

/**
 * Sends it once. The journal has it before the server is met, and what became of it after.
 * @throws UserError where nothing may be sent or the journal cannot be kept; the signal's reason, before the server had a
 * word of the message.
 */
export const sendTestMessage = async (
  { changes, sender, now, timeoutMs, totalTimeoutMs }: SendingWorld,
  message: TestMessage,
  { signal }: { readonly signal: AbortSignal },
): Promise<TestResult> => {
  const { journal, odoo, readOnly } = changes;
  const obstacle = findSendingObstacle(readOnly, await odoo.parameters({ signal }), odoo.database);
  if (obstacle !== null) throw new UserError(obstacle.words, obstacle.tryThis);
  const content = await composeTestMessage(message, { database: odoo.database, date: now() });
  const entry = journal.newEntry();
  // Another console would take the entry for one that a killed process left behind.
  await using _held = await holdEntry(changes, entry, { signal });
  const words = `a test message to ${message.to} through ${message.serverTitle}`;
  await journal.write({
    event: 'begun',
    entry,
    database: await identify(changes, { signal }),
    action: testAction,
    subject: message.serverSubject,
    title: `Send ${words}`,
    irreversible: ['A message that was sent cannot be called back.'],
    locksQueue: false,
    signalsCache: false,
    transactions: 0,
    outside: 1,
  });
  await journal.write({ event: 'outside-ready', entry, number: 0, words, undo: { kind: 'none' } });
  /** What kept the journal from it: by then the message may have left. */
  const end = async (kind: DeliveryOutcome['kind'], summary: string): Promise<string | null> => {
    const state = journalStates[kind];
    const left = state === 'applied' ? null : summary;
    return (
      (await troubleOf(journal.write({ event: 'outside-ended', entry, number: 0, left }))) ??
      (await troubleOf(journal.write({ event: 'ended', entry, state, left: left === null ? [] : [left] })))
    );
  };
  const envelope = { sender: message.envelopeFrom, recipients: [message.to] };
  try {
    const request = { ...message.entrance, timeoutMs, totalTimeoutMs };
    const { report, delivery } = await sender.send(request, { envelope, message: content }, { signal });
    const judged = judgeDelivery(report, delivery);
    const trouble = await end(delivery.kind, judged.summary);
    const summary = trouble === null ? judged.summary : `${judged.summary} The journal could not note it: ${trouble}.`;
    return { ...judged, summary, entry };
  } catch (error) {
    // Once the server has the message a session ends with a report.
    if (signal.aborted) await end('not-sent', 'It was stopped before the server had the message.');
    throw error;
  }
};

const journalStates: Readonly<Record<DeliveryOutcome['kind'], 'applied' | 'in-part' | 'not-applied'>> = {
  accepted: 'applied',
  unanswered: 'in-part',
  deferred: 'not-applied',
  refused: 'not-applied',
  'not-sent': 'not-applied',
};

const identify = async ({ odoo, host, openWriter }: ChangeDependencies, options: { readonly signal: AbortSignal }) => {
  await using writer = await openWriter(odoo.database, options);
  return await readDatabaseIdentity(writer, host);
};
