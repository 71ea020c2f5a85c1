import { Box, Text } from 'ink';
import { countOf } from '../../domain/wording/count.ts';
import { fitText } from '../components/fit-text.ts';
import { TextField } from '../components/text-field.tsx';
import type { ScreenSize } from '../screens/screen.ts';
import { quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import { findEntries, type PaletteEntry } from './entries.ts';
import type { PaletteState } from './state.ts';

interface PaletteProps extends ScreenSize {
  readonly entries: readonly PaletteEntry[];
  readonly state: PaletteState;
}

/** The box and the line with the count. */
const headHeight = 2;
const keyWidth = 11;
/** For the pointer, the place and the blanks between. */
const placeWidth = 18;

/** Everything that can be done from here, by what was typed. */
export const Palette = ({ entries, state, columns, rows }: PaletteProps) => {
  const theme = useTheme();
  const found = findEntries(entries, state.field.value);
  const height = Math.max(1, rows - headHeight);
  const first = Math.max(0, Math.min(state.at - Math.floor(height / 2), found.length - height));
  const shown = found.slice(first, first + height);
  const longest = Math.max(0, ...shown.map(({ text }) => text.length));
  const width = Math.min(longest, Math.max(20, columns - keyWidth - placeWidth)) + 1;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Box height={1}>
        <Text>: </Text>
        <TextField field={state.field} width={Math.max(1, columns - 2)} />
      </Box>
      <Text wrap="truncate-end" {...quiet(theme)}>
        {found.length === 0 ? '  Nothing fits; Backspace takes a letter back.' : `  ${countOf(found.length, 'action')}`}
      </Text>
      {shown.map((entry, index) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: a key is shown in several places; an entry is what stands there.
          key={first + index}
          entry={entry}
          isUnderCursor={first + index === state.at}
          width={width}
        />
      ))}
    </Box>
  );
};

interface EntryProps {
  readonly entry: PaletteEntry;
  readonly isUnderCursor: boolean;
  /** Cells for the text. */
  readonly width: number;
}

const Entry = ({ entry: { shown, text, place, disabled }, isUnderCursor, width }: EntryProps) => {
  const theme = useTheme();
  const reason = disabled();
  const note = reason === undefined ? place : `${theme.signs.skipped} ${reason}`;
  return (
    <Text wrap="truncate-end">
      {isUnderCursor ? `${theme.pointer} ` : '  '}
      <Text bold={theme.colors}>{fitText(shown, keyWidth)}</Text>
      {fitText(text, width)}
      <Text {...quiet(theme)}>{` ${note}`}</Text>
    </Text>
  );
};
