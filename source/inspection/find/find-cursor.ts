import { UsageError } from '../../domain/errors.ts';

/** How far each table was walked: rows below these ids are yet to be looked at; 0: all were. */
export interface FindCursor {
  readonly text: string;
  /** Mails that an id or a number named, which are not shown again. */
  readonly named: readonly number[] | null;
  readonly messages: Walked;
  readonly mails: Walked;
  readonly contacts: Walked;
  /** Contacts that fit and whose mails are being read, and below which message. */
  readonly people: { readonly ids: readonly number[]; readonly below: number } | null;
  /** What this role may not read, as a person would say it. */
  readonly unread: readonly string[];
}

export interface Walked {
  readonly below: number;
  readonly rows: number;
  /** Seconds since 1970. */
  readonly oldest: number | null;
}

const beyondAll = 2 ** 31 - 1;
const notWalked: Walked = { below: beyondAll, rows: 0, oldest: null };

export const firstCursor = (text: string): FindCursor => ({
  text,
  named: null,
  messages: notWalked,
  mails: notWalked,
  contacts: notWalked,
  people: null,
  unread: [],
});

/** As it stands in a command: letters, digits, `-` and `_`. */
export const formatCursor = ({ text, named, messages, mails, contacts, people, unread }: FindCursor): string => {
  const walks = [messages, mails, contacts].map(({ below, rows, oldest }) => [
    below,
    rows,
    oldest && Math.floor(oldest),
  ]);
  return Buffer.from(
    JSON.stringify([text, named, ...walks, people === null ? null : [people.below, ...people.ids], unread]),
  ).toString('base64url');
};

/**
 * Where an earlier search of the same text ended.
 * @throws UsageError for anything else.
 */
export const parseCursor = (token: string, text: string): FindCursor => {
  const cursor = readCursor(token);
  if (cursor === undefined) {
    throw new UsageError('That is not where a search ended.', 'Copy the word after --continue from what find printed.');
  }
  if (cursor.text !== text) {
    throw new UsageError(`That search was for '${cursor.text}'.`, 'Go on with the same text, or search anew.');
  }
  return cursor;
};

const readCursor = (token: string): FindCursor | undefined => {
  const [text, named, messages, mails, contacts, people, unread] = readList(token);
  const walks = { messages: readWalk(messages), mails: readWalk(mails), contacts: readWalk(contacts) };
  const [below, ...ids] = readIds(people) ?? [];
  if (typeof text !== 'string' || !walks.messages || !walks.mails || !walks.contacts) return undefined;
  return {
    text,
    named: readIds(named) ?? null,
    messages: walks.messages,
    mails: walks.mails,
    contacts: walks.contacts,
    people: below === undefined ? null : { below, ids },
    unread: Array.isArray(unread) ? unread.filter((what) => typeof what === 'string') : [],
  };
};

const readList = (token: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

const readWalk = (value: unknown): Walked | undefined => {
  if (!Array.isArray(value)) return undefined;
  const [below, rows, oldest]: readonly unknown[] = value;
  if (!isId(below) || !isCount(rows)) return undefined;
  return { below, rows, oldest: typeof oldest === 'number' && Number.isFinite(oldest) ? oldest : null };
};

const readIds = (value: unknown): readonly number[] | undefined =>
  Array.isArray(value) && value.length <= 1_000 && value.every(isId) ? value : undefined;

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isId = (value: unknown): value is number => isCount(value) && value <= beyondAll;
