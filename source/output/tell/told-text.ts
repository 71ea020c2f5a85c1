import { commandLine } from '../../domain/wording/command-line.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { byHandLines } from '../change/plan-text.ts';
import type { Told } from './told.ts';

/** What came of something, for a terminal without a console: the sentence with its sign, `end` behind it, then the rest. */
export const toldText = (
  { status, sentence, details, byHand = [] }: Told,
  ascii: boolean,
  end = '',
): readonly string[] => [
  ` ${chooseSigns(ascii)[status]} ${sentence}${end === '' ? '' : ` ${end}`}`,
  ...details.map(({ words }) => `    ${words}`),
  ...(byHand.length === 0 ? [] : [' Still to be done by hand:', ...byHand.flatMap(byHandLines)]),
];

/** With which command a change is taken back; `flags` point at the same target. */
export const undoWith = (entry: string, flags: readonly string[]): string =>
  `Take it back with: ${commandLine(['undo', entry], flags)}`;
