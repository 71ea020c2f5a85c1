import type { VitalSign } from '../../../../domain/finding/vital-sign.ts';
import { fitText } from '../../../components/fit-text.ts';
import { type Line, textLine } from '../../../components/lines/line.ts';
import type { ShownDiagnosis } from '../state.ts';
import type { Frame } from './frame.ts';

const subjectWidth = 14;

interface SignsOptions extends Pick<Frame, 'theme'> {
  /** Cells. */
  readonly width: number;
  readonly most: number;
}

/** What mail depends on, a line each: sign, word, colour; of servers what they answered last, once they were asked. */
export const signLines = (
  signs: readonly VitalSign[],
  servers: ShownDiagnosis['servers'],
  { width, most, theme }: SignsOptions,
): readonly Line[] => {
  const draw = ({ subject, status, words }: VitalSign): Line =>
    textLine(
      { text: ` ${fitText(subject, subjectWidth)} ` },
      { text: fitText(`${theme.signs[status]} ${words}`, Math.max(1, width - subjectWidth - 2)).trimEnd(), status },
    );
  if (servers.length === 0) return signs.slice(0, most).map(draw);
  const others = signs.filter(({ subject }) => subject !== 'Mail servers');
  const asked = servers.map(({ status, words }, index) =>
    draw({ subject: index === 0 ? 'Mail servers' : '', status, words }),
  );
  const room = Math.max(1, most - others.length);
  const shown = asked.length <= room ? asked : asked.slice(0, Math.max(1, room - 1));
  const hidden = asked.length - shown.length;
  const more =
    hidden === 0 || room < 2
      ? []
      : [textLine({ text: `${' '.repeat(subjectWidth + 2)}and ${hidden} more servers`, tone: 'quiet' })];
  return [...others.map(draw), ...shown, ...more];
};
