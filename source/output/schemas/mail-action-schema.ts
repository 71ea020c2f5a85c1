import type { PurgedFiles } from '../../changes/purge/purge-preview.ts';
import type { LeftToQueue } from '../../changes/retry/direct/retry-directly.ts';
import type { SendingEnd } from '../../changes/retry/direct/send-directly.ts';
import type { Rest } from '../../changes/retry/direct/settle-rest.ts';
import type { CanaryRefusal, HandshakeVerdict } from '../../changes/retry/handshake-verdict.ts';
import type { ByQueue, FailingCount, HeldCount, TriedRoute, Waking } from '../../changes/retry/retry-preview.ts';
import { includableReasons, type SetAsideReason } from '../../changes/retry/set-aside.ts';
import type {
  cancelDocument,
  doneDocument,
  mailActionDocument,
  mailActionNotDoneDocument,
  outcomesDocument,
  purgeDocument,
  retryDocument,
  sendingDocument,
} from '../mail-actions/json.ts';
import { notDoneReasonSchema, skippedSchema } from './change-schema.ts';
import {
  count,
  exactly,
  flag,
  type JsonSchema,
  list,
  nullable,
  oneOfSchemas,
  record,
  rowId,
  text,
  time,
  wordOf,
} from './json-schema.ts';
import { failureClassSchema } from './queue-schema.ts';
import { targetSchema } from './target-schema.ts';

type Document = ReturnType<typeof mailActionDocument>;
type Retry = ReturnType<typeof retryDocument>;
type Done = ReturnType<typeof doneDocument>;
type Sending = ReturnType<typeof sendingDocument>;
type Outcome = ReturnType<typeof outcomesDocument>;
type Told = { warnings: readonly string[]; irreversible: readonly string[] };

const ids = list(rowId);
const told = { warnings: list(text), irreversible: list(text) };

const setAside = list(
  record<Retry['setAside'][number]>({
    reason: wordOf<SetAsideReason>({
      gone: true,
      'not-failed': true,
      served: true,
      'on-later-mail': true,
      'no-recipient': true,
      'bad-address': true,
      'kept-back': true,
      blacklisted: true,
      'no-route': true,
      'may-be-delivered': true,
      old: true,
      'refused-for-good': true,
      'limit-reached': true,
      'too-early': true,
      'refused-lately': true,
      'lost-attachment': true,
      'cause-remains': true,
    }),
    count,
    ids,
    class: nullable(failureClassSchema),
    until: nullable(time),
    summary: text,
  }),
);

const verdict = oneOfSchemas(
  record<Extract<HandshakeVerdict, { kind: 'ready' }>>({
    kind: exactly('ready'),
    canaryRefused: nullable(
      record<CanaryRefusal>({ mailId: rowId, addresses: list(text), class: failureClassSchema, title: text }),
    ),
  }),
  record<Extract<HandshakeVerdict, { kind: 'fails' }>>({
    kind: exactly('fails'),
    class: failureClassSchema,
    title: text,
    words: text,
  }),
  record<Extract<HandshakeVerdict, { kind: 'untested' }>>({ kind: exactly('untested'), why: text }),
);

const waking = oneOfSchemas(
  record<Extract<Waking, { kind: 'bypassed' }>>({ kind: exactly('bypassed'), way: text }),
  record<Extract<Waking, { kind: 'woken' }>>({
    kind: exactly('woken'),
    others: nullable(count),
    failing: list(
      record<FailingCount>({
        server: text,
        mails: count,
        reason: { enum: includableReasons },
        why: text,
        until: nullable(time),
      }),
    ),
  }),
  record<Extract<Waking, { kind: 'asleep' }>>({ kind: exactly('asleep'), why: text }),
);

const retryPreview = record<Retry & Told>(
  {
    asked: count,
    ids,
    setAside,
    servedRecipients: count,
    handshakes: list(
      record<TriedRoute>({ server: text, envelopeFrom: text, mails: count, verdict, standing: nullable(text) }),
    ),
    alarm: nullable(text),
    waking,
    held: list(record<HeldCount>({ server: text, mails: count, until: time })),
    slots: list(record<Retry['slots'][number]>({ at: nullable(time), mails: count })),
    ...told,
  },
  { byQueue: record<ByQueue>({ ids, unasked: count, isUnknown: flag, way: text }) },
);

const cancelPreview = record<ReturnType<typeof cancelDocument> & Told>({
  asked: count,
  ids,
  others: ids,
  envelopes: count,
  ...told,
});

const purgePreview = record<ReturnType<typeof purgeDocument> & Told>({
  asked: count,
  ids,
  others: ids,
  held: list(record<{ table: string; ids: readonly number[] }>({ table: text, ids })),
  later: ids,
  messages: count,
  files: record<PurgedFiles>({ count, bytes: count, readable: list(text), unreadable: list(text) }),
  ...told,
});

const result = oneOfSchemas(
  record<ReturnType<typeof mailActionNotDoneDocument>>({
    kind: exactly('not-done'),
    why: notDoneReasonSchema,
    message: text,
    tryThis: nullable(text),
  }),
  record<Done>({
    kind: wordOf<Done['kind']>({ applied: true, 'in-part': true }),
    entry: text,
    rows: count,
    changed: list(text),
    left: list(text),
    skipped: skippedSchema,
  }),
);

const end = oneOfSchemas(
  record<Extract<SendingEnd, { kind: 'all-tried' | 'stopped' | 'lock-lost' }>>({
    kind: wordOf<'all-tried' | 'stopped' | 'lock-lost'>({ 'all-tried': true, stopped: true, 'lock-lost': true }),
  }),
  record<Extract<SendingEnd, { kind: 'refused' }>>({ kind: exactly('refused'), words: text, mayBeDelivered: ids }),
  record<Extract<SendingEnd, { kind: 'unknown' }>>({
    kind: exactly('unknown'),
    words: text,
    isOver: flag,
    mayBeDelivered: ids,
  }),
  record<Extract<SendingEnd, { kind: 'canary-failed' }>>({
    kind: exactly('canary-failed'),
    mailId: rowId,
    title: text,
  }),
);

const rest = oneOfSchemas(
  record<Extract<Rest, { kind: 'none' }>>({ kind: exactly('none') }),
  record<Extract<Rest, { kind: 'put-back' }>>({ kind: exactly('put-back'), ids, marked: ids }, { unmarked: text }),
  record<Extract<Rest, { kind: 'outgoing' }>>({ kind: exactly('outgoing'), ids, why: text }),
);

const sending = record<Sending>(
  { way: text, end, notTried: ids, rest, later: ids },
  { byQueue: record<LeftToQueue>({ ids }, { left: text }) },
);

const outcomes = record<Outcome>({
  sent: ids,
  failed: ids,
  failures: list(record<Outcome['failures'][number]>({ class: failureClassSchema, title: text, count, sample: text })),
  others: ids,
  gone: ids,
  waiting: ids,
});

const document = (action: Document['action'], preview: JsonSchema): JsonSchema =>
  record<Document>(
    { schema: exactly(1), target: targetSchema, action: exactly(action), preview, result: nullable(result) },
    { sending, outcomes },
  );

export const retrySchema = document('retry', retryPreview);
export const cancelSchema = document('cancel', cancelPreview);
export const purgeSchema = document('purge', purgePreview);
