import { NotPermittedError } from '../../domain/database/not-permitted-error.ts';
import { ProbeError } from '../../domain/errors.ts';
import type { FoundMail } from '../../domain/mail/found-mail.ts';
import { holdsWords, type SoughtText } from '../../domain/mail/sought-text.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { FindCursor, Walked } from './find-cursor.ts';

export interface FindWorld {
  readonly odoo: Odoo;
  readonly sought: SoughtText;
  readonly signal: AbortSignal;
  /** What is left of the page's time, ms. */
  readonly leftMs: () => number;
  /** Of the last walk in this page. */
  readonly speed: { rowsPerMs: number | null };
}

export interface StepResult {
  readonly cursor: FindCursor;
  readonly mails: readonly FoundMail[];
}

export type Step = (world: FindWorld, cursor: FindCursor, wanted: number) => Promise<StepResult>;

/** Mails that one id, header or document number may mean. */
const mostNamed = 60;
/** Contacts whose mails are read together. */
const mostContacts = 100;
/** Rows of a page's first stretch, and of the shortest and the longest. */
const stretches = { first: 8_000, least: 250, largest: 100_000 } as const;
/** Of those that a stretch found, how many are read in full at once. */
const readAtOnce = 100;

/** What an id, a Message-ID header or a document's number names, by index. */
const findNamed: Step = async ({ odoo, sought, signal, leftMs }, cursor) => {
  const options = { signal, timeoutMs: Math.max(1, leftMs()) };
  const numbered =
    sought.meansPeople || sought.mailId !== null
      ? []
      : await orNothing(signal, () => odoo.documentsByNumber(sought.text, options));
  const documents =
    sought.document === null ? numbered : [{ model: sought.document.model, ids: [sought.document.id] }, ...numbered];
  const ids = await odoo.messagesByKey({ ...sought, documents }, mostNamed, options);
  const mails = ids.length === 0 ? [] : await odoo.foundMails(ids, options);
  // A number may be a mail's id and stand in another's subject: only those that are shown are not shown again.
  return { cursor: { ...cursor, named: mails.map(({ messageId }) => messageId) }, mails };
};

/** Mails to contacts of that name or address. */
const findPeople: Step = async (world, cursor, wanted) => {
  const { odoo } = world;
  if (cursor.people !== null) return await readTheirs(world, cursor, cursor.people, wanted);
  const stretch = await walk(world, cursor.contacts, (given, options) => odoo.walkContacts(given, options));
  if (stretch === undefined) return { cursor, mails: [] };
  const ids = stretch.hits.slice(0, mostContacts).map(({ id }) => id);
  const last = ids.at(-1);
  if (last === undefined) return { cursor: { ...cursor, contacts: stretch.walked }, mails: [] };
  const contacts = ids.length < stretch.hits.length ? stretch.upTo(last) : stretch.walked;
  return await readTheirs(world, { ...cursor, contacts }, { ids, below: 2 ** 31 - 1 }, wanted);
};

const readTheirs = async (
  { odoo, sought, signal, leftMs }: FindWorld,
  cursor: FindCursor,
  people: NonNullable<FindCursor['people']>,
  wanted: number,
): Promise<StepResult> => {
  // Half of the time: somebody with a million notifications must not keep the other places from being searched.
  const options = { signal, timeoutMs: Math.max(1, Math.ceil(leftMs() / 2)) };
  const limit = Math.min(readAtOnce, Math.max(wanted, 20));
  const ids = await inTime(signal, () =>
    odoo.messagesOfContacts({ contacts: people.ids, below: people.below, limit }, options),
  );
  if (ids === undefined) return { cursor: { ...cursor, people }, mails: [] };
  const fresh = ids.filter((id) => cursor.named?.includes(id) !== true);
  const mails = fresh.length === 0 ? [] : await odoo.foundMails(fresh, { signal });
  const last = ids.at(-1);
  const next = last === undefined || ids.length < limit ? null : { ...people, below: last };
  // A mail whose subject holds the words as well is found by the walk through the subjects.
  return { cursor: { ...cursor, people: next }, mails: mails.filter((mail) => !isInSubject(mail, sought)) };
};

/** Mails whose subject or document holds the words. */
const findMessages: Step = async (world, cursor, wanted) => {
  const { odoo, sought } = world;
  const stretch = await walk(world, cursor.messages, (given, options) => odoo.walkMessages(given, options));
  if (stretch === undefined) return { cursor, mails: [] };
  const { mails, walked } = await readFitting(world, cursor, {
    stretch,
    wanted,
    fits: (mail) => isInSubject(mail, sought),
  });
  return { cursor: { ...cursor, messages: walked }, mails };
};

