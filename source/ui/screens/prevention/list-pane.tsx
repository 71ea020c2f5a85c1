import { Box, Text } from 'ink';
import { summaryOf } from '../../../domain/finding/precaution-report.ts';
import { fitText } from '../../components/fit-text.ts';
import { colorOf, quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import type { PrecautionRow, PreventionState } from './state.ts';

interface ListPaneProps {
  readonly state: PreventionState;
  readonly width: number;
  readonly height: number;
}

/** Every precaution with how it stands; where there is room, why. */
export const ListPane = ({ state, width, height }: ListPaneProps) => {
  const { rows, selected } = state;
  const at = rows.findIndex(({ id }) => id === selected);
  const first = Math.max(0, Math.min(at - Math.floor(height / 2), rows.length - height));
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      {rows.slice(first, first + height).map((row) => (
        <RowLine
          key={row.id}
          row={row}
          width={width}
          isSelected={row.id === selected}
          isFocused={state.pane === 'list' && state.dialog === undefined}
        />
      ))}
    </Box>
  );
};

const titleWidth = 28;
/** Pointer, sign, and the blanks after them. */
const marks = 4;
/** With less room than this a sentence says nothing. */
const leastWords = 24;

const RowLine = ({
  row,
  width,
  isSelected,
  isFocused,
}: {
  readonly row: PrecautionRow;
  readonly width: number;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
}) => {
  const theme = useTheme();
  const { report, isRunning, title } = row;
  const room = width - marks - titleWidth - 1;
  const sign = report === undefined ? (isRunning ? theme.signs.skipped : ' ') : theme.signs[report.status];
  const isInverse = theme.colors && isSelected && isFocused;
  // A colour within a row that stands inverted would give it a second ground.
  const look = isInverse ? {} : report === undefined ? quiet(theme) : colorOf(theme, report.status);
  const told = report === undefined ? (isRunning ? '…' : '') : summaryOf(report);
  return (
    <Text wrap="truncate-end" inverse={isInverse} bold={theme.colors && isSelected}>
      {`${isSelected && isFocused ? theme.pointer : ' '} `}
      <Text {...look}>
        {room < leastWords
          ? `${sign} ${fitText(title, Math.max(8, width - marks - wordWidth - 1))}`
          : `${sign} ${fitText(title, titleWidth)} `}
      </Text>
      {room < leastWords ? fitText(wordOf(row), wordWidth, 'right') : fitText(told, room)}
    </Text>
  );
};

const wordWidth = 8;
const words = { ok: 'fine', warn: 'look', fail: 'missing', unknown: 'unknown', skipped: 'none' } as const;

const wordOf = ({ report, isRunning }: PrecautionRow): string =>
  report === undefined ? (isRunning ? '…' : '') : words[report.status];
