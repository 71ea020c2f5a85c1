import { chooseSigns } from '../../../domain/wording/signs.ts';
import { blank, type Line, paragraph } from '../../components/lines/line.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { layOut } from '../wizard/layout.ts';
import { type LineOptions, stepLines } from '../wizard/lines/step-lines.ts';
import { mailsToPutAway, type PreventionState, selectedRow } from './state.ts';

/** Cells before a line for the pointer. */
const gutter = 2;

/** The selected precaution as lines: how it stands, why, and how to mend it. */
export const detailLines = (
  state: PreventionState,
  signs: LineOptions['signs'] = chooseSigns(false),
): readonly Line[] => {
  const row = selectedRow(state);
  if (row === undefined) return [];
  const width = layOut(state).stepWidth - gutter;
  const step = { ...row, findings: row.report?.findings ?? [] };
  const lines = stepLines(step, { width, signs, toggled: state.toggled, opensUnknown: true });
  if (mailsToPutAway(state) === undefined) return lines;
  return [...lines, blank, ...paragraph(`${namedKeys.mend} shows these mails, to be deleted or cancelled.`, { width })];
};
