import { NotPermittedError } from '../../domain/database/not-permitted-error.ts';
import { UsageError } from '../../domain/errors.ts';
import type { FoundMail } from '../../domain/mail/found-mail.ts';
import { readSoughtText, type SoughtText } from '../../domain/mail/sought-text.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { type FindCursor, firstCursor, formatCursor, parseCursor, type Walked } from './find-cursor.ts';
import { type FindWorld, type Step, type StepResult, searchSteps } from './steps.ts';

export interface FindRequest {
  readonly text: string;
  /** Mails of a page. */
  readonly limit: number;
  /** Where an earlier page ended. */
  readonly token?: string | undefined;
  /** Milliseconds after which nothing further is asked of the database, and what is asked is ended. */
  readonly budgetMs: number;
}

export interface FoundPage {
  /** Newest first. */
  readonly mails: readonly FoundMail[];
  readonly searched: Searched;
  /** The database was too slow for anything to be searched in that time. */
  readonly stalled: boolean;
  /** Where to go on; null when everything was searched. */
  readonly next: string | null;
}

/** What was looked at until now, by this page and those before it; where a page was full, the last of them are estimated. */
export interface Searched {
  readonly messages: number;
  /** The oldest message that was looked at. */
  readonly backTo: Date | null;
  readonly contacts: number;
  readonly mails: number;
  /** Everything that Odoo keeps and this role may read. */
  readonly complete: boolean;
  /** What this role may not read. */
  readonly unread: readonly string[];
}

/**
 * A page of the mails that a text means, those that Odoo has deleted included. Never reads a table whole: it walks back by
 * id, within its time, and says how far it came.
 * @throws UsageError for a text in which there is nothing, and for a token of another search.
 */
export const findPage = async (
  odoo: Odoo,
  { text, limit, token, budgetMs }: FindRequest,
  { signal }: { readonly signal: AbortSignal },
): Promise<FoundPage> => {
  const sought = readSoughtText(text);
  if (sought === undefined)
    throw new UsageError('There is nothing to search for.', 'Name an address, a number or a word.');
  const began = performance.now();
  const world: FindWorld = {
    odoo,
    sought,
    signal,
    leftMs: () => budgetMs - (performance.now() - began),
    speed: { rowsPerMs: null },
  };
  let cursor = token === undefined ? firstCursor(sought.text) : parseCursor(token, sought.text);
  const found = new Map<string, FoundMail>();
  const start = cursor;
  let step = nextStep(cursor, sought, 1);
  for (let turn = 1; step !== undefined && found.size < limit && world.leftMs() > 0; turn += 1) {
    const result: StepResult = await takeStep(step, world, cursor, limit - found.size);
    cursor = result.cursor;
    for (const mail of result.mails) found.set(`${mail.messageId} ${mail.mailId}`, mail);
    step = nextStep(cursor, sought, cursor.named === start.named ? turn + 1 : turn);
  }
  return {
    mails: [...found.values()].toSorted(byAge),
    searched: describeCursor(cursor, step === undefined),
    stalled: step !== undefined && found.size === 0 && formatCursor(cursor) === formatCursor(start),
    next: step === undefined ? null : formatCursor(cursor),
  };
};

/** What the role may not read is one place less to look, and said. */
const takeStep = async (step: Step, world: FindWorld, cursor: FindCursor, wanted: number): Promise<StepResult> => {
  try {
    return await step(world, cursor, wanted);
  } catch (error) {
    const closed = error instanceof NotPermittedError ? closeStep(step, cursor) : undefined;
    if (closed === undefined || !(error instanceof NotPermittedError)) throw error;
    return { cursor: { ...closed, unread: [...new Set([...cursor.unread, error.what])] }, mails: [] };
  }
};

/** Without the messages nothing can be said of any mail. */
const closeStep = (step: Step, cursor: FindCursor): FindCursor | undefined => {
  const closed: Walked = { below: 0, rows: 0, oldest: null };
  if (step === searchSteps.people) return { ...cursor, contacts: closed, people: null };
  return step === searchSteps.mails ? { ...cursor, mails: closed } : undefined;
};

/** What can be found at once comes first; a number is looked for in subjects before anywhere else. */
const nextStep = (cursor: FindCursor, sought: SoughtText, turn: number): Step | undefined => {
  if (cursor.named === null) return searchSteps.named;
  const isOpen = ({ below }: Walked): boolean => below > 0;
  const people = cursor.people !== null || isOpen(cursor.contacts) ? [searchSteps.people] : [];
  const messages = isOpen(cursor.messages) ? [searchSteps.messages] : [];
  const mails = isOpen(cursor.mails) ? [searchSteps.mails] : [];
  const open = sought.meansPeople ? [...people, ...messages, ...mails] : [];
  return open.length > 0 ? open[(turn - 1) % open.length] : [...messages, ...people, ...mails][0];
};

const describeCursor = ({ messages, mails, contacts, unread }: FindCursor, complete: boolean): Searched => ({
  unread,
  messages: messages.rows,
  backTo: messages.oldest === null ? null : new Date(messages.oldest * 1_000),
  contacts: contacts.rows,
  mails: mails.rows,
  complete,
});

const byAge = (one: FoundMail, other: FoundMail): number =>
  (other.date?.getTime() ?? 0) - (one.date?.getTime() ?? 0) || other.messageId - one.messageId;
