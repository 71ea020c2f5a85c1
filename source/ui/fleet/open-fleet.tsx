import { drawUntilExit } from '../draw-until-exit.tsx';
import type { ConsoleOptions } from '../open-console.tsx';
import { createStore, type Store } from '../store.ts';
import { FleetApp } from './app.tsx';
import type { FleetSource } from './source.ts';
import { createFleetState, type FleetAction, type FleetState, fleetReducer } from './state.ts';

/** Where one is in the table of databases: it outlives going into one of them. */
export type FleetPlace = Store<FleetState, FleetAction>;

export const createFleetPlace = (): FleetPlace => createStore(fleetReducer, createFleetState());

interface FleetOptions extends Omit<ConsoleOptions, 'source'> {
  readonly source: FleetSource;
  readonly place: FleetPlace;
}

/** Shows all databases of a server until the person chooses one; undefined when they would rather leave. */
export const openFleet = async ({ source, place, now, ...terminal }: FleetOptions): Promise<string | undefined> => {
  const chosen = await drawUntilExit(terminal, (redraw) => (
    <FleetApp source={source} store={place} now={now} redraw={redraw} />
  ));
  return typeof chosen === 'string' ? chosen : undefined;
};
