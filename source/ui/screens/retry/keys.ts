import type { ListStep } from '../../components/list-window.ts';
import type { KeyBinding } from '../../keys/binding.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { MailAction } from './source.ts';
import type { RetryState } from './state.ts';

/** What the list of mails can be told. */
export interface ListControls {
  read(): RetryState;
  move(step: ListStep): void;
  open(): void;
  toggleMark(): void;
  markMore(): void;
  clearMarks(): void;
  openFilter(): void;
  /** The screen that finds any mail, or tells the story of the one under the cursor. */
  find(): void;
  explain(): void;
  /** Why there is no single mail under the cursor; undefined when there is. */
  noMailHere(): string | undefined;
  nextOrder(): void;
  reverseOrder(): void;
  nextGrouping(): void;
  togglePause(): void;
  lookAgain(): void;
  begin(action: MailAction): void;
  undo(): void;
  copyIds(): void;
  copyRows(): void;
  exportMails(): void;
  /** Filter, then marks, then the screen. */
  back(): void;
  /** A test that goes as the mail under the cursor would. */
  sendTest(): void;
  /** Why nothing may be sent from here, whatever may be changed; undefined when it may. */
  sendingOff(): string | undefined;
  /** Why nothing may be changed; undefined when it may. */
  changesOff(): string | undefined;
}

const nothingHere = ({ lines, marks }: RetryState): string | undefined =>
  lines.length === 0 && marks.size === 0 ? 'There is no mail here.' : undefined;

/** Why nothing can be said of the list as a whole: it is not known, or empty. */
const notListed = ({ mails, problem, lines }: RetryState): string | undefined => {
  if (mails === undefined) return problem?.sentence ?? 'The mails are still being read.';
  return lines.length === 0 ? 'There is no mail here.' : undefined;
};

const off = ({ read, changesOff }: ListControls): string | undefined => changesOff() ?? nothingHere(read());

const act = (key: string, label: string, help: string, action: MailAction): KeyBinding<ListControls> => ({
  keys: [key],
  shown: key,
  footer: { shown: key, label },
  help,
  disabled: off,
  run: ({ begin }) => begin(action),
});

export const retryListKeys: readonly KeyBinding<ListControls>[] = [
  act(namedKeys.retry, 'retry', 'send failed mails again, after a look at what would happen', 'retry'),
  act('S', 'send now', 'now, instead of at the next run of the queue', 'send'),
  act('C', 'cancel', 'cancel waiting and failed mails', 'cancel'),
  act('X', 'clear', 'delete old failed and cancelled mails, archived first', 'purge'),
  {
    keys: [namedKeys.undo],
    shown: namedKeys.undo,
    footer: { shown: namedKeys.undo, label: 'undo' },
    help: 'take the newest change back, after showing it',
    disabled: ({ changesOff }) => changesOff(),
    run: ({ undo }) => undo(),
  },
  {
    keys: ['space'],
    shown: 'Space',
    footer: { shown: 'Space', label: 'mark' },
    help: 'mark a mail, or all mails of a group',
    run: ({ toggleMark }) => toggleMark(),
  },
  {
    keys: [namedKeys.markAll],
    shown: namedKeys.markAll,
    footer: { shown: namedKeys.markAll, label: 'all' },
    help: 'mark all on the screen; again: all that the filter means',
    disabled: ({ read }) => notListed(read()),
    run: ({ markMore }) => markMore(),
  },
  {
    keys: [namedKeys.clearMarks],
    shown: namedKeys.clearMarks,
    help: 'clear the marks',
    run: ({ clearMarks }) => clearMarks(),
  },
  {
    keys: ['/'],
    shown: '/',
    footer: { shown: '/', label: 'filter' },
    help: 'filter: text, class:auth.* server: from: to: state: id: age>2d',
    run: ({ openFilter }) => openFilter(),
  },
  {
    keys: [namedKeys.findFromRetry],
    shown: namedKeys.findFromRetry,
    help: 'find any mail, sent and deleted ones too',
    run: ({ find }) => find(),
  },
  {
    keys: [namedKeys.explain],
    shown: namedKeys.explain,
    footer: { shown: namedKeys.explain, label: 'why', isSpare: true },
    help: "the mail's story: why it has not left, who has it, what to say",
    disabled: ({ noMailHere }) => noMailHere(),
    run: ({ explain }) => explain(),
  },
  {
    keys: ['T'],
    shown: 'T',
    footer: { shown: 'T', label: 'test', isSpare: true },
    help: 'send me a test on the route of this mail, after a look at it',
    disabled: ({ sendingOff, noMailHere }) => sendingOff() ?? noMailHere(),
    run: ({ sendTest }) => sendTest(),
  },
  {
    keys: ['b'],
    shown: 'b',
    footer: { shown: 'b', label: 'group', isSpare: true },
    help: 'group by class, server, sender domain, recipient domain, not at all',
    run: ({ nextGrouping }) => nextGrouping(),
  },
  {
    keys: ['o'],
    shown: 'o',
    footer: { shown: 'o', label: 'order', isSpare: true },
    help: 'sort by state, age, recipient, subject, server, reason, id',
    run: ({ nextOrder }) => nextOrder(),
  },
  { keys: ['O'], shown: 'O', help: 'the other way round', run: ({ reverseOrder }) => reverseOrder() },
  {
    keys: ['enter'],
    shown: 'Enter',
    help: 'everything about this mail; open or close a group',
    disabled: ({ read }) => nothingHere(read()),
    run: ({ open }) => open(),
  },
  { keys: ['j', 'down'], shown: 'j ↓', help: 'down', run: ({ move }) => move('down') },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ move }) => move('up') },
  { keys: ['pagedown', 'ctrl+d'], shown: 'PgDn', help: 'a page down', run: ({ move }) => move('page-down') },
  { keys: ['pageup', 'ctrl+u'], shown: 'PgUp', help: 'a page up', run: ({ move }) => move('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the first', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the last', run: ({ move }) => move('last') },
  { keys: ['p'], shown: 'p', help: 'keep the list still, or let it go on', run: ({ togglePause }) => togglePause() },
  { keys: ['r'], shown: 'r', help: 'read the list anew now', run: ({ lookAgain }) => lookAgain() },
  {
    keys: ['y'],
    shown: 'y',
    help: "copy the mail's id, or the ids of a group, to the clipboard",
    run: ({ copyIds }) => copyIds(),
  },
  {
    keys: ['Y'],
    shown: 'Y',
    help: 'copy the marked mails, else what is on the screen',
    disabled: ({ read }) => nothingHere(read()),
    run: ({ copyRows }) => copyRows(),
  },
  {
    keys: [namedKeys.export],
    shown: namedKeys.export,
    help: 'write the marked mails, else all of the list, to a CSV file',
    disabled: ({ read }) => (read().marks.size > 0 ? undefined : notListed(read())),
    run: ({ exportMails }) => exportMails(),
  },
  { keys: ['esc'], shown: 'Esc', help: 'back: filter, then marks, then the screen', run: ({ back }) => back() },
];
