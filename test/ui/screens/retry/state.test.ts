import { describe, expect, test } from 'vitest';
import type { SelectedMail } from '../../../../source/domain/mail/selected-mail.ts';
import { SelectedMails } from '../../../../source/domain/mail/selected-mails.ts';
import { actedOn, countHiddenMarks, markMore, toggleMarks } from '../../../../source/ui/screens/retry/marks.ts';
import {
  createRetryState,
  keepsStill,
  type RetryAction,
  type RetryState,
  retryReducer,
} from '../../../../source/ui/screens/retry/state.ts';
import { createMail } from '../../../support/retry-source.ts';

const failed = (id: number, failureClass: SelectedMail['class'] = 'auth.bad_credentials'): SelectedMail => ({
  id,
  state: 'exception',
  class: failureClass,
});
const waiting = (id: number): SelectedMail => ({ id, state: 'outgoing', class: null });
const mails = [waiting(1), failed(2), failed(3), waiting(4), failed(5, 'rcpt.unknown')];

const listed = (...some: readonly SelectedMail[]): SelectedMails => SelectedMails.of(some);

const build = (...actions: readonly RetryAction[]): RetryState =>
  [
    { kind: 'resized', height: 3 } as const,
    { kind: 'mails-read', mails: listed(...mails) } as const,
    ...actions,
  ].reduce(retryReducer, createRetryState());
const move = (step: 'down' | 'last'): RetryAction => ({ kind: 'moved', step });
const mark = (state: RetryState) => retryReducer(state, { kind: 'marked', marks: toggleMarks(state), step: 'down' });
const delta = (departed: readonly number[], arrived: readonly number[] = []): RetryAction => ({
  kind: 'queue',
  event: {
    kind: 'delta',
    picture: {} as never,
    delta: {
      arrived: arrived.map((id) => ({ id }) as never),
      changed: [],
      departed: departed.map((id) => ({ id, was: 'exception', became: 'sent' })),
    },
  },
});

describe('the list', () => {
  test('a look in which nothing moved changes nothing', () => {
    const state = build();
    expect(retryReducer(state, delta([]))).toBe(state);
  });

  test('failed mails come first, each part oldest first, until another order is chosen', () => {
    expect(build().lines).toEqual([2, 3, 5, 1, 4]);
    expect(build({ kind: 'ordered', order: { column: 'age', isReversed: true } }).lines).toEqual([5, 4, 3, 2, 1]);
  });

  test('the window follows the cursor no further than it must', () => {
    expect(build(move('last')).window).toEqual({ cursor: 4, first: 2, height: 3 });
    expect(build(move('down'), move('down'), move('down')).window).toEqual({ cursor: 3, first: 1, height: 3 });
  });

  test('the cursor stays on its mail when the list changes around it', () => {
    const state = build(move('down'), { kind: 'mails-read', mails: listed(failed(0), failed(1), ...mails.slice(1)) });
    expect(state.lines[state.window.cursor]).toBe(3);
  });

  test('the cursor stays at its height when its mail is gone', () => {
    const state = build(move('down'), { kind: 'mails-read', mails: listed(...mails.filter(({ id }) => id !== 3)) });
    expect(state.window.cursor).toBe(1);
  });

  test('groups come largest first and show their mails when they are opened', () => {
    const state = build({ kind: 'grouped', grouping: 'class' }, { kind: 'group-toggled', title: 'recipient unknown' });
    expect(state.lines).toEqual([
      { title: 'password refused', ids: [2, 3], isOpen: false },
      { title: 'waiting', ids: [1, 4], isOpen: false },
      { title: 'recipient unknown', ids: [5], isOpen: true },
      5,
    ]);
  });

  test('mails that were looked at again leave, change or come in as the newest', () => {
    const state = build(
      { kind: 'ordered', order: { column: 'age', isReversed: false } },
      { kind: 'touched-read', touched: new Set([2, 3, 9]), found: listed(waiting(3), failed(9)) },
    );
    expect(state.lines).toEqual([1, 3, 4, 5, 9]);
    expect(state.mails?.get(3)?.state).toBe('outgoing');
  });
});

