import { formatCount } from '../../domain/wording/count.ts';
import { formatAge } from '../../domain/wording/duration.ts';
import type { TableColumn } from '../components/fitted-table.tsx';
import type { FleetRow } from './source.ts';

type FleetColumnKey = 'database' | 'verdict' | 'waiting' | 'failed' | 'oldest' | 'sent';

export interface FleetColumn extends TableColumn {
  readonly key: FleetColumnKey;
}

/** Terminals narrower than `from` do without it; the verdict takes what is left. */
const plans: readonly (FleetColumn & { readonly from: number })[] = [
  { key: 'database', heading: 'Database', width: 16, from: 0 },
  { key: 'waiting', heading: 'Waiting', width: 8, from: 0, align: 'right' },
  { key: 'failed', heading: 'Failed', width: 8, from: 0, align: 'right' },
  { key: 'oldest', heading: 'Oldest', width: 9, from: 60, align: 'right' },
  { key: 'sent', heading: 'Last left', width: 9, from: 100, align: 'right' },
  { key: 'verdict', heading: 'Verdict', width: 0, from: 0 },
];

const widestName = 40;
export const fleetColumnGap = 2;

/** The columns for a table of that width, which they fill; `longest`: of the names. */
export const fleetColumns = (width: number, terminal: number, longest: number): readonly FleetColumn[] => {
  const shown = plans.filter(({ from }) => terminal >= from);
  const others = shown.reduce((sum, each) => sum + each.width, 0) - 16 + fleetColumnGap * (shown.length - 1);
  const least = terminal < 60 ? 10 : 20;
  const name = Math.max(8, Math.min(longest, widestName, width - others - least));
  return shown.map(({ key, heading, width: own, align }) => ({
    key,
    heading,
    width: key === 'verdict' ? Math.max(1, width - others - name) : key === 'database' ? name : own,
    ...(align === undefined ? {} : { align }),
  }));
};

/** What stands in the columns of a database; `—` where nobody knows. */
export const fleetCells = (
  { database, verdict, waiting, failed, oldestAt, lastSentAt }: FleetRow,
  now: Date,
): Readonly<Record<FleetColumnKey, string>> => ({
  database,
  verdict,
  waiting: waiting === null ? '—' : formatCount(waiting),
  failed: failed === null ? '—' : formatCount(failed),
  oldest: formatAge(oldestAt, now),
  sent: formatAge(lastSentAt, now),
});
