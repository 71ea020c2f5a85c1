import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Status } from '../../domain/finding/status.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import { colorOf, quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import { describeScroll } from './describe-scroll.ts';

/** A line of a panel, before it is broken to the width. */
export interface PanelLine {
  readonly text: string;
  /** Puts the sign before it, and colours it. */
  readonly status?: Status;
  readonly look?: 'heading' | 'quiet';
}

interface DrawnLine extends PanelLine {
  readonly sign?: Status;
}

const indent = 2;

/** The lines as they will stand: headings at the margin, what belongs to them indented, signs only where a line begins. */
const layOutPanel = (lines: readonly PanelLine[], columns: number): readonly DrawnLine[] =>
  lines.flatMap((line): readonly DrawnLine[] => {
    if (line.look === 'heading' || line.text === '') return [line];
    const width = columns - indent - (line.status === undefined ? 0 : indent);
    return wrapText(line.text, width).map((text, index) => ({
      ...line,
      text,
      ...(index === 0 && line.status !== undefined ? { sign: line.status } : {}),
    }));
  });

/** How far a panel can be scrolled. */
export const scrollRoom = (lines: readonly PanelLine[], columns: number, height: number): number =>
  Math.max(0, layOutPanel(lines, columns).length - height);

interface PanelProps {
  readonly title: string;
  readonly lines: readonly PanelLine[];
  readonly offset: number;
  readonly columns: number;
  readonly rows: number;
  /** What stays at the bottom, and how many lines that takes. */
  readonly foot?: { readonly height: number; readonly content: ReactNode };
}

/** Lines that a panel's title and, where there is more than fits, its note take. */
export const panelFrame = 2;

/** Text that fills the screen, with a title that stays and a foot that stays. */
export const Panel = ({ title, lines, offset, columns, rows, foot }: PanelProps) => {
  const theme = useTheme();
  const height = Math.max(1, rows - panelFrame - (foot?.height ?? 0));
  const drawn = layOutPanel(lines, columns);
  const first = Math.max(0, Math.min(offset, drawn.length - height));
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Text bold={theme.colors} wrap="truncate-end">
        {title}
      </Text>
      <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
        {drawn.slice(first, first + height).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place.
          <PanelText key={first + index} line={line} />
        ))}
      </Box>
      <Text {...quiet(theme)} wrap="truncate-end">
        {describeScroll({ first, height, length: drawn.length })}
      </Text>
      {foot?.content}
    </Box>
  );
};

const PanelText = ({ line: { text, status, sign, look } }: { readonly line: DrawnLine }) => {
  const theme = useTheme();
  if (look === 'heading') return <Text bold={theme.colors}>{text}</Text>;
  const style = status === undefined ? (look === 'quiet' ? quiet(theme) : {}) : colorOf(theme, status);
  const before = status === undefined ? '' : sign === undefined ? '  ' : `${theme.signs[sign]} `;
  return (
    <Text wrap="truncate-end" {...style}>
      {text === '' ? ' ' : `  ${before}${text}`}
    </Text>
  );
};
