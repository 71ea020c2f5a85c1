import { Box, Text } from 'ink';
import { memo, useMemo } from 'react';
import type { Status } from '../../../../domain/finding/status.ts';
import { countOf } from '../../../../domain/wording/count.ts';
import { fitSubject } from '../../../components/fit-subject.ts';
import { fitText } from '../../../components/fit-text.ts';
import { visibleLines } from '../../../components/list-window.ts';
import { colorOf, quiet, type Theme } from '../../../theme/theme.ts';
import { useTheme } from '../../../theme/theme-context.ts';
import type { MarkedIds } from '../marked-ids.ts';
import type { RetryState } from '../state.ts';
import { cellsOf } from './cells.ts';
import { type ColumnKey, columnGap, columnsFor, type MailColumn } from './columns.ts';
import type { GroupLine } from './list-lines.ts';
import { isRising, type ListOrder } from './list-order.ts';
import { sameForAll } from './same-for-all.ts';

interface MailListProps {
  readonly state: RetryState;
  readonly columns: number;
  readonly now: Date;
}

/** The pointer and the mark. */
const gutter = 4;
/** The state's sign stands before its word. */
const signWidth = 2;

/**
 * The lines of the window, one Text each that is drawn anew only when it changed. Not ink-table's rows: those are a Box
 * and a Text a cell, three times the work a key, and a row would have to know whether the cursor is on it. Columns are
 * the ones FittedTable takes.
 */
export const MailList = ({ state, columns, now }: MailListProps) => {
  const theme = useTheme();
  const { lines, window, mails, rows, marks, pending, order } = state;
  const fitted = columnsFor(columns - gutter, columns, sameForAll(state, columns).columns);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end" {...quiet(theme)}>
        {' '.repeat(gutter) + fitted.map((column) => headingOf(column, order, theme)).join(gap)}
      </Text>
      {visibleLines(lines, window).map((line, index) => {
        const isCursor = window.first + index === window.cursor;
        if (typeof line === 'object')
          return <GroupRow key={line.title} group={line} isCursor={isCursor} marks={marks} />;
        const departure = pending.departed.get(line);
        const { cells, status } = cellsOf(line, {
          mail: mails?.get(line),
          row: rows.get(line),
          departure,
          outcome: pending.outcomes.get(line),
          now,
        });
        return (
          <MailRow
            key={line}
            {...splitRow(fitted, cells, theme.signs[status])}
            status={status}
            isCursor={isCursor}
            isMarked={marks.has(line)}
            isGone={departure !== undefined}
          />
        );
      })}
    </Box>
  );
};

const gap = ' '.repeat(columnGap);

/** The column by which the list is sorted has the direction beside its name; failed first is none, the title says it. */
const headingOf = ({ key, heading, width, align }: MailColumn, order: ListOrder, theme: Theme): string => {
  const direction = isRising(order) ? theme.rising : theme.falling;
  const isDirected = key === order.column && key !== 'state';
  return fitText(isDirected ? `${heading}${direction}` : heading, width, align);
};

/** A row as three strings, so that whether it changed is told by comparing them. */
const splitRow = (columns: readonly MailColumn[], cells: Readonly<Record<ColumnKey, string>>, sign: string) => {
  const fit = ({ key, width, align }: MailColumn): string =>
    key === 'state'
      ? `${sign} ${fitText(cells[key], width - signWidth)}`
      : // The reference tells documents apart and is not what is cut.
        key === 'subject'
        ? fitSubject(cells[key], width)
        : fitText(cells[key], width, align);
  const at = columns.findIndex(({ key }) => key === 'state');
  if (at < 0) return { before: columns.map(fit).join(gap), middle: '', after: '' };
  const before = columns.slice(0, at).map(fit);
  return {
    before: before.length === 0 ? '' : before.join(gap) + gap,
    middle: columns
      .slice(at, at + 1)
      .map(fit)
      .join(''),
    after:
      gap +
      columns
        .slice(at + 1)
        .map(fit)
        .join(gap),
  };
};

interface MailRowProps {
  readonly before: string;
  readonly middle: string;
  readonly after: string;
  readonly status: Status;
  readonly isCursor: boolean;
  readonly isMarked: boolean;
  /** It left while the list kept still. */
  readonly isGone: boolean;
}

const gutterOf = (theme: Theme, isCursor: boolean, mark: string): string =>
  `${isCursor ? theme.pointer : ' '}${mark}  `;

const MailRow = memo(({ before, middle, after, status, isCursor, isMarked, isGone }: MailRowProps) => {
  const theme = useTheme();
  return (
    <Text wrap="truncate-end" inverse={theme.colors && isCursor} strikethrough={theme.colors && isGone}>
      {gutterOf(theme, isCursor, isMarked ? theme.mark : ' ') + before}
      {/* A colour within a row that stands inverted would give it a second ground. */}
      {middle !== '' && <Text {...(theme.colors && isCursor ? {} : colorOf(theme, status))}>{middle}</Text>}
      {after}
    </Text>
  );
});

interface GroupRowProps {
  readonly group: GroupLine;
  readonly isCursor: boolean;
  readonly marks: MarkedIds;
}

const GroupRow = ({ group: { title, ids, isOpen }, isCursor, marks }: GroupRowProps) => {
  const theme = useTheme();
  const marked = useMemo(() => (marks.size === 0 ? 0 : ids.filter((id) => marks.has(id)).length), [ids, marks]);
  const mark = marked === ids.length ? theme.mark : ' ';
  const part = marked === 0 ? '' : `, ${countOf(marked, 'marked', 'marked')}`;
  return (
    <Text wrap="truncate-end" inverse={theme.colors && isCursor} bold={theme.colors}>
      {`${gutterOf(theme, isCursor, mark)}${isOpen ? theme.unfolded : theme.folded} ${title}   ${countOf(ids.length, 'mail')}${part}`}
    </Text>
  );
};
