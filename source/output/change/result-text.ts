import type { ApplyResult, UndoResult } from '../../changes/result.ts';
import type { Cure } from '../../diagnosis/cure.ts';
import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import type { UndoOffer, UndoPreview } from '../../domain/change/undo-preview.ts';
import { formatClock } from '../../domain/wording/duration.ts';
import { tellApply, tellIrreversible, tellUndo } from '../tell/tell-change.ts';
import { tellCure } from '../tell/tell-cure.ts';
import { tellPassed, tellUndoPreview } from '../tell/tell-undo-preview.ts';
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

interface UndoOptions extends ResultOptions {
  /** As it was found before the undo. */
  readonly offer: UndoOffer | undefined;
  readonly now: Date;
}

/**
 * What became of an undo, for a person. Where nothing of it could come back, one line says so, and the change before it
 * is shown: the next undo takes that back.
 */
export const formatUndoText = (result: UndoResult, { ascii, flags, offer, now }: UndoOptions): string => {
  const id = result.kind === 'not-done' ? undefined : result.entry.id;
  const passed = offer?.passed.find(({ entry }) => entry.id === id);
  if (result.kind !== 'undone-in-part' || result.why !== undefined || passed === undefined)
    return print(toldText(tellUndo(result), ascii, id === undefined ? undefined : `(${id})`));
  const sentence = tellPassed(passed, formatClock(passed.entry.at, now));
  const { preview } = offer ?? {};
  return print([
    ...toldText({ status: 'warn', sentence, details: [] }, ascii, `(${id})`),
    ...(preview === undefined ? [] : ['', 'The change before it:', ...previewLines(preview, ascii, now)]),
    ...(preview === undefined ? [] : [`    ${undoWith(preview.entry.id, flags)}`]),
  ]);
};

const previewLines = (preview: UndoPreview, ascii: boolean, now: Date): readonly string[] => {
  const lines = toldText(tellUndoPreview(preview, formatClock(preview.entry.at, now)), ascii);
  return ascii ? lines.map((line) => line.replaceAll('→', '->')) : lines;
};

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