describe('marks', () => {
  test('Space marks a mail and goes on, and takes the mark away again', () => {
    const once = mark(build());
    expect([...once.marks]).toEqual([2]);
    expect(once.window.cursor).toBe(1);
    expect(toggleMarks({ ...once, window: { ...once.window, cursor: 0 } }).size).toBe(0);
  });

  test('on a group Space marks all of it', () => {
    expect([...mark(build({ kind: 'grouped', grouping: 'class' })).marks]).toEqual([2, 3]);
  });

  test('a marks nothing while another filter is being read: the old mails are not meant any more', () => {
    const state = build({ kind: 'filtered', text: 'state:exception', filter: { states: ['exception'] } });
    expect([...markMore(state).marks]).toEqual([]);
  });

  test('a marks what is on the screen, and then everything that the filter means', () => {
    const state = build();
    const first = markMore(state);
    expect([[...first.marks], first.listed]).toEqual([[2, 3, 5], 3]);
    const second = markMore({ ...state, marks: first.marks });
    expect([second.marks.size, second.listed]).toEqual([5, 5]);
  });

  test('marks that the filter hides do not count as its own', () => {
    const first = markMore({ ...build(), marks: new Set([91, 92, 93]) });
    expect([first.marks.size, first.listed]).toEqual([6, 3]);
  });

  test('without marks an action is about the line under the cursor', () => {
    expect(actedOn(build(move('down')))).toEqual([3]);
    expect(actedOn(build({ kind: 'grouped', grouping: 'class' }))).toEqual([2, 3]);
  });

  test('marks survive another filter, are counted there, and acted on', () => {
    const state = [
      { kind: 'filtered', text: 'class:rcpt', filter: {} } as const,
      { kind: 'mails-read', mails: listed(failed(5)) } as const,
    ].reduce(retryReducer, mark(build()));
    expect(countHiddenMarks(state)).toBe(1);
    expect(actedOn(state)).toEqual([2]);
  });

  test('mails that are done with lose their mark, what failed keeps it', () => {
    const marked = { ...build(), marks: new Set([2, 3, 5]) };
    const tell = (ids: readonly number[], status: 'ok' | 'fail'): RetryAction => ({
      kind: 'dialog',
      action: { kind: 'happened', event: { kind: 'outcome', ids, status, words: '' } },
    });
    const state = [tell([2, 3], 'ok'), tell([5], 'fail')].reduce(retryReducer, marked);
    expect([...state.marks]).toEqual([5]);
  });

  test('what was told of a mail is kept until the list is read anew', () => {
    const event = { kind: 'outcome', ids: [2], status: 'ok', words: 'sent' } as const;
    const told = retryReducer(build(), { kind: 'dialog', action: { kind: 'happened', event } });
    expect(told.pending.outcomes).toEqual(new Map([[2, event]]));
    expect(retryReducer(told, { kind: 'reading-began' }).pending.outcomes.size).toBe(0);
  });
});

describe('keeping still', () => {
  test('marks, the filter box, a dialog and p hold the list; it goes on without them', () => {
    const field = { value: '', cursor: 0 };
    expect(keepsStill(build())).toBe(false);
    expect(keepsStill(mark(build()))).toBe(true);
    expect(keepsStill(build({ kind: 'box-edited', field }))).toBe(true);
    expect(keepsStill(build({ kind: 'dialog', action: { kind: 'inspect-opened', id: 2 } }))).toBe(true);
    expect(keepsStill(build({ kind: 'pause-toggled' }))).toBe(true);
    expect(keepsStill(build({ kind: 'box-edited', field }, { kind: 'box-closed' }))).toBe(false);
  });

  test('what changes meanwhile is counted, and what left is remembered', () => {
    const { pending } = build({ kind: 'reading-began' }, delta([2], [9]), delta([3]));
    expect(pending.changes).toBe(3);
    expect([...pending.touched]).toEqual([9, 2, 3]);
    expect(pending.departed.get(3)).toMatchObject({ became: 'sent' });
  });
});

