import { Box, Text } from 'ink';
import { colorOf, quiet, type Theme } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';
import { FittedTable } from '../fitted-table.tsx';
import type { Line, Part } from './line.ts';

interface LinesViewProps {
  readonly lines: readonly Line[];
  readonly first: number;
  readonly height: number;
  readonly width: number;
  /** What the cursor stands on; its line gets the pointer. Undefined where there is no cursor. */
  readonly cursor?: string | undefined;
  /** Whether cells before the text are kept for the pointer; they are unless told otherwise. */
  readonly hasGutter?: boolean;
}

/** Cells before the text for the pointer. */
const gutter = 2;

/** The part of the lines that is in sight. */
export const LinesView = ({ lines, first, height, width, cursor, hasGutter = true }: LinesViewProps) => (
  <Box flexDirection="column" width={width} height={height} overflow="hidden">
    {lines.slice(first, first + height).map((line, index) => (
      <LineView
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands in that place
        key={first + index}
        line={line}
        isUnderCursor={cursor !== undefined && line.stop === cursor}
        hasGutter={hasGutter}
      />
    ))}
  </Box>
);

interface LineViewProps {
  readonly line: Line;
  readonly isUnderCursor: boolean;
  readonly hasGutter: boolean;
}

const LineView = ({ line, isUnderCursor, hasGutter }: LineViewProps) => {
  const theme = useTheme();
  const pointer = hasGutter ? (isUnderCursor ? theme.pointer : '').padEnd(gutter) : '';
  if (line.kind === 'row') {
    return (
      <Box height={1} overflow="hidden">
        <Text>{pointer + ' '.repeat(line.indent)}</Text>
        <FittedTable
          columns={line.columns}
          rows={line.cells === undefined ? [] : [{ id: 'row', cells: line.cells, statuses: line.statuses ?? {} }]}
          hasHeading={line.cells === undefined}
        />
      </Box>
    );
  }
  return (
    <Text wrap="truncate-end">
      {/* A Text without any text takes no line. */}
      {pointer === '' && line.parts.length === 0 ? ' ' : pointer}
      {line.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is what stands in that place
        <Text key={index} {...lookOf(theme, part)}>
          {part.text}
        </Text>
      ))}
    </Text>
  );
};

const lookOf = (theme: Theme, { status, tone }: Part) => ({
  ...(status === undefined ? {} : colorOf(theme, status)),
  ...(tone === 'quiet' ? quiet(theme) : {}),
  ...(tone === 'strong' ? { bold: theme.colors } : {}),
});
