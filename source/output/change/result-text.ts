import type { ApplyResult, NotDone, UndoResult } from '../../changes/result.ts';
import type { JournalEntry } from '../../domain/change/journal-entry.ts';
import { commandLine } from '../../domain/wording/command-line.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { byHandLines } from './plan-text.ts';

const indented = (sentences: readonly string[]): readonly string[] => sentences.map((sentence) => `    ${sentence}`);

const notDoneLines = ({ message, tryThis }: NotDone, sign: string): readonly string[] => [
  ` ${sign} ${message}`,
  ...(tryThis === undefined ? [] : indented([tryThis])),
];

interface ResultOptions {
  readonly ascii: boolean;
  /** With which a printed command points at the same target. */
  readonly flags: readonly string[];
}

/** What became of an apply, for a person. */
export const formatApplyText = (result: ApplyResult, { ascii, flags }: ResultOptions): string => {
  const signs = chooseSigns(ascii);
  if (result.kind === 'not-done') return `${notDoneLines(result, signs.fail).join('\n')}\n`;
  const { entry, byHand } = result;
  const how = result.kind === 'applied' ? `${signs.ok} Done` : `${signs.warn} Done in part`;
  const undo = entry.canBeTakenBack ? ` Take it back with: ${commandLine(['undo', entry.id], flags)}` : '';
  const lines = [
    ` ${how}: ${entry.changed.join(', ')}.${undo}`,
    ...indented(entry.left),
    ...(byHand.length === 0 ? [] : [' Still to be done by hand:', ...byHand.flatMap(byHandLines)]),
  ];
  return `${lines.join('\n')}\n`;
};

/**
 * What measuring again said. `needs-restart`: Odoo reads the changed file only when it starts; `under-way`: Odoo was
 * called and has not done it yet; `nothing-was-wrong`: no finding had offered it, so there was nothing to cure.
 */
export type Cure = 'cured' | 'not-cured' | 'not-measured' | 'needs-restart' | 'under-way' | 'nothing-was-wrong';

/** The `cured` key of the JSON: null where that is not known, or nothing was to be cured. */
export const isCured = (cure: Cure): boolean | null => (cure === 'cured' ? true : cure === 'not-cured' ? false : null);

/** The same for a person, after something was applied. */
export const formatCure = (result: ApplyResult, cure: Cure, { ascii, flags }: ResultOptions): string => {
  if (result.kind === 'not-done') return '';
  const signs = chooseSigns(ascii);
  const { id, canBeTakenBack } = result.entry;
  switch (cure) {
    case 'cured':
      return ` ${signs.ok} Cured: measured again, and it is well.\n`;
    case 'not-cured':
      return ` ${signs.fail} Applied but not cured: measured again, and it is still wrong.${canBeTakenBack ? ` Undo with: ${commandLine(['undo', id], flags)}` : ''}\n`;
    case 'not-measured':
      return ` ${signs.unknown} Whether that cured it could not be measured.\n`;
    case 'needs-restart':
      return ` ${signs.unknown} Not cured before Odoo is restarted: it reads odoo.conf only when it starts. Then check again.\n`;
    case 'under-way':
      return ` ${signs.unknown} Odoo was called and has not begun yet; it looks at least once a minute. Then check again.\n`;
    case 'nothing-was-wrong':
      return '';
  }
};

/** What became of an undo, for a person. */
export const formatUndoText = (result: UndoResult, ascii: boolean): string => {
  const signs = chooseSigns(ascii);
  if (result.kind === 'not-done') return `${notDoneLines(result, signs.fail).join('\n')}\n`;
  const { entry } = result;
  const how = result.kind === 'undone' ? `${signs.ok} Taken back` : `${signs.warn} Taken back in part`;
  const lines = [
    ` ${how}: ${entry.title} (${entry.id})`,
    ...indented(entry.left),
    ...indented(entry.irreversible.map((sentence) => `Cannot be taken back: ${sentence}`)),
    ...indented(entry.needsRestart ? ['Restart Odoo: it reads odoo.conf only when it starts.'] : []),
  ];
  return `${lines.join('\n')}\n`;
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
      ...indented([
        ...entry.changed,
        ...entry.left,
        ...entry.irreversible.map((one) => `Cannot be taken back: ${one}`),
      ]),
    ]);
  return `${lines.join('\n')}\n`;
};
