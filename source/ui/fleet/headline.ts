import type { Status } from '../../domain/finding/status.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import type { FleetState } from './state.ts';

export interface FleetHeadline {
  readonly status: Status | undefined;
  readonly text: string;
  /** The same in fewer cells. */
  readonly short?: string;
}

/** How all of them stand together, in one sentence. */
export const fleetHeadline = ({ rows }: Pick<FleetState, 'rows'>): FleetHeadline => {
  if (rows === undefined) return { status: undefined, text: 'Looking which databases there are …' };
  if (rows.length === 0) return { status: 'unknown', text: 'No Odoo database with mail is open to this role.' };
  const count = (status: Status | undefined): number => rows.filter((row) => row.status === status).length;
  const sick = count('fail');
  const odd = count('warn');
  const unread = count('unknown');
  const left = count(undefined);
  const parts = [
    ...(sick === 0 ? [] : [`${formatCount(sick)} ${sick === 1 ? 'is' : 'are'} in trouble`]),
    ...(odd === 0 ? [] : [`${formatCount(odd)} ${odd === 1 ? 'wants' : 'want'} a look`]),
    ...(unread === 0 ? [] : [`${formatCount(unread)} cannot be read`]),
    ...(left === 0 ? [] : [`${formatCount(left)} not looked at yet`]),
  ];
  const all = countOf(rows.length, 'database');
  if (parts.length === 0) return { status: 'ok', text: `${all}: nothing wrong is seen` };
  const status = sick > 0 ? 'fail' : odd > 0 ? 'warn' : unread > 0 ? 'unknown' : undefined;
  const counted = [
    [sick, 'in trouble'],
    [odd, 'to look at'],
    [unread, 'unreadable'],
    [left, 'not seen yet'],
  ] as const;
  const short = counted.flatMap(([some, words]) => (some === 0 ? [] : [`${formatCount(some)} ${words}`]));
  return { status, text: `${all}: ${parts.join('; ')}`, short: `${all}: ${short.join(', ')}` };
};

/** The sentence and the order of the rows in so many cells: the order goes first, then the sentence is said shorter. */
export const fitFleetHeadline = (
  { text, short = text }: Pick<FleetHeadline, 'text' | 'short'>,
  order: string,
  width: number,
): { readonly sentence: string; readonly order: string } => {
  const ends = [
    { sentence: text, order },
    { sentence: text, order: '' },
    { sentence: short, order },
  ];
  return (
    ends.find(({ sentence, order: end }) => sentence.length + end.length <= width) ?? { sentence: short, order: '' }
  );
};
