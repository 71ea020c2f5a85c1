import type { Store } from '../../../store.ts';
import type { RetrySource } from '../source.ts';
import { keepsStill, type RetryAction, type RetryState } from '../state.ts';
import { sortedByText } from './list-order.ts';
import type { ListReading } from './list-problem.ts';
import { tellsPlaces } from './live-list.ts';

/** Keeps the list true: reads what is missing, one statement of a kind at a time. */
export interface ListFollower {
  /** Reads what the list lacks now; to be called after every change. */
  pump(): void;
  /** Reads all mails anew although marks hold the list, and what is being read is cut off. */
  readAgain(): void;
}

interface FollowOptions {
  readonly store: Store<RetryState, RetryAction>;
  readonly source: RetrySource;
  readonly signal: AbortSignal;
}

export const followList = ({ store, source, signal }: FollowOptions): ListFollower => {
  const busy = new Set<ListReading>();
  let current = new AbortController();
  let isForced = false;
  /** Asked for and not there: gone mails are not asked for over and over. */
  let absent: ReadonlySet<number> = new Set();

  const once = (reading: ListReading, work: (options: { signal: AbortSignal }) => Promise<void>): void => {
    if (busy.has(reading)) return;
    busy.add(reading);
    const options = { signal: AbortSignal.any([signal, current.signal]) };
    void work(options)
      .catch((error: unknown) => {
        if (options.signal.aborted) return;
        const sentence = error instanceof Error ? error.message : String(error);
        store.dispatch({ kind: 'reading-failed', reading, sentence });
      })
      .finally(() => {
        busy.delete(reading);
        pump();
      });
  };

  const readMails = async (options: { readonly signal: AbortSignal }): Promise<void> => {
    const { filter, pending, mails, order } = store.read();
    const by = sortedByText(order);
    const { touched } = pending;
    isForced = false;
    store.dispatch({ kind: 'reading-began' });
    const isWanted = (): boolean => store.read().filter === filter && sortedByText(store.read().order) === by;
    if (mails !== undefined && !pending.everything) {
      const found = await source.select(narrow(filter, touched), { ...options, by });
      if (!isWanted()) return;
      if (tellsPlaces(mails, found, by)) {
        store.dispatch({ kind: 'touched-read', touched, found });
        return;
      }
    }
    const found = await source.select(filter, { ...options, by });
    if (isWanted()) store.dispatch({ kind: 'mails-read', mails: found, touched });
  };

  const readTitles = async (options: { readonly signal: AbortSignal }): Promise<void> => {
    const { grouping, mails, titles } = store.read();
    if (grouping === undefined || grouping === 'class') return;
    const asked = (mails?.ids ?? []).filter((id) => titles?.has(id) !== true);
    store.dispatch({ kind: 'titles-read', grouping, asked, titles: await source.group(grouping, asked, options) });
  };

  const readRows = async (options: { readonly signal: AbortSignal }): Promise<void> => {
    const state = store.read();
    const near = idsNear(state, pagesRead);
    const missing = near.filter((id) => isMissing(state, id));
    const rows = await source.rows(missing, options);
    const found = new Set(rows.map(({ mail }) => mail.id));
    absent = new Set(missing.filter((id) => !found.has(id)));
    store.dispatch({ kind: 'rows-read', asked: new Set(missing), rows, keep: new Set(near) });
  };

  const pump = (): void => {
    const state = store.read();
    if (signal.aborted || (state.problem !== undefined && state.problem.pause > 0)) return;
    if (isForced || needsMails(state)) once('mails', readMails);
    if (lacksTitles(state)) once('titles', readTitles);
    if (idsNear(state, pagesHeld).some((id) => isMissing(state, id) && !absent.has(id))) once('rows', readRows);
  };

  return {
    pump,
    readAgain() {
      isForced = true;
      absent = new Set();
      current.abort();
      current = new AbortController();
      store.dispatch({ kind: 'look-again' });
      pump();
    },
  };
};

/** The same filter for a few mails. Ids alone would find a mail in any state. */
const narrow = (filter: RetryState['filter'], touched: ReadonlySet<number>): RetryState['filter'] => ({
  ...(filter.ids === undefined ? { states: ['outgoing', 'exception'] } : {}),
  ...filter,
  ids: filter.ids === undefined ? [...touched] : filter.ids.filter((id) => touched.has(id)),
});

const needsMails = (state: RetryState): boolean => {
  const { mails, pending } = state;
  if (mails === undefined) return true;
  return !keepsStill(state) && (pending.everything || pending.touched.size > 0);
};

const lacksTitles = ({ grouping, needsTitles, mails }: RetryState): boolean =>
  grouping !== undefined && grouping !== 'class' && needsTitles && mails !== undefined;

const isMissing = ({ rows, stale }: RetryState, id: number): boolean => !rows.has(id) || stale.has(id);

/** Pages before and after the window that are to be there before somebody turns to them. */
const pagesHeld = 1;
/** Those that are read when one is missing: going on line by line is a reading a page, not a line. */
const pagesRead = 2;

/** The mails on the screen, and some pages before and after. */
const idsNear = ({ lines, window: { first, height } }: RetryState, pages: number): readonly number[] =>
  lines
    .slice(Math.max(0, first - pages * height), first + (1 + pages) * height)
    .filter((line) => typeof line === 'number');
