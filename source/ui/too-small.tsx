import { Box, Text } from 'ink';

const smallest = { columns: 40, rows: 10 };

interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** Whether a window is too small to show what a key would do. */
export const isTooSmall = ({ columns, rows }: WindowSize): boolean =>
  columns < smallest.columns || rows < smallest.rows;

export const TooSmall = ({ columns, rows }: WindowSize) => (
  <Box width={columns} height={rows} overflow="hidden">
    <Text>{`Please make the window at least ${smallest.columns}×${smallest.rows}; it is ${columns}×${rows}.`}</Text>
  </Box>
);