/** Mails to plain addresses. */
const findMails: Step = async (world, cursor, wanted) => {
  const { odoo, sought } = world;
  const stretch = await walk(world, cursor.mails, (given, options) => odoo.walkMails(given, options));
  if (stretch === undefined) return { cursor, mails: [] };
  const fits = (mail: FoundMail): boolean =>
    holdsWords(mail.plain.join(' '), sought.words) &&
    !isInSubject(mail, sought) &&
    !mail.recipients.some(({ name, address }) => holdsWords(`${name ?? ''} ${address ?? ''}`, sought.words));
  const { mails, walked } = await readFitting(world, cursor, { stretch, wanted, fits });
  return { cursor: { ...cursor, mails: walked }, mails };
};

export const searchSteps = { named: findNamed, people: findPeople, messages: findMessages, mails: findMails } as const;

const isInSubject = ({ subject, documentName, from }: FoundMail, { words }: SoughtText): boolean => {
  const sender = words.some((word) => word.includes('@')) ? [from] : [];
  return holdsWords([subject, documentName, ...sender].join(' '), words);
};

interface WalkedStretch {
  readonly hits: Stretch['hits'];
  readonly walked: Walked;
  /** The same for one that is left at this id; how many rows that were is estimated. */
  readonly upTo: (id: number) => Walked;
}

type Stretch = Awaited<ReturnType<Odoo['walkMessages']>>;

/**
 * The next stretch of a table, as long as what is left of the time allows at the speed of the one before; shorter ones
 * where the database is too slow for it. Undefined where the time was over before one was read.
 */
const walk = async (
  { sought: { words }, signal, leftMs, speed }: FindWorld,
  { below, rows: before, oldest }: Walked,
  read: (
    given: { readonly words: readonly string[]; readonly below: number; readonly rows: number },
    options: { readonly signal: AbortSignal; readonly timeoutMs: number },
  ) => Promise<Stretch>,
): Promise<WalkedStretch | undefined> => {
  const { first, least, largest } = stretches;
  const fitting = speed.rowsPerMs === null ? first : Math.floor((speed.rowsPerMs * leftMs()) / 2);
  let rows = Math.min(largest, Math.max(least, fitting));
  while (leftMs() > 0) {
    const given = { words, below, rows };
    const began = leftMs();
    const stretch = await inTime(signal, () => read(given, { signal, timeoutMs: Math.max(1, Math.ceil(began)) }));
    if (stretch !== undefined) {
      speed.rowsPerMs = stretch.walked / Math.max(1, began - leftMs());
      return describeStretch(stretch, { before, oldest });
    }
    rows = Math.max(least, Math.floor(rows / 8));
  }
  return undefined;
};

const describeStretch = (
  { hits, walked, lowestId, highestId, oldest: reached }: Stretch,
  { before, oldest }: { readonly before: number; readonly oldest: number | null },
): WalkedStretch => {
  const end = { rows: before + walked, oldest: reached ?? oldest };
  const highest = highestId ?? 0;
  const share = (id: number): number => Math.min(1, (highest - id + 1) / (highest - (lowestId ?? 0) + 1));
  return {
    hits,
    walked: { ...end, below: lowestId ?? 0 },
    upTo: (id) => ({ ...end, below: id, rows: before + Math.round(walked * share(id)) }),
  };
};

/** Reads those that were found until enough of them are mails that fit, and says where that ended. */
const readFitting = async (
  { odoo, signal }: FindWorld,
  { named }: FindCursor,
  {
    stretch: { hits, walked, upTo },
    wanted,
    fits,
  }: { readonly stretch: WalkedStretch; readonly wanted: number; readonly fits: (mail: FoundMail) => boolean },
): Promise<{ readonly mails: readonly FoundMail[]; readonly walked: Walked }> => {
  const mails: FoundMail[] = [];
  for (let start = 0; start < hits.length; start += readAtOnce) {
    const part = hits.slice(start, start + readAtOnce);
    const fresh = part.map(({ key }) => key).filter((key) => named?.includes(key) !== true);
    const found = Map.groupBy(await odoo.foundMails(fresh, { signal }), ({ messageId }) => messageId);
    for (const { id, key } of part) {
      mails.push(...(found.get(key) ?? []).filter(fits));
      if (mails.length < wanted) continue;
      const last = mails.at(-1)?.date;
      const left = upTo(id);
      return {
        mails,
        walked: { ...left, oldest: last === undefined || last === null ? left.oldest : last.getTime() / 1_000 },
      };
    }
  }
  return { mails, walked };
};

/** Undefined where the server ended the statement because its time was over. */
const inTime = async <Value>(signal: AbortSignal, read: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProbeError && wasCancelled(error)) return undefined;
    throw error;
  }
};

/** query_canceled (https://www.postgresql.org/docs/current/errcodes-appendix.html), or no answer at all. */
const wasCancelled = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === '57014') || wasCancelled(error.cause));

/** A table that the role may not read, or that is too slow, is one place less to look. */
const orNothing = async <Value>(
  signal: AbortSignal,
  read: () => Promise<readonly Value[]>,
): Promise<readonly Value[]> => {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NotPermittedError || (error instanceof ProbeError && wasCancelled(error))) return [];
    throw error;
  }
};
