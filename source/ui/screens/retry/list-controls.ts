import { SelectedMails } from '../../../domain/mail/selected-mails.ts';
import { countOf } from '../../../domain/wording/count.ts';
import type { Store } from '../../store.ts';
import type { ScreenWorld } from '../screen.ts';
import type { ActionControls } from './actions.ts';
import type { Copying } from './copying.ts';
import type { FilterBox } from './filter-box.ts';
import type { ListControls } from './keys.ts';
import type { ListFollower } from './list/follow.ts';
import { nextOrder, reverseOrder } from './list/list-order.ts';
import { markMore, toggleMarks } from './marks.ts';
import type { MailGrouping } from './source.ts';
import type { RetryAction, RetryState } from './state.ts';

const groupings: readonly (MailGrouping | undefined)[] = [undefined, 'class', 'server', 'sender', 'recipient'];

const nextOf = <Value>(values: readonly Value[], current: Value): Value | undefined =>
  values[(values.indexOf(current) + 1) % values.length];

const whySendingOff = ({ readOnly, neutralized }: ScreenWorld['source']['target']): string | undefined => {
  if (readOnly) return 'Read-only: the console was started with --read-only.';
  return whyNeutralized({ neutralized });
};

const whyNeutralized = ({ neutralized }: Pick<ScreenWorld['source']['target'], 'neutralized'>): string | undefined =>
  neutralized ? 'This is a neutralized copy: its mails must not be sent.' : undefined;

interface ListOptions {
  readonly world: ScreenWorld;
  readonly store: Store<RetryState, RetryAction>;
  readonly follower: ListFollower;
  readonly actions: ActionControls;
  readonly filterBox: FilterBox;
  readonly copying: Copying;
}

export const createListControls = ({
  world,
  store,
  follower,
  actions,
  filterBox,
  copying,
}: ListOptions): ListControls => {
  const { source, say, goTo } = world;
  const { read, dispatch } = store;
  return {
    read,
    move: (step) => dispatch({ kind: 'moved', step }),
    open() {
      const { lines, window } = read();
      const line = lines[window.cursor];
      if (typeof line === 'number') actions.inspect(line);
      else if (line !== undefined) dispatch({ kind: 'group-toggled', title: line.title });
    },
    toggleMark: () => dispatch({ kind: 'marked', marks: toggleMarks(read()), step: 'down' }),
    markMore() {
      const { marks, listed } = markMore(read());
      dispatch({ kind: 'marked', marks });
      const { mails = SelectedMails.none, filterText } = read();
      say(
        listed === mails.length
          ? `${countOf(listed, 'mail')} marked: all that ${filterText === '' ? 'are here' : 'the filter means'}.`
          : `${countOf(listed, 'mail')} marked; a again marks all ${countOf(mails.length, 'mail')}.`,
      );
    },
    clearMarks: () => dispatch({ kind: 'marked', marks: new Set() }),
    openFilter: () => filterBox.open(),
    find: () => goTo({ screen: 'search' }),
    explain() {
      const { lines, window } = read();
      const line = lines[window.cursor];
      if (typeof line === 'number') goTo({ screen: 'search', explain: String(line) });
    },
    noMailHere() {
      const { lines, window } = read();
      return typeof lines[window.cursor] === 'number' ? undefined : 'This is no single mail.';
    },
    nextOrder: () => dispatch({ kind: 'ordered', order: nextOrder(read().order) }),
    reverseOrder: () => dispatch({ kind: 'ordered', order: reverseOrder(read().order) }),
    nextGrouping: () => dispatch({ kind: 'grouped', grouping: nextOf(groupings, read().grouping) }),
    togglePause: () => dispatch({ kind: 'pause-toggled' }),
    lookAgain() {
      source.refresh();
      follower.readAgain();
    },
    begin: (action) => actions.begin(action),
    undo: () => actions.undo(),
    copyIds: () => copying.copyIds(),
    copyRows: () => copying.copyRows(),
    exportMails: () => actions.exportMails(),
    back() {
      const { filterText, marks } = read();
      if (filterText !== '') filterBox.apply('');
      else if (marks.size > 0) dispatch({ kind: 'marked', marks: new Set() });
      else goTo({ screen: 'queue' });
    },
    sendTest() {
      const { lines, window } = read();
      const line = lines[window.cursor];
      if (typeof line === 'number') actions.askForTest(line);
    },
    sendingOff: () => whySendingOff(source.target),
    // With --read-only everything is previewed: its dialog says that nothing can be applied.
    changesOff: () => source.target.changesOff ?? whyNeutralized(source.target),
  };
};
