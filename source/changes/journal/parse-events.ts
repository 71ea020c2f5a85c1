import type { JournalEvent } from './journal-events.ts';

type Test = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Test>>;

const isText: Test = (value) => typeof value === 'string';
const isNumber: Test = (value) => typeof value === 'number';
const isFlag: Test = (value) => typeof value === 'boolean';
const isTime: Test = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const oneOf =
  (...words: readonly string[]): Test =>
  (value) =>
    words.some((word) => word === value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const shaped =
  (fields: Fields): Test =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, test]) => test((value as Readonly<Record<string, unknown>>)[name]));

const isKeptFile = shaped({ name: isText, sha256: isText });
const isCount = shaped({ table: isText, what: oneOf('updated', 'inserted', 'deleted'), count: isNumber });

const undoShapes: Readonly<Record<string, Test>> = {
  none: () => true,
  file: shaped({ path: isText, backup: isKeptFile, edits: isKeptFile, sha256: isText }),
  'created-file': shaped({ path: isText, sha256: isText }),
  command: shaped({ argv: orNull(listOf(isText)) }),
};
const isOutsideUndo: Test = (value) =>
  shaped({ kind: isText })(value) && undoShapes[(value as { readonly kind: string }).kind]?.(value) === true;

const shapes: { readonly [Name in JournalEvent['event']]: Test } = {
  begun: shaped({
    database: shaped({ name: isText, host: isText, cluster: orNull(isText), oid: isNumber }),
    action: isText,
    subject: orNull(isText),
    title: isText,
    irreversible: listOf(isText),
    locksQueue: isFlag,
    signalsCache: isFlag,
    transactions: isNumber,
    outside: isNumber,
  }),
  'transaction-ready': shaped({
    number: isNumber,
    parts: (value) => value === undefined || isNumber(value),
    xid: isText,
    file: isKeptFile,
    changed: listOf(isCount),
    left: listOf(isText),
  }),
  'transaction-ended': shaped({ number: isNumber, outcome: oneOf('committed', 'rolled-back') }),
  'outside-ready': shaped({ number: isNumber, words: isText, undo: isOutsideUndo }),
  'outside-ended': shaped({ number: isNumber, left: orNull(isText) }),
  ended: shaped({ state: oneOf('applied', 'in-part', 'not-applied'), left: listOf(isText) }),
  'undo-begun': () => true,
  'undo-given-up': () => true,
  'undo-ended': shaped({ state: oneOf('undone', 'undone-in-part'), left: listOf(isText) }),
  aged: () => true,
  forgotten: () => true,
};

const isNamed = shaped({ event: isText, entry: isText, at: isTime });

/** Whether a value is an event with everything in it that is read later: what another program wrote here is none. */
const isJournalEvent = (value: unknown): value is JournalEvent => {
  if (!isNamed(value)) return false;
  const { event } = value as { readonly event: string };
  return Object.hasOwn(shapes, event) && shapes[event as JournalEvent['event']](value);
};

/** The events of a journal's text. A line that a dying process left unfinished, or that is not ours, is passed over. */
export const parseEvents = (text: string): readonly JournalEvent[] =>
  text.split('\n').flatMap((line) => {
    const event = parseLine(line);
    return event === undefined ? [] : [event];
  });

const parseLine = (line: string): JournalEvent | undefined => {
  if (line === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isJournalEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
