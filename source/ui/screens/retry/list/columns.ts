import type { TableColumn } from '../../../components/fitted-table.tsx';

interface ColumnPlan extends Omit<TableColumn, 'width'> {
  /** Cells it needs; what is left over is shared by `share`. */
  readonly least: number;
  readonly share: number;
  /** Terminals narrower than this do without it. */
  readonly from: number;
}

/** In the order of the screen. Gone first: the server (below 120), then id and age (below 80), then the subject (below 60). */
const plans = [
  { key: 'id', heading: 'Id', least: 8, share: 0, from: 80, align: 'right' },
  { key: 'age', heading: 'Age', least: 9, share: 0, from: 80, align: 'right' },
  { key: 'state', heading: 'State', least: 11, share: 0, from: 0 },
  { key: 'to', heading: 'To', least: 12, share: 3, from: 0 },
  { key: 'subject', heading: 'Subject', least: 8, share: 4, from: 60 },
  { key: 'server', heading: 'Server', least: 10, share: 1, from: 120 },
  { key: 'why', heading: 'Why', least: 10, share: 3, from: 0 },
] as const satisfies readonly ColumnPlan[];

export type ColumnKey = (typeof plans)[number]['key'];

export interface MailColumn extends TableColumn {
  readonly key: ColumnKey;
}

const widePlans: readonly (ColumnPlan & { readonly key: ColumnKey })[] = plans;

/** Whether a list in a terminal of this width has the column. */
export const hasRoomForColumn = (column: ColumnKey, terminal: number): boolean =>
  widePlans.some(({ key, from }) => key === column && terminal >= from);

/** Cells between two columns. */
export const columnGap = 1;

/** The columns for a list of that width, which they fill. */
export const columnsFor = (
  width: number,
  terminal: number,
  without: readonly ColumnKey[] = [],
): readonly MailColumn[] => {
  const shown = widePlans.filter(({ key, from }) => terminal >= from && !without.includes(key));
  const shares = shown.reduce((sum, { share }) => sum + share, 0);
  const taken = shown.reduce((sum, { least }) => sum + least, 0) + columnGap * (shown.length - 1);
  const spare = Math.max(0, width - taken);
  const last = shown.at(-1);
  const grown = shown.map((plan) => ({ plan, width: plan.least + Math.floor((spare * plan.share) / shares) }));
  const rest = spare - grown.reduce((sum, { plan, width: wide }) => sum + wide - plan.least, 0);
  return grown.map(({ plan: { key, heading, align }, width: wide }) => ({
    key,
    heading,
    width: key === last?.key ? wide + rest : wide,
    ...(align === undefined ? {} : { align }),
  }));
};
