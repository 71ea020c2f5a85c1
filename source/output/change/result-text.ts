import type { ApplyResult, UndoResult } from '../../changes/result.ts';
import type { Cure } from '../../diagnosis/cure.ts';
import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import { tellApply, tellIrreversible, tellUndo } from '../tell/tell-change.ts';
import { tellCure } from '../tell/tell-cure.ts';
import { toldText, undoWith } from '../tell/told-text.ts';

interface ResultOptions {
  readonly ascii: boolean;
  /** With which a printed command points at the same target. */
  readonly flags: readonly string[];
}

const print = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** What became of an apply, for a person. */
export const formatApplyText = (result: ApplyResult, options: ResultOptions): string =>
  print(toldText(tellApply(result), options.ascii, takeBackOf(result, options)));

/** What measuring again said after something was applied, for a person. */
export const formatCure = (result: ApplyResult, cure: Cure, options: ResultOptions): string => {
  // The command that takes it back stands above; after a failure it is what is needed next.
  const back = cure.kind === 'not-cured' ? takeBackOf(result, options) : undefined;
  const told = result.kind === 'not-done' ? undefined : tellCure(cure, back);
  return told === undefined ? '' : print(toldText(told, options.ascii));
};

const takeBackOf = (result: ApplyResult, { flags }: ResultOptions): string | undefined =>
  result.kind === 'not-done' || !result.entry.canBeTakenBack ? undefined : undoWith(result.entry.id, flags);

/** What became of an undo, for a person. */
export const formatUndoText = (result: UndoResult, ascii: boolean): string =>
  print(toldText(tellUndo(result), ascii, result.kind === 'not-done' ? undefined : `(${result.entry.id})`));

const states: Readonly<Record<JournalEntry['state'], string>> = {
  open: 'not ended',
  applied: 'done',
  'in-part': 'done in part',
  'not-applied': 'not done',
  undone: 'taken back',
  'undone-in-part': 'taken back in part',
};

/** The journal of one database, newest first. Each account keeps its own, below `stateHome`. */
export const formatJournalText = (entries: readonly JournalEntry[], stateHome: string): string => {
  if (entries.length === 0) {
    return `The journal of this account (${stateHome}/odoo-mail-doctor) knows of no change in this database. What another account changed, root or odoo, stands in its own journal.\n`;
  }
  const lines = entries
    .toReversed()
    .flatMap((entry) => [
      `${entry.id}  ${states[entry.state].padEnd(18)}  ${entry.title}`,
      ...[...entry.changed, ...entry.left, ...entry.irreversible.map(tellIrreversible)].map((words) => `    ${words}`),
    ]);
  return `${lines.join('\n')}\n`;
};
