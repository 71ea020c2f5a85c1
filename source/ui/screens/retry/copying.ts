import { countOf } from '../../../domain/wording/count.ts';
import { visibleLines } from '../../components/list-window.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { Store } from '../../store.ts';
import { createCopy } from '../../terminal-clipboard.ts';
import type { ScreenWorld } from '../screen.ts';
import { actedOn } from './marks.ts';
import { readRetryRows } from './read-rows.ts';
import type { RetryRow } from './source.ts';
import type { RetryAction, RetryState } from './state.ts';

export interface Copying {
  /** The id of the mail under the cursor, or the ids of the group. */
  copyIds(): void;
  /** The marked mails, else what is on the screen, with state, recipient and subject. */
  copyRows(): void;
}

interface CopyingOptions {
  readonly world: ScreenWorld;
  readonly store: Store<RetryState, RetryAction>;
  readonly signal: AbortSignal;
}

/** More rows than this are too much for every terminal, so they need not be read. */
const mostRows = 2_000;

export const createCopying = ({ world, store: { read }, signal }: CopyingOptions): Copying => {
  const { say, source } = world;
  const copy = createCopy(world);
  return {
    copyIds() {
      const { lines, window } = read();
      const line = lines[window.cursor];
      if (typeof line === 'number') copy(String(line), `the id of mail ${line}`);
      else if (line !== undefined) copy(line.ids.join('\n'), countOf(line.ids.length, 'id'));
    },
    copyRows() {
      const { lines, window, marks } = read();
      const ids =
        marks.size > 0 ? actedOn(read()) : visibleLines(lines, window).filter((line) => typeof line === 'number');
      if (ids.length > mostRows) {
        say(
          `${countOf(ids.length, 'row')} are too much for the clipboard of a terminal; ${namedKeys.export} writes a file.`,
        );
        return;
      }
      // The screen has read only what is near its window.
      readRetryRows(source.retry, ids, { signal }).then(
        (rows) => copy(rows.map(formatRow).join('\n'), countOf(rows.length, 'row')),
        (error: unknown) => say(error instanceof Error ? error.message : String(error)),
      );
    },
  };
};

const formatRow = ({ mail: { id, state, subject }, to }: RetryRow): string => [id, state, to, subject].join('\t');
