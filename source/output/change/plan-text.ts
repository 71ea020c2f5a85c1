import type { ByHand, Plan } from '../../domain/change/plan.ts';
import { readTimetable } from '../../domain/change/timetable.ts';
import { countOf } from '../../domain/wording/count.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { tellIrreversible } from '../tell/tell-change.ts';
import { placeOf } from '../tell/tell-step.ts';
import { tellTimetable } from '../tell/tell-timetable.ts';
import { hasManyRows } from './gather-steps.ts';
import { outsideLines, rowLines } from './plan-lines.ts';

/** The preview of a plan for a person: exactly what will change, before → after, and what cannot be undone. */
export const formatPlanText = (plan: Plan, ascii: boolean): string => {
  const signs = chooseSigns(ascii);
  const { count, noun } = plan.affects;
  const indented = (lines: readonly string[]) =>
    lines.map((line) => `  ${ascii ? line.replaceAll('→', '->').replaceAll('…', '...') : line}`);
  const leaving = tellTimetable(readTimetable(plan));
  // Where some rows are only counted, what comes of them says more.
  const isLong = hasManyRows(plan);
  const sections = [
    [`${plan.title} (${plan.risk}; ${countOf(count, noun)})`],
    leaving.length === 0 ? [] : ['When they leave:', ...indented(leaving)],
    indented(isLong ? outsideLines(plan) : [...rowLines(plan), ...outsideLines(plan)]),
    plan.byHand.length === 0 ? [] : ['To be done by hand:', ...plan.byHand.flatMap(byHandLines)],
    plan.warnings.map((warning) => `${signs.warn} ${warning}`),
    plan.irreversible.map((sentence) => `${signs.warn} ${tellIrreversible(sentence)}`),
    isLong ? ['What changes:', ...indented(rowLines(plan))] : [],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
};

/** What a person must do, with what is to be copied on lines of its own. */
export const byHandLines = ({ owner, words, copy, record }: ByHand): readonly string[] => [
  `  ${placeOf[owner]}: ${words}`,
  ...(copy === undefined ? [] : copy.split('\n').map((line) => `      ${line}`)),
  ...(record === undefined ? [] : [`      ${record.name}  ${record.type}  ${record.value}`]),
];
