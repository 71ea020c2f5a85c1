import type { JournalEntry, JournalState } from '../../domain/change/journal-entry.ts';
import { countOf } from '../../domain/wording/count.ts';
import type {
  Begun,
  Ended,
  JournalEvent,
  OutsideEnded,
  OutsideReady,
  TableCount,
  TransactionEnded,
  TransactionReady,
  UndoEnded,
} from './journal-events.ts';

/** Everything the journal says about one change. */
export interface EntryRecord {
  readonly begun: Begun;
  readonly transactions: readonly (TransactionReady & { readonly outcome: TransactionEnded['outcome'] | 'unknown' })[];
  readonly outside: readonly (OutsideReady & { readonly ended: OutsideEnded | undefined })[];
  readonly ended: Ended | undefined;
  readonly undoBegun: boolean;
  readonly undoEnded: UndoEnded | undefined;
  readonly forgotten: boolean;
}

/** The entries behind the events, oldest first: in the order of the file, since a clock may have been set back. */
export const gatherEntries = (events: readonly JournalEvent[]): readonly EntryRecord[] => {
  const groups = Map.groupBy(events, ({ entry }) => entry);
  return [...groups.values()].flatMap((group) => {
    const begun = find(group, 'begun');
    return begun === undefined ? [] : [gather(begun, group)];
  });
};

type Named<Name extends JournalEvent['event']> = Extract<JournalEvent, { readonly event: Name }>;

const all = <Name extends JournalEvent['event']>(events: readonly JournalEvent[], name: Name): readonly Named<Name>[] =>
  events.filter((event): event is Named<Name> => event.event === name);

/** The last of its name: what was said later wins. */
const find = <Name extends JournalEvent['event']>(
  events: readonly JournalEvent[],
  name: Name,
): Named<Name> | undefined => all(events, name).at(-1);

const gather = (begun: Begun, events: readonly JournalEvent[]): EntryRecord => {
  const outsideEnds = all(events, 'outside-ended');
  return {
    begun,
    transactions: gatherTransactions(events),
    outside: all(events, 'outside-ready').map((ready) => ({
      ...ready,
      ended: outsideEnds.findLast(({ number }) => number === ready.number),
    })),
    ended: find(events, 'ended'),
    undoBegun: all(events, 'undo-begun').length > all(events, 'undo-given-up').length,
    undoEnded: find(events, 'undo-ended'),
    forgotten: find(events, 'forgotten') !== undefined,
  };
};

/** What was rolled back may have been tried again under the same number: an end is that of the last try before it. */
const gatherTransactions = (events: readonly JournalEvent[]): EntryRecord['transactions'] => {
  const gathered: EntryRecord['transactions'][number][] = [];
  const lastTry = new Map<number, number>();
  for (const event of events) {
    if (event.event === 'transaction-ready') {
      lastTry.set(event.number, gathered.length);
      gathered.push({ ...event, outcome: 'unknown' });
    }
    if (event.event !== 'transaction-ended') continue;
    const place = lastTry.get(event.number) ?? -1;
    const tried = gathered[place];
    if (tried !== undefined) gathered[place] = { ...tried, outcome: event.outcome };
  }
  return gathered;
};

export const stateOf = ({ ended, undoBegun, undoEnded }: EntryRecord): JournalState => {
  if (undoEnded !== undefined) return undoEnded.state;
  if (undoBegun) return 'undone-in-part';
  return ended?.state ?? 'open';
};

/**
 * Whether undo has something to do: it was done at least in part, something of it can be put back, and no undo has come
 * to its end.
 */
export const canUndo = (record: EntryRecord): boolean =>
  leavesTraces(record) &&
  (['open', 'applied', 'in-part'].includes(stateOf(record)) || (record.undoBegun && record.undoEnded === undefined));

/** Calling Odoo, or ending a session, leaves nothing that could be put back. */
export const leavesTraces = ({ begun, outside, ended }: EntryRecord): boolean =>
  begun.transactions > 0 || ended === undefined || outside.some(comesBack);

/** Whether undo does something about a step outside the database. */
export const comesBack = ({ undo }: Pick<OutsideReady, 'undo'>): boolean =>
  undo.kind === 'file' || undo.kind === 'created-file' || (undo.kind === 'command' && undo.argv !== null);

/** The entry as a person is shown it. */
export const toJournalEntry = (record: EntryRecord): JournalEntry => {
  const { begun, ended, undoBegun, undoEnded } = record;
  const interrupted = undoBegun && undoEnded === undefined ? ['The undo was interrupted: undo it once more.'] : [];
  return {
    id: begun.entry,
    at: new Date(begun.at),
    database: begun.database.name,
    host: begun.database.host,
    action: begun.action,
    subject: begun.subject,
    title: begun.title,
    state: stateOf(record),
    changed: describeChanged(record),
    left: [...(ended?.left ?? []), ...interrupted, ...(undoEnded?.left ?? [])],
    irreversible: begun.irreversible,
    canBeTakenBack: canUndo(record),
    needsRestart: record.outside.some(({ undo }) => undo.kind === 'file'),
  };
};

const describeChanged = ({ transactions, outside, ended }: EntryRecord): readonly string[] => {
  const counts = transactions.filter(({ outcome }) => outcome === 'committed').flatMap(({ changed }) => changed);
  const steps = outside.filter((step) => (step.ended === undefined ? ended !== undefined : step.ended.left === null));
  return [...describeCounts(counts), ...steps.map(({ words }) => words)];
};

/** `2 rows of ir_cron`; `1 new row of mail_alias_domain`. */
const describeCounts = (counts: readonly TableCount[]): readonly string[] => {
  const groups = Map.groupBy(counts, ({ table, what }) => `${table} ${what}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const total = group.reduce((sum, { count }) => sum + count, 0);
    return first === undefined || total === 0
      ? []
      : [`${countOf(total, nouns[first.what], `${nouns[first.what]}s`)} of ${first.table}`];
  });
};

const nouns = { updated: 'row', inserted: 'new row', deleted: 'deleted row' } as const;
