import type { ApplyResult, NotDone, UndoResult } from '../../changes/result.ts';
import { someOf } from './some-of.ts';
import { type Told, type ToldLine, toldLines } from './told.ts';

/** Nothing was changed, and why. */
export const tellNotDone = ({ why, message, tryThis }: NotDone): Told => ({
  notDone: why,
  status: 'fail',
  sentence: message,
  details: tryThis === undefined ? [] : toldLines('skipped', [tryThis]),
});

/** What became of an apply. */
export const tellApply = (result: ApplyResult): Told => {
  if (result.kind === 'not-done') return tellNotDone(result);
  const { title, changed } = result.entry;
  const what = changed.length === 0 ? withoutStop(title) : `${withoutStop(title)} (${changed.join(', ')})`;
  return {
    status: result.kind === 'applied' ? 'ok' : 'warn',
    sentence: `${result.kind === 'applied' ? 'Done' : 'Done in part'}: ${what}.`,
    details: tellLeft(result),
    byHand: result.byHand,
  };
};

/** What an apply left as it is, and what cut it short, each once. */
export const tellLeft = ({ entry, why }: Exclude<ApplyResult, { readonly kind: 'not-done' }>): readonly ToldLine[] =>
  toldLines('warn', [
    ...someOf(entry.left),
    ...(why === undefined || entry.left.includes(why.message) ? [] : [why.message]),
  ]);

/** What became of an undo. */
export const tellUndo = (result: UndoResult): Told => {
  if (result.kind === 'not-done') return tellNotDone(result);
  const { title, left, irreversible, needsRestart } = result.entry;
  const cut = result.why === undefined ? [] : [result.why.message];
  return {
    status: result.kind === 'undone' ? 'ok' : 'warn',
    sentence: `${result.kind === 'undone' ? 'Taken back' : 'Taken back in part'}: ${withoutStop(title)}.`,
    details: toldLines('warn', [
      ...cut,
      ...someOf(left),
      ...irreversible.map(tellIrreversible),
      ...(needsRestart ? ['Restart Odoo: it reads odoo.conf only when it starts.'] : []),
    ]),
  };
};

/** Where the journal holds nothing to undo. */
export const nothingToUndo = 'Nothing was changed here that could be taken back.';

/** What undo does not bring back, before and after. */
export const tellIrreversible = (sentence: string): string => `Cannot be taken back: ${sentence}`;

/** Titles of plans are sentences or none. */
export const withoutStop = (title: string): string => title.replace(/\.$/, '');
