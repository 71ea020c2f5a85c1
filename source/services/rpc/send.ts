import { type SendOptions, type SendOutcome, sendInBatches } from '../../domain/change/send-now.ts';
import type { Secret } from '../../domain/secret.ts';
import type { RpcAccount } from './rpc-account.ts';
import { withoutKey } from './without-key.ts';

/** As many as even slow mail servers take in the 120 s after which Odoo usually kills an HTTP worker (limit_time_real). */
const batchSize = 20;
/** Longer than that limit, ms. */
const usualTimeoutMs = 130_000;

/**
 * `send` with a commit after each mail, as the queue does it: what was sent before a worker dies, or before Odoo repeats
 * a call whose transaction could not be serialised, is then not `outgoing` any more and not sent twice.
 * `endsWithinMs`: we wait longer, so that it is Odoo which gives up.
 */
export const sendOverRpc = (
  account: RpcAccount,
  ids: readonly number[],
  { key, endsWithinMs = 0 }: { readonly key: Secret; readonly endsWithinMs?: number | undefined },
  options: SendOptions = {},
): AsyncIterable<SendOutcome> =>
  sendInBatches(
    ids,
    batchSize,
    async (batch) => {
      const call = { model: 'mail.mail', method: 'send', ids: batch, named: { auto_commit: true } };
      const end = await account.call(call, { ...options, timeoutMs: Math.max(usualTimeoutMs, endsWithinMs) });
      if (end.kind === 'value') return { kind: 'done', ids: batch };
      const words = withoutKey(end.words, key);
      if (end.kind === 'silent') return { kind: 'unknown', ids: batch, words };
      // `send` keeps to itself what a mail server says no to: it raises when a line breaks (MailMail._send).
      return { kind: 'refused', ids: batch, words, hasBegun: end.kind === 'refused' && end.reason === 'raised' };
    },
    options,
  );
