import { Box, Text } from 'ink';
import { fitText } from '../components/fit-text.ts';
import { overTwoLines } from '../components/over-two-lines.ts';
import { TextField } from '../components/text-field.tsx';
import { colorOf, quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import { type FleetColumn, fleetCells, fleetColumnGap, fleetColumns } from './columns.ts';
import { fitFleetHeadline, fleetHeadline } from './headline.ts';
import type { FleetRow } from './source.ts';
import { type FleetState, underCursor } from './state.ts';

interface FleetScreenProps {
  readonly state: FleetState;
  readonly columns: number;
  readonly rows: number;
  readonly now: Date;
}

/** The headline, the filter, the headings; below the table a blank line and the verdict under the cursor. */
const frame = 5;
const gutter = 2;
const signWidth = 2;

export const fleetHeight = (rows: number): number => Math.max(1, rows - frame);

/** All databases of a server, one a line. */
export const FleetScreen = ({ state, columns, rows, now }: FleetScreenProps) => (
  <Box flexDirection="column" height={rows} overflow="hidden">
    <Headline state={state} columns={columns} />
    <FilterLine state={state} columns={columns} />
    <Table state={state} columns={columns} now={now} />
    <Box flexGrow={1} />
    <Verdict state={state} columns={columns} />
  </Box>
);

const Headline = ({ state, columns }: Pick<FleetScreenProps, 'state' | 'columns'>) => {
  const theme = useTheme();
  const headline = fleetHeadline(state);
  const { status } = headline;
  const { sentence, order } = fitFleetHeadline(
    headline,
    ` · ${state.order}`,
    columns - (status === undefined ? 0 : signWidth),
  );
  return (
    <Text wrap="truncate-end">
      <Text bold={theme.colors} {...(status === undefined ? {} : colorOf(theme, status))}>
        {status === undefined ? sentence : `${theme.signs[status]} ${sentence}`}
      </Text>
      <Text {...quiet(theme)}>{order}</Text>
    </Text>
  );
};

const FilterLine = ({ state: { box, filter }, columns }: Pick<FleetScreenProps, 'state' | 'columns'>) => {
  const theme = useTheme();
  return (
    <Box height={1} flexShrink={0}>
      {box === undefined ? (
        filter !== '' && <Text wrap="truncate-end" {...quiet(theme)}>{`/ ${filter}`}</Text>
      ) : (
        <>
          <Text>{'/ '}</Text>
          <TextField field={box} width={columns - 2} />
        </>
      )}
    </Box>
  );
};

const Table = ({ state, columns, now }: Pick<FleetScreenProps, 'state' | 'columns' | 'now'>) => {
  const theme = useTheme();
  const { shown, window, rows, filter } = state;
  if (rows !== undefined && rows.length > 0 && shown.length === 0) {
    return <Text>{`No database is meant by "${filter}".`}</Text>;
  }
  if (shown.length === 0) return null;
  const longest = Math.max(...shown.map(({ database }) => database.length));
  const fitted = fleetColumns(columns - gutter, columns, longest);
  const heading = ({ key, heading: words, width, align }: FleetColumn): string =>
    fitText(key === 'verdict' ? `  ${words}` : words, width, align);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end" {...quiet(theme)}>
        {' '.repeat(gutter) + fitted.map(heading).join(gap)}
      </Text>
      {shown.slice(window.first, window.first + window.height).map((row, index) => (
        <Row key={row.database} row={row} fitted={fitted} isCursor={window.first + index === window.cursor} now={now} />
      ))}
    </Box>
  );
};

const gap = ' '.repeat(fleetColumnGap);

interface RowProps {
  readonly row: FleetRow;
  readonly fitted: readonly FleetColumn[];
  readonly isCursor: boolean;
  readonly now: Date;
}

const Row = ({ row, fitted, isCursor, now }: RowProps) => {
  const theme = useTheme();
  const cells = fleetCells(row, now);
  const numbers = fitted.filter(({ key }) => key !== 'verdict');
  const room = fitted.find(({ key }) => key === 'verdict')?.width ?? 0;
  const sign = row.status === undefined ? ' ' : theme.signs[row.status];
  const isInverse = theme.colors && isCursor;
  // A colour within a row that stands inverted would give it a second ground.
  const look = isInverse ? {} : row.status === undefined ? quiet(theme) : colorOf(theme, row.status);
  return (
    <Text wrap="truncate-end" inverse={isInverse}>
      {(isCursor ? theme.pointer : '').padEnd(gutter)}
      {numbers.map(({ key, width, align }) => fitText(cells[key], width, align)).join(gap) + gap}
      <Text {...look}>{`${sign} ${fitText(cells.verdict, room - signWidth)}`}</Text>
    </Text>
  );
};

/** What the table cut off, and why one did not open: the blank line above gives way to a second one. */
const Verdict = ({ state, columns }: Pick<FleetScreenProps, 'state' | 'columns'>) => {
  const theme = useTheme();
  const row = underCursor(state);
  const isRefused = state.said !== undefined;
  const verdict = row === undefined ? ' ' : `${row.database}: ${row.verdict}`;
  const words = isRefused ? `${theme.signs.fail} ${state.said}` : verdict;
  return (
    <Box flexShrink={0}>
      <Text wrap="truncate-end" {...(isRefused ? colorOf(theme, 'fail') : quiet(theme))}>
        {overTwoLines(words, columns).join('\n')}
      </Text>
    </Box>
  );
};
