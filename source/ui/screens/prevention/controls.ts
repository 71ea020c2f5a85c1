import type { Store } from '../../store.ts';
import type { ScreenWorld } from '../screen.ts';
import type { MendingPlace } from '../wizard/carrying-out.ts';
import { createCopyText } from '../wizard/controls.ts';
import { findingKey } from '../wizard/lines/step-lines.ts';
import type { Mending } from '../wizard/mending.ts';
import { copyAllAmong, copyAmong, offersAmong, pointedAt } from '../wizard/under-cursor.ts';
import type { Examining } from './examining.ts';
import type { PreventionControls } from './keys.ts';
import type { PreventionAction } from './reducer.ts';
import type { PreventionSource } from './source.ts';
import { findingsOfRow, mailsToPutAway, type PreventionState, reportsOf, selectedRow } from './state.ts';

interface PlaceOptions {
  readonly store: Store<PreventionState, PreventionAction>;
  readonly examining: Examining;
  readonly hear: MendingPlace['hear'];
}

/** The prevention screen, as far as mending needs it. */
export const createPreventionPlace = ({ store, examining, hear }: PlaceOptions): MendingPlace => ({
  dialog: () => store.read().dialog,
  act: (action) => store.dispatch({ kind: 'dialog', action }),
  hear,
  offers: () => offersAmong(findingsOfRow(store.read())),
  foresee: () => [],
  again: (action) => async () => {
    const offering = reportsOf(store.read()).filter(({ findings }) =>
      findings.some(({ remedies }) => remedies.some(({ id }) => id === action)),
    );
    // What is taken back may be about any of them.
    await examining.run(offering.length === 0 ? undefined : offering.map(({ id }) => id));
  },
  findingsOf: () =>
    store.read().problem === undefined ? reportsOf(store.read()).flatMap(({ findings }) => findings) : undefined,
  notice: (notice) => store.dispatch({ kind: 'noticed', notice }),
  moveOn: () => undefined,
});

interface ControlsOptions extends Omit<PlaceOptions, 'hear'> {
  readonly world: ScreenWorld;
  readonly source: PreventionSource;
  readonly mending: Mending;
}

/** What the keys of list and detail do. */
export const createPreventionControls = ({
  world,
  store,
  source,
  examining,
  mending,
}: ControlsOptions): PreventionControls => {
  const { goTo, say } = world;
  const copy = createCopyText(world);
  const fix = (): void => {
    const mails = mailsToPutAway(store.read());
    if (mails === undefined) mending.begin();
    else goTo({ screen: 'retry', filter: mails });
  };
  return {
    read: store.read,
    changesOff: () => source.changesOff,
    move: (step) => store.dispatch({ kind: 'moved', step }),
    open() {
      const state = store.read();
      const pointed = pointedAt(findingsOfRow(state));
      if (state.pane === 'list') store.dispatch({ kind: 'pane-chosen', pane: 'detail' });
      else if (pointed?.isRemedy === false) store.dispatch({ kind: 'toggled', key: findingKey(pointed.finding) });
      else if (pointed !== undefined && source.changesOff !== undefined) say(source.changesOff);
      else if (pointed !== undefined) mending.begin();
    },
    back: () =>
      store.read().pane === 'detail'
        ? store.dispatch({ kind: 'pane-chosen', pane: 'list' })
        : goTo({ screen: 'queue' }),
    next: () => store.dispatch({ kind: 'next-chosen' }),
    measure() {
      const row = selectedRow(store.read());
      if (row !== undefined) void examining.run([row.id]);
    },
    measureAll: () => void examining.run(),
    stop: () => examining.stop(),
    fix,
    undo: () => mending.undo(),
    copy: () => copy(copyAmong(findingsOfRow(store.read()))),
    copyAll: () => copy(copyAllAmong(findingsOfRow(store.read()))),
  };
};
