/**
 * How one batch went that Odoo was told to send at once. What became of each mail stands in the database, and only
 * there: Odoo's `send` returns nothing (addons/mail/models/mail_mail.py).
 */
export type SendOutcome =
  | { readonly kind: 'done'; readonly ids: readonly number[] }
  /**
   * Odoo, or what stands before it, said no, in words. What Odoo had sent by then stays sent. `hasBegun`: it broke off
   * with the mails in hand, and the one under way may have left: what Odoo noted of it was rolled back.
   */
  | {
      readonly kind: 'refused';
      readonly ids: readonly number[];
      readonly words: string;
      readonly hasBegun: boolean;
    }
  /** No answer came: the mails may be sent, or still under way. Never try them again before that is known. */
  | { readonly kind: 'unknown'; readonly ids: readonly number[]; readonly words: string }
  /** Left alone, because a batch before it was refused or went silent. */
  | { readonly kind: 'not-tried'; readonly ids: readonly number[] };

export interface SendOptions {
  /** Hard stop. Ending the iteration instead stops gently, after the batch that is under way. */
  readonly signal?: AbortSignal;
}

/** A mail and the message that it carries, by their ids. */
export interface MailAndMessage {
  readonly id: number;
  readonly messageId: number;
}

/** What the account of a way may not do. */
export interface Forbidden {
  /** Mails which, or whose messages, it may not both read and write. */
  readonly ids: readonly number[];
  /** Of them those of which Odoo was not asked any more. */
  readonly unasked: number;
  /** Odoo could not be asked at all. */
  readonly isUnknown: boolean;
}

/** A way to have Odoo send mails now, instead of waking its queue. Whoever uses it holds the queue cron's row lock. */
export interface SendNow {
  /** For a person: `over JSON-RPC as admin at https://odoo.example.com, Odoo 17.0`. */
  readonly way: string;
  /** How long after a batch went silent Odoo has surely ended with it, ms. Undefined: nobody knows. */
  readonly endsWithinMs?: number;
  /**
   * Sends mails that are `outgoing` (Odoo skips all others), batch by batch; an outcome follows each batch.
   * Nothing more is tried after a batch that was not done.
   */
  send(ids: readonly number[], options?: SendOptions): AsyncIterable<SendOutcome>;
  /**
   * Asks Odoo's own access check. Of a mail that the account may not write Odoo delivers a copy and then cannot note it;
   * of one that it may not read it loses the stored failure. Sends nothing, changes nothing.
   */
  findForbidden?(mails: readonly MailAndMessage[], options?: SendOptions): Promise<Forbidden>;
}

const largestId = 2 ** 31 - 1;

/**
 * Cuts the mails into batches of at most `size` and sends one after the other.
 * @throws RangeError when an id is no id of a row; the signal's reason before a batch when it is aborted.
 */
export async function* sendInBatches(
  ids: readonly number[],
  size: number,
  sendBatch: (batch: readonly number[]) => Promise<SendOutcome>,
  { signal }: SendOptions = {},
): AsyncIterable<SendOutcome> {
  const wrong = ids.find((id) => !Number.isInteger(id) || id < 1 || id > largestId);
  if (wrong !== undefined) throw new RangeError(`${wrong} is not the id of a mail`);
  const all = [...new Set(ids)];
  for (let start = 0; start < all.length; start += size) {
    signal?.throwIfAborted();
    const outcome = await sendBatch(all.slice(start, start + size));
    yield outcome;
    if (outcome.kind === 'done') continue;
    const rest = all.slice(start + size);
    if (rest.length > 0) yield { kind: 'not-tried', ids: rest };
    return;
  }
}
