import type { Owner } from '../../../../domain/finding/owner.ts';
import type { QueuePicture } from '../../../../domain/mail/queue.ts';
import type { FailureClass } from '../../../../domain/replies/classes/index.ts';
import type { FailureGroup } from '../../../../domain/replies/groups.ts';
import { titleOfGroup } from '../../../../domain/replies/title.ts';
import { formatCount } from '../../../../domain/wording/count.ts';
import { formatAge } from '../../../../domain/wording/duration.ts';
import { fitText } from '../../../components/fit-text.ts';
import type { TableColumn } from '../../../components/fitted-table.tsx';
import { type Line, textLine } from '../../../components/lines/line.ts';
import type { Frame } from './frame.ts';

/** Who must act, from where the person sits who reads it. */
export const actors: Readonly<Record<Owner, string>> = {
  odoo: 'you, in Odoo',
  host: 'the server',
  provider: 'you or provider',
  dns: 'DNS owner',
  recipient: 'the contact',
};

interface FailureOptions extends Pick<Frame, 'now' | 'theme'> {
  readonly cursor: FailureClass | undefined;
  /** Cells. */
  readonly width: number;
  /** Lines, the heading included. */
  readonly rows: number;
}

/** Failed mails by reason, as many as fit, with a bar that compares them; who must act, and since when they stand so. */
export const failureLines = (picture: QueuePicture | undefined, options: FailureOptions): readonly Line[] => {
  const { cursor, width, rows, now, theme } = options;
  const failures = picture?.failures ?? [];
  if (failures.length === 0) {
    return picture?.complete === true && rows > 0 ? [textLine({ text: ' No failed mail.', tone: 'quiet' })] : [];
  }
  if (rows < 2) return [];
  const columns = columnsFor(width);
  const most = Math.max(...failures.map(({ count }) => count));
  // The cursor stays in sight: the reasons scroll when it is below the last that fits.
  const height = failures.length > rows - 1 ? Math.max(1, rows - 2) : failures.length;
  const index = failures.findIndex((group) => group.class === cursor);
  const first = Math.max(0, index - height + 1);
  const shown = failures.slice(first, first + height);
  const hidden = failures.length - shown.length;
  const barWidth = columns.find(({ key }) => key === 'bar')?.width ?? 0;
  // Where there is room the servers' own words stand below.
  const saysMore = failures.length * 2 < rows;
  const drawRow = (cells: Readonly<Record<string, string>> | undefined): Line => ({
    kind: 'row',
    indent: 0,
    columns,
    cells,
    statuses: { bar: 'warn' },
  });
  return [
    drawRow(undefined),
    ...shown.flatMap((group) => [
      drawRow({
        cursor: group.class === cursor ? theme.pointer : '',
        why: titleOfGroup(group),
        mails: formatCount(group.count),
        bar: theme.bar.repeat(Math.max(1, Math.round((group.count / most) * barWidth))),
        who: actors[group.owner],
        since: sinceOf(picture?.failingSince.get(group.class), now),
      }),
      ...(saysMore ? quote(group, width) : []),
    ]),
    ...(hidden > 0 && rows > 2 ? [textLine({ text: ` and ${hidden} more reasons`, tone: 'quiet' })] : []),
  ];
};

/** Cells before a server's words. */
const quoteIndent = 6;

const quote = ({ class: failureClass, sample }: FailureGroup, width: number): readonly Line[] =>
  sample === '' || failureClass === 'unknown'
    ? []
    : [textLine({ text: ' '.repeat(quoteIndent) + fitText(sample, width - quoteIndent).trimEnd(), tone: 'quiet' })];

export const sinceOf = (since: Date | undefined, now: Date): string =>
  since === undefined ? '' : `${formatAge(since, now)} ago`;

/** FittedTable puts a space before and after each. */
const columnsFor = (width: number): readonly TableColumn[] => {
  const bar = width >= 100 ? Math.min(30, Math.floor(width * 0.12)) : 0;
  const fixed: readonly TableColumn[] = [
    { key: 'mails', heading: 'Mails', width: 7, align: 'right' },
    ...(bar === 0 ? [] : [{ key: 'bar', heading: '', width: bar }]),
    ...(width >= 76 ? [{ key: 'who', heading: 'Who acts', width: 15 }] : []),
    ...(width >= 60 ? [{ key: 'since', heading: 'Since', width: 13 }] : []),
  ];
  const taken = fixed.reduce((sum, column) => sum + column.width + 2, 1 + 2 + 2);
  const why = Math.min(70, Math.max(10, width - taken));
  return [{ key: 'cursor', heading: '', width: 1 }, { key: 'why', heading: 'Why mails failed', width: why }, ...fixed];
};
