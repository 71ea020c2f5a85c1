import type { QueuePicture } from '../../../domain/mail/queue.ts';
import { formatCount } from '../../../domain/wording/count.ts';
import { formatAge } from '../../../domain/wording/duration.ts';
import { FittedTable, type TableColumn, type TableRow } from '../../components/fitted-table.tsx';
import { sparkline } from '../../components/sparkline.ts';
import { useTheme } from '../../theme/theme-context.ts';

interface StateTableProps {
  readonly picture: QueuePicture | undefined;
  readonly width: number;
  readonly now: Date;
}

const columnsFor = (width: number): TableColumn[] => {
  const numbers: TableColumn[] = [
    { key: 'state', heading: 'State', width: 9 },
    { key: 'mails', heading: 'Mails', width: 9, align: 'right' },
    { key: 'oldest', heading: 'Oldest', width: 9, align: 'right' },
  ];
  return width >= 48 ? [...numbers, { key: 'hour', heading: 'Last 60 min', width: 12 }] : numbers;
};

export const StateTable = ({ picture, width, now }: StateTableProps) => {
  const theme = useTheme();
  const atLeast = (count: number | undefined): string =>
    count === undefined ? '…' : `${picture?.complete === false ? '≥ ' : ''}${formatCount(count)}`;
  const counted = (count: number | undefined): string =>
    picture?.complete === true && count !== undefined ? formatCount(count) : '…';
  const chart = (values: readonly number[] | undefined): string =>
    values === undefined ? '' : sparkline(values, theme);
  const rows: TableRow[] = [
    {
      id: 'outgoing',
      cells: {
        state: 'outgoing',
        mails: atLeast(picture?.counts.outgoing),
        oldest: formatAge(picture?.oldestOutgoingAt ?? null, now),
        hour: chart(picture?.arrivals),
      },
    },
    {
      id: 'exception',
      cells: {
        state: 'exception',
        mails: atLeast(picture?.counts.exception),
        oldest: formatAge(picture?.oldestExceptionAt ?? null, now),
        hour: chart(picture?.newFailures),
      },
      statuses: { mails: (picture?.counts.exception ?? 0) > 0 ? 'warn' : 'skipped' },
    },
    {
      id: 'sent',
      cells: { state: 'sent', mails: counted(picture?.counts.sent), oldest: '', hour: chart(picture?.departures) },
    },
  ];
  return <FittedTable columns={columnsFor(width)} rows={rows} />;
};
