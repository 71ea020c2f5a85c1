import type { OwnChange } from '../../changes/journal/own-changes.ts';
import type { JournalState } from '../../domain/change/journal-entry.ts';
import type { Happening } from './history.ts';

const states: Readonly<Record<JournalState, string | null>> = {
  applied: '',
  'in-part': ' (in part)',
  open: ' (it did not come to its end)',
  undone: ' (taken back since)',
  'undone-in-part': ' (taken back in part since)',
  // Nothing happened.
  'not-applied': null,
};

const shownValues = 5;

/** What this program changed, as its journal tells it, with the values that it replaced. */
export const tellOwnChanges = (changes: readonly OwnChange[]): readonly Happening[] =>
  changes.flatMap(({ entry, values }) => {
    const state = states[entry.state];
    if (state === null) return [];
    return [
      {
        at: entry.at,
        kind: 'own-change' as const,
        record: null,
        words: `${entry.title}${state}`,
        by: { kind: 'program' as const },
        values: values.slice(0, shownValues).map(({ table, id, column, before, after }) => ({
          field: `${table},${id} ${column}`,
          before,
          after,
        })),
      },
    ];
  });
