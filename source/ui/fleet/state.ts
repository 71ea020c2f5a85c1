import type { Status } from '../../domain/finding/status.ts';
import { followWindow, type ListStep, type ListWindow, moveCursor, placeCursor } from '../components/list-window.ts';
import type { TextFieldState } from '../components/text-field-state.ts';
import type { FleetRow } from './source.ts';

export const fleetOrders = ['trouble first', 'by name', 'most waiting', 'most failed', 'oldest first'] as const;

export type FleetOrder = (typeof fleetOrders)[number];

export interface FleetState {
  /** Undefined until the server told which there are. */
  readonly rows: readonly FleetRow[] | undefined;
  /** Those that the filter means, in order. */
  readonly shown: readonly FleetRow[];
  readonly order: FleetOrder;
  readonly filter: string;
  readonly box: TextFieldState | undefined;
  readonly window: ListWindow;
  /** Why the one that was chosen did not open; gone with the next key that moves. */
  readonly said: string | undefined;
  /** Lines of the help that were scrolled away; undefined when it is closed. */
  readonly help: number | undefined;
}

export type FleetAction =
  | { readonly kind: 'told'; readonly rows: readonly FleetRow[] }
  | { readonly kind: 'moved'; readonly step: ListStep }
  | { readonly kind: 'ordered' }
  | { readonly kind: 'box'; readonly field: TextFieldState | undefined }
  | { readonly kind: 'filtered'; readonly text: string }
  | { readonly kind: 'resized'; readonly height: number }
  | { readonly kind: 'said'; readonly message: string }
  | { readonly kind: 'help'; readonly offset: number | undefined };

export const createFleetState = (): FleetState => ({
  rows: undefined,
  shown: [],
  order: 'trouble first',
  filter: '',
  box: undefined,
  window: { cursor: 0, first: 0, height: 10 },
  said: undefined,
  help: undefined,
});

export const fleetReducer = (state: FleetState, action: FleetAction): FleetState => {
  switch (action.kind) {
    case 'told':
      return show({ ...state, rows: action.rows }, state);
    case 'moved':
      return { ...state, said: undefined, window: moveCursor(state.window, action.step, state.shown.length) };
    case 'ordered': {
      const next = fleetOrders[(fleetOrders.indexOf(state.order) + 1) % fleetOrders.length] ?? state.order;
      return show({ ...state, order: next }, state);
    }
    case 'box':
      return { ...state, box: action.field };
    case 'filtered':
      return show({ ...state, filter: action.text.trim(), box: undefined }, state);
    case 'resized': {
      const window = { ...state.window, height: action.height };
      return { ...state, window: placeCursor(window, window.cursor, state.shown.length) };
    }
    case 'said':
      return { ...state, said: action.message };
    case 'help':
      return { ...state, help: action.offset === undefined ? undefined : Math.max(0, action.offset) };
  }
};

export const underCursor = ({ shown, window }: FleetState): FleetRow | undefined => shown[window.cursor];

/** The cursor stays on its database wherever that goes; nobody who reads a line is pulled along to another one. */
const show = (state: FleetState, before: FleetState): FleetState => {
  const shown = orderRows((state.rows ?? []).filter(meets(state.filter)), state.order);
  const names = (rows: readonly FleetRow[]): readonly string[] => rows.map(({ database }) => database);
  return { ...state, shown, window: followWindow(state.window, names(before.shown), names(shown)) };
};

const statusWords: readonly string[] = ['fail', 'warn', 'ok', 'unknown'] satisfies readonly Status[];

/** Every word is one for how it stands, or stands in the name or the verdict. */
const meets =
  (filter: string) =>
  ({ database, verdict, status }: FleetRow): boolean => {
    const text = `${database} ${verdict}`.toLowerCase();
    return filter
      .toLowerCase()
      .split(/\s+/)
      .every((word) => (statusWords.includes(word) ? status === word : text.includes(word)));
  };

const badness: Readonly<Record<Status, number>> = { fail: 0, unknown: 1, warn: 2, ok: 4, skipped: 4 };

type Rank = (row: FleetRow) => number;

const byStatus: Rank = ({ status }) => (status === undefined ? 3 : badness[status]);
const byFailed: Rank = ({ failed }) => -(failed ?? -1);
const byWaiting: Rank = ({ waiting }) => -(waiting ?? -1);
const byOldest: Rank = ({ oldestAt }) => oldestAt?.getTime() ?? Number.POSITIVE_INFINITY;

const ranks: Readonly<Record<FleetOrder, readonly Rank[]>> = {
  'trouble first': [byStatus, byOldest],
  'by name': [],
  'most waiting': [byWaiting],
  'most failed': [byFailed],
  'oldest first': [byOldest],
};

/** Ties go by name. */
export const orderRows = (rows: readonly FleetRow[], order: FleetOrder): readonly FleetRow[] =>
  rows.toSorted((one, other) => {
    for (const rank of ranks[order]) {
      const [mine, theirs] = [rank(one), rank(other)];
      if (mine !== theirs) return mine < theirs ? -1 : 1;
    }
    return one.database < other.database ? -1 : 1;
  });
