import { Box, Text } from 'ink';
import { createContext, type PropsWithChildren, useContext } from 'react';
import { Table, type TableProps } from '#ink-table';
import type { Status } from '../../domain/finding/status.ts';
import { colorOf, quiet } from '../theme/theme.ts';
import { useTheme } from '../theme/theme-context.ts';
import { fitText } from './fit-text.ts';

export interface TableColumn {
  readonly key: string;
  readonly heading: string;
  /** Terminal cells. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface TableRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, string>>;
  /** Columns whose colour says something. */
  readonly statuses?: Readonly<Record<string, Status>>;
}

interface Line {
  readonly columns: readonly TableColumn[];
  readonly statuses: Readonly<Record<string, Status>>;
}

type FramelessProps = Pick<TableProps<Record<string, string>>, 'data'> &
  Partial<TableProps<Record<string, string>>> & {
    readonly fitted: readonly TableColumn[];
    readonly rows: readonly TableRow[];
    readonly hasHeading: boolean;
  };

const LineContext = createContext<Line>({ columns: [], statuses: {} });

const Cell = ({ column, children }: PropsWithChildren<{ readonly column: number }>) => {
  const theme = useTheme();
  const { columns, statuses } = useContext(LineContext);
  const status = statuses[columns[column]?.key ?? ''];
  return <Text {...(status === undefined ? {} : colorOf(theme, status))}>{children}</Text>;
};

const Heading = ({ children }: PropsWithChildren) => <Text {...quiet(useTheme())}>{children}</Text>;

/**
 * ink-table's rows without its frame. As shipped it draws a rule between any two rows, takes its widths from the
 * longest value and cannot tell a cell which row it belongs to; its `heading` and `data` draw one line each, and they
 * are what is kept.
 */
class FramelessTable extends Table<Record<string, string>> {
  declare props: FramelessProps;

  override render() {
    const { fitted, rows, hasHeading } = this.props;
    const headings = Object.fromEntries(fitted.map(({ key, heading }) => [key, heading]));
    return (
      <Box flexDirection="column">
        {hasHeading && this.heading({ key: 'heading', ...fitLine(fitted, headings) })}
        {rows.map(({ id, cells, statuses = {} }) => (
          <LineContext.Provider key={id} value={{ columns: fitted, statuses }}>
            {this.data({ key: id, ...fitLine(fitted, cells) })}
          </LineContext.Provider>
        ))}
      </Box>
    );
  }
}

/** ink-table pads by String.length, so every value is fitted first and its column made just as long. */
const fitLine = (columns: readonly TableColumn[], cells: Readonly<Record<string, string>>) => {
  const data: Record<string, string> = {};
  for (const { key, width, align } of columns) data[key] = fitText(cells[key] ?? '', width, align);
  return { data, columns: columns.map(({ key }) => ({ key, column: key, width: (data[key]?.length ?? 0) + 2 })) };
};

const nothing = () => <></>;

export const FittedTable = ({
  columns,
  rows,
  hasHeading = true,
}: {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** A table that scrolls draws its heading only while that is in sight. */
  readonly hasHeading?: boolean;
}) => (
  <FramelessTable
    data={[]}
    fitted={columns}
    rows={rows}
    hasHeading={hasHeading}
    cell={Cell}
    header={Heading}
    skeleton={nothing}
  />
);
