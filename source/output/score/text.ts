import type { Mark } from '../../domain/deliverability/mark.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import type { Score } from '../../inspection/score/score.ts';

/** A score for a person's terminal: what cost points first, then what is not known; with `verbose` also what is well. */
export const formatScoreText = (
  { of, score, marks, bulk }: Score,
  { ascii, verbose }: { readonly ascii: boolean; readonly verbose: boolean },
): string => {
  const signs = chooseSigns(ascii);
  const lost = marks.filter(({ status }) => status === 'lost').toSorted((one, other) => other.points - one.points);
  const unknown = marks.filter(({ status }) => status === 'unknown');
  const well = marks.filter(({ status }) => status === 'ok');
  const told = ({ summary }: Mark, sign: string): string => `  ${sign} ${summary}`;
  return [
    `${score} of 10 for ${of}`,
    ...lost.flatMap(({ points, summary, mend }) => [
      `  ${signs.fail} -${points}  ${summary}`,
      ...(mend === null ? [] : [`        ${mend}`]),
    ]),
    ...(unknown.length === 0
      ? []
      : ['', 'Not known, and not counted:', ...unknown.map((mark) => told(mark, signs.unknown))]),
    ...(verbose
      ? ['', 'Well:', ...well.map((mark) => told(mark, signs.ok))]
      : [`${well.length} of ${marks.length} are well${well.length === 0 ? '' : ': -v shows them'}.`]),
    ...(bulk === undefined ? [] : ['', 'Rules for bulk senders:']),
    ...(bulk ?? []).flatMap(({ applies, status, summary, source, asOf }) => [
      // What is missing for rules that do not hold is no warning.
      `  ${signs[status !== 'lost' ? status : applies === 'no' ? 'skipped' : 'warn']} ${summary}`,
      ...(verbose ? [`        ${source}, as of ${asOf}`] : []),
    ]),
    '',
  ].join('\n');
};
