import { dayMs } from '../../lib/time-units.ts';
import { type EntryRecord, gatherEntries, stateOf } from './entry.ts';
import type { JournalEvent, KeptFile, NewJournalEvent } from './journal-events.ts';
import { parseEvents } from './parse-events.ts';
import { openStateFolder } from './state-folder.ts';

/** The memory of what was changed: an append-only file, and private/ with what undo needs. */
export interface Journal {
  readonly now: () => Date;
  /** A name for a new entry that sorts by time: `20261124T120431-k3f9`. */
  newEntry(): string;
  /** On disk when it returns. */
  write(event: NewJournalEvent): Promise<void>;
  /** Written, and on disk with the next `write`: for what the server can be asked about again. */
  note(event: NewJournalEvent): Promise<void>;
  /** All entries of all databases, oldest first. */
  entries(): Promise<readonly EntryRecord[]>;
  keep(entry: string, name: string, content: Uint8Array): Promise<KeptFile>;
  recall(entry: string, file: KeptFile): Promise<Buffer>;
  /** Removes what is private to an entry. */
  forget(entry: string): Promise<void>;
  /** The folder private/<entry>, made if need be. */
  openPrivate(entry: string): Promise<string>;
}

export interface JournalOptions {
  /** `$XDG_STATE_HOME`, or `~/.local/state`: see state-home.ts. */
  readonly stateHome: string;
  readonly now: () => Date;
  /** From 0 to 1, as Math.random. */
  readonly random: () => number;
}

const privateForDays = 30;

/**
 * Opens the journal, and removes what is private to changes that were taken back or are 30 days old.
 * @throws UserError when its folder cannot be made or written.
 */
export const openJournal = async ({ stateHome, now, random }: JournalOptions): Promise<Journal> => {
  const folder = await openStateFolder(stateHome);
  const readEvents = async () => parseEvents(await folder.readText());
  const journal: Journal = {
    now,
    newEntry: () => `${compact(now())}-${letters(random)}`,
    write: (event) => folder.appendLine(JSON.stringify({ ...event, at: now().toISOString() })),
    note: (event) => folder.appendLine(JSON.stringify({ ...event, at: now().toISOString() }), { sync: false }),
    entries: async () => gatherEntries(await readEvents()),
    keep: folder.keep,
    recall: folder.recall,
    forget: folder.forget,
    openPrivate: folder.openPrivate,
  };
  await removeOldSecrets(journal, await folder.listKept(), readEvents);
  return journal;
};

const compact = (at: Date): string => at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');

const letters = (random: () => number): string => {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: 4 }, () => alphabet[Math.floor(random() * alphabet.length)] ?? 'a').join('');
};

/** `20261124T120431-k3f9` → its time. */
const timeOf = (entry: string): number => {
  const [, year, month, date, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)-/.exec(entry) ?? [];
  return year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
};

/** What is 30 days old by two looks, a day apart: a clock that ran ahead and was set right deletes nothing. */
const removeOldSecrets = async (
  journal: Journal,
  kept: readonly string[],
  readEvents: () => Promise<readonly JournalEvent[]>,
): Promise<void> => {
  if (kept.length === 0) return;
  const events = await readEvents();
  const records = new Map(gatherEntries(events).map((record) => [record.begun.entry, record]));
  const now = journal.now().getTime();
  for (const entry of kept) {
    const record = records.get(entry);
    if (record !== undefined && ['undone', 'not-applied'].includes(stateOf(record))) {
      await journal.forget(entry);
      continue;
    }
    const seen = events.findLast((event) => event.event === 'aged' && event.entry === entry);
    switch (judgeAge({ now, made: timeOf(entry), seenOld: seen === undefined ? undefined : Date.parse(seen.at) })) {
      case 'old-at-first-sight':
        await journal.write({ event: 'aged', entry });
        break;
      case 'old':
        await journal.forget(entry);
        if (record !== undefined) await journal.write({ event: 'forgotten', entry });
        break;
      case 'kept':
        break;
    }
  }
};

/** All in ms since 1970. A time that lies ahead of `now` says nothing about an age. */
export const judgeAge = ({
  now,
  made,
  seenOld,
}: {
  readonly now: number;
  readonly made: number;
  readonly seenOld: number | undefined;
}): 'kept' | 'old-at-first-sight' | 'old' => {
  if (!(now - made > privateForDays * dayMs)) return 'kept';
  if (seenOld === undefined || seenOld > now) return 'old-at-first-sight';
  return now - seenOld >= dayMs ? 'old' : 'kept';
};
