import { Box, Text } from 'ink';
import type { QueuePicture } from '../../../domain/mail/queue.ts';
import type { FailureClass } from '../../../domain/replies/classes/index.ts';
import { titleOfGroup } from '../../../domain/replies/title.ts';
import { formatCount } from '../../../domain/wording/count.ts';
import { FittedTable, type TableColumn } from '../../components/fitted-table.tsx';
import { quiet } from '../../theme/theme.ts';
import { useTheme } from '../../theme/theme-context.ts';

interface FailureTableProps {
  readonly picture: QueuePicture | undefined;
  readonly cursor: FailureClass | undefined;
  readonly width: number;
  readonly rows: number;
}

const columnGaps = 9;
const countWidth = 7;

/** Failed mails by reason, as many as fit, with a bar that compares them. */
export const FailureTable = ({ picture, cursor, width, rows }: FailureTableProps) => {
  const theme = useTheme();
  const failures = picture?.failures ?? [];
  if (failures.length === 0 || rows < 2) return <NoFailures complete={picture?.complete ?? false} />;
  const barWidth = width >= 70 ? Math.min(30, Math.floor(width * 0.25)) : 0;
  const columns: TableColumn[] = [
    { key: 'cursor', heading: '', width: 1 },
    { key: 'why', heading: 'Why mails failed', width: Math.max(10, width - barWidth - countWidth - columnGaps) },
    { key: 'mails', heading: 'Mails', width: countWidth, align: 'right' },
    ...(barWidth === 0 ? [] : [{ key: 'bar', heading: '', width: barWidth }]),
  ];
  const most = Math.max(...failures.map(({ count }) => count));
  // The cursor stays in sight: the reasons scroll when it is below the last that fits.
  const height = failures.length > rows - 1 ? rows - 2 : failures.length;
  const index = failures.findIndex((group) => group.class === cursor);
  const first = Math.max(0, index - height + 1);
  const shown = failures.slice(first, first + height);
  const hidden = failures.length - shown.length;
  return (
    <Box flexDirection="column">
      <FittedTable
        columns={columns}
        rows={shown.map((group) => ({
          id: group.class,
          cells: {
            cursor: group.class === cursor ? theme.pointer : '',
            why: titleOfGroup(group),
            mails: formatCount(group.count),
            bar: theme.bar.repeat(Math.max(1, Math.round((group.count / most) * barWidth))),
          },
          statuses: { bar: 'warn' as const },
        }))}
      />
      {hidden > 0 && <Text {...quiet(theme)}>{` and ${hidden} more reasons`}</Text>}
    </Box>
  );
};

const NoFailures = ({ complete }: { readonly complete: boolean }) => (
  <Text {...quiet(useTheme())}>{complete ? ' No failed mail.' : ''}</Text>
);