describe('what cannot be read', () => {
  const failure: RetryAction = { kind: 'reading-failed', reading: 'mails', sentence: 'It took too long.' };
  const look = delta([]);

  test('is tried again after twice as many looks each time, and told until it was read', () => {
    expect(build(failure).problem).toMatchObject({ sentence: 'It took too long.', pause: 1 });
    expect(build(failure, look).problem).toMatchObject({ sentence: 'It took too long.', pause: 0 });
    expect(build(failure, failure, failure).problem?.pause).toBe(4);
    expect(build(failure, failure, { kind: 'mails-read', mails: listed(...mails) }).problem).toBeUndefined();
  });

  test('is tried at once when somebody asks, and when the connection is back', () => {
    expect(build(failure, failure, { kind: 'look-again' }).problem?.pause).toBe(0);
    expect(build(failure, failure, { kind: 'queue', event: { kind: 'back', lostFor: 1 } }).problem?.pause).toBe(0);
  });

  test('is not read only because something else was', () => {
    const rows: RetryAction = { kind: 'rows-read', asked: new Set(), rows: [], keep: new Set() };
    expect(build(failure, rows).problem).toBeDefined();
  });
});

describe('rows', () => {
  const read = (...ids: readonly number[]): RetryAction => ({
    kind: 'rows-read',
    asked: new Set([2, 3]),
    rows: ids.map((id) => ({ mail: createMail(id), to: '', server: null })),
    keep: new Set([2, 3]),
  });

  test('stand until they were read again; that of a mail which is gone goes then', () => {
    const asked = build(read(2, 3), { kind: 'look-again' });
    expect([[...asked.rows.keys()], [...asked.stale]]).toEqual([
      [2, 3],
      [2, 3],
    ]);
    const again = retryReducer(asked, read(3));
    expect([[...again.rows.keys()], [...again.stale]]).toEqual([[3], []]);
  });

  test('of a mail that changed are read again', () => {
    const changed: RetryAction = { kind: 'touched-read', touched: new Set([2, 9]), found: listed(failed(2)) };
    expect([...build(read(2, 3), changed).stale]).toEqual([2]);
  });
});

describe('titles of groups', () => {
  const grouped: RetryAction = { kind: 'grouped', grouping: 'server' };
  const told = (ids: readonly number[], title: string): RetryAction => ({
    kind: 'titles-read',
    grouping: 'server',
    asked: ids,
    titles: new Map(ids.map((id) => [id, title])),
  });
  const arrived: RetryAction = { kind: 'touched-read', touched: new Set([9]), found: listed(failed(9)) };
  const groupsOf = ({ lines }: RetryState) => lines.map((line) => typeof line === 'object' && [line.title, line.ids]);

  test('are added to those that were read', () => {
    const state = build(grouped, told([1, 2, 3, 4, 5], 'Gmail'), arrived, told([9], 'Relay'));
    expect(groupsOf(state)).toEqual([
      ['Gmail', [2, 3, 5, 1, 4]],
      ['Relay', [9]],
    ]);
  });

  test('are still wanted for a mail that came in while they were read', () => {
    expect(build(grouped, arrived, told([1, 2, 3, 4, 5], 'Gmail')).needsTitles).toBe(true);
    expect(build(grouped, arrived, told([1, 2, 3, 4, 5, 9], 'Gmail')).needsTitles).toBe(false);
  });

  test('are not wanted again of a mail that is gone', () => {
    const state = build(grouped, { ...told([1, 2, 3, 4], 'Gmail'), asked: [1, 2, 3, 4, 5] } as RetryAction);
    expect(state.needsTitles).toBe(false);
  });
});
