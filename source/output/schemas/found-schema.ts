import type { DeletedOutcome, FoundMail, FoundRecipient } from '../../domain/mail/found-mail.ts';
import { mailStates } from '../../domain/mail/mail-state.ts';
import type { foundDocument, foundMailDocument } from '../find/json.ts';
import { count, exactly, flag, list, nullable, record, rowId, text, time, wordOf } from './json-schema.ts';
import { targetSchema } from './target-schema.ts';

type Document = ReturnType<typeof foundDocument>;
type Found = ReturnType<typeof foundMailDocument>;
type Subject = NonNullable<FoundMail['document']> & { readonly name: string | null };

export const foundMailSchema = record<Found>({
  name: text,
  id: nullable(rowId),
  messageId: rowId,
  // People write other states by SQL.
  state: nullable({ type: 'string', examples: mailStates }),
  deleted: flag,
  outcome: nullable(
    wordOf<DeletedOutcome>({
      sent: true,
      bounced: true,
      failed: true,
      cancelled: true,
      partly: true,
      'not-told': true,
    }),
  ),
  date: nullable(time),
  subject: nullable(text),
  document: nullable(record<Subject>({ model: text, id: rowId, name: nullable(text) })),
  from: nullable(text),
  to: list(text),
  recipients: list(record<FoundRecipient>({ name: nullable(text), address: nullable(text), status: nullable(text) })),
  failureReason: nullable(text),
});

/** `find`. */
export const foundSchema = record<Document>({
  schema: exactly(1),
  target: targetSchema,
  mails: list(foundMailSchema),
  searched: record<Document['searched']>({
    messages: count,
    backTo: nullable(time),
    contacts: count,
    mails: count,
    complete: flag,
    unread: list(text),
    stalled: flag,
  }),
  next: nullable(text),
});
