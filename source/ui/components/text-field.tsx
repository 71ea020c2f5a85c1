import { Text } from 'ink';
import stringWidth from 'string-width';
import { useTheme } from '../theme/theme-context.ts';
import type { TextFieldState } from './text-field-state.ts';

interface TextFieldProps {
  readonly field: TextFieldState;
  /** Terminal cells; longer text scrolls so that the cursor stays in sight. */
  readonly width: number;
  /** A secret: only its length is shown. */
  readonly masked?: boolean;
}

interface View {
  readonly before: string;
  readonly at: string;
  readonly after: string;
}

const segmenter = new Intl.Segmenter();

const segments = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** As many graphemes from the start of the list as fit into `width` cells. */
const take = (graphemes: readonly string[], width: number): string[] => {
  const taken: string[] = [];
  let cells = 0;
  for (const grapheme of graphemes) {
    cells += stringWidth(grapheme);
    if (cells > width) break;
    taken.push(grapheme);
  }
  return taken;
};

const frame = ({ value, cursor }: TextFieldState, width: number): View => {
  const [at = ' ', ...rest] = segments(value.slice(cursor));
  const room = Math.max(0, width - stringWidth(at));
  const before = take(segments(value.slice(0, cursor)).reverse(), room)
    .reverse()
    .join('');
  return { before, at, after: take(rest, room - stringWidth(before)).join('') };
};

const mask = ({ value, cursor }: TextFieldState, sign: string): TextFieldState => ({
  value: sign.repeat(segments(value).length),
  cursor: segments(value.slice(0, cursor)).length * sign.length,
});

/** A line that is being edited. The cursor is an inverse cell, and a bar where the terminal shows no styles. */
export const TextField = ({ field, width, masked = false }: TextFieldProps) => {
  const theme = useTheme();
  const shown = masked ? mask(field, theme.mask) : field;
  const { before, at, after } = frame(shown, theme.colors ? width : width - 1);
  return (
    <Text wrap="truncate-end">
      {before}
      {theme.colors ? <Text inverse={true}>{at}</Text> : `${theme.caret}${at}`}
      {after}
    </Text>
  );
};
