import type { JournalEntry } from '../../../domain/change/journal-entry.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { nothingToUndo } from '../../../output/tell/tell-change.ts';
import { tellAllPassed } from '../../../output/tell/tell-undo-preview.ts';
import { type Told, tellFailure, toldLines } from '../../../output/tell/told.ts';
import { findObjection } from '../../confirmation.ts';
import { findHaste } from '../../find-haste.ts';
import type { Store } from '../../store.ts';
import type { Chosen } from './chosen.ts';
import { confirmAction, needsNoQuestion } from './confirming.ts';
import { chooseNamed } from './dialog/confirm-lines.ts';
import type { ConfirmDialog, RetryDialogAction } from './dialog/state.ts';
import { testTitle } from './dialog/test-lines.ts';
import type { ListFollower } from './list/follow.ts';
import { actedOn, chosenIn } from './marks.ts';
import { readRetryRows } from './read-rows.ts';
import type {
  ActionChoices,
  ActionEvent,
  ActionPreview,
  ExportedMails,
  MailAction,
  RetrySource,
  TestPreview,
} from './source.ts';
import type { RetryAction, RetryState } from './state.ts';

export interface ActionControls {
  begin(action: MailAction): void;
  /** Previews the same mails with other choices. */
  choose(choices: ActionChoices): void;
  /** Carries out what is shown, or takes it back. */
  confirm(): void;
  /** Stops what runs, or closes what is open. */
  stopOrClose(): void;
  /** Shows the newest change and offers to take it back. */
  undo(): void;
  inspect(id: number): void;
  /** Asks who is to get a test that goes as this mail would. */
  askForTest(id: number): void;
  /** Shows the test to this address before it goes. */
  previewTest(to: string): void;
  /** Writes the marked mails, else all of the list, to a file and says where it is. */
  exportMails(): void;
}

interface ActionOptions {
  readonly store: Store<RetryState, RetryAction>;
  readonly source: RetrySource;
  readonly follower: ListFollower;
  readonly now: () => Date;
  readonly say: (message: string) => void;
  /** Told when mails were changed, or what was done to them taken back. */
  readonly noteChange: () => void;
  /** Why there are previews alone. */
  readonly previewOnly: string | undefined;
}

interface Ending {
  readonly again?: ConfirmDialog | undefined;
  readonly signal: AbortSignal;
  readonly isQuiet: boolean;
}

/** What can be done to mails, from the key to the summary. */
export const createActions = ({
  store,
  source,
  follower,
  now,
  say,
  noteChange,
  previewOnly,
}: ActionOptions): ActionControls => {
  let work = new AbortController();
  const dialog = (action: RetryDialogAction): void => store.dispatch({ kind: 'dialog', action });
  const tell = (event: ActionEvent): void => dialog({ kind: 'happened', event });

  /** Runs one piece of work that Esc or the stop key may cut off; what goes wrong becomes a summary. */
  const run = (title: string, task: (signal: AbortSignal) => Promise<void>): void => {
    work.abort();
    const mine = new AbortController();
    work = mine;
    task(mine.signal).catch((error: unknown) => {
      // Closed or superseded: nobody waits for it any more. What runs is told of even when it was stopped.
      if (work !== mine || (mine.signal.aborted && store.read().dialog?.kind !== 'running')) return;
      dialog({ kind: 'summarised', title, summary: tellFailure(error) });
    });
  };

  /** What went as it should needs no dialog where none was asked for. */
  const conclude = (title: string, summary: Told, { signal, isQuiet, again }: Ending): void => {
    follower.readAgain();
    if (summary.notDone === undefined) noteChange();
    // Something else lies over the list by now.
    if (work.signal !== signal) return;
    if (isQuiet && summary.status === 'ok') {
      dialog({ kind: 'dialog-closed' });
      say([summary.sentence, ...summary.details.map(({ words }) => words)].join(' '));
    } else
      dialog({
        kind: 'summarised',
        title,
        summary,
        ...(again !== undefined && summary.notDone !== undefined && { again }),
      });
  };

  const perform = (preview: ActionPreview, isQuiet = false, again?: ConfirmDialog): void => {
    const { title, ids } = preview;
    dialog({ kind: 'started', title, total: ids.length, at: now() });
    run(title, async (signal) => {
      const summary = await source.perform(preview, { signal, tell });
      conclude(title, isQuiet ? { ...summary, sentence: `Mail ${ids[0]}: ${summary.sentence}` } : summary, {
        signal,
        isQuiet,
        again,
      });
    });
  };

  const takeBack = ({ id }: JournalEntry): void => {
    const title = 'Taking it back';
    dialog({ kind: 'started', title, total: 0, at: now() });
    run(title, async (signal) => {
      conclude(title, await source.undo(id, { signal, tell }), { signal, isQuiet: true });
    });
  };

  const sendTest = (preview: TestPreview): void => {
    const title = testTitle(preview.mailId);
    dialog({ kind: 'started', title, total: 0, at: now() });
    tell({ kind: 'stage', words: 'The message is being handed to the server …' });
    run(title, async (signal) => {
      dialog({ kind: 'summarised', title, summary: await source.sendTest(preview, { signal }) });
    });
  };

  const preview = (
    action: MailAction,
    chosen: Chosen,
    choices: ActionChoices,
    count?: ConfirmDialog['count'],
  ): void => {
    const mails = countOf(chosen.ids.length, 'mail');
    dialog({ kind: 'preparing', words: `Trying it out for ${mails}; nothing is changed yet …` });
    run(titles[action], async (signal) => {
      const previewed = await source.preview(action, chosen.ids, choices, { signal });
      if (signal.aborted) return;
      if (needsNoQuestion(previewed, chosen) && previewOnly === undefined) return perform(previewed, true);
      const named = await readRetryRows(source, chooseNamed(previewed, chosen), { signal });
      if (!signal.aborted) {
        const typed = count === undefined ? {} : { count };
        dialog({ kind: 'previewed', preview: previewed, chosen, named, previewOnly, ...typed, at: now() });
      }
    });
  };

  return {
    begin(action) {
      const chosen = chosenIn(store.read());
      if (chosen.ids.length > 0) preview(action, chosen, { include: [] });
    },
    choose(choices) {
      const open = store.read().dialog;
      if (open?.kind === 'confirm') preview(open.preview.action, open.chosen, choices, open.count);
    },
    confirm() {
      const open = store.read().dialog;
      if (open?.kind !== 'confirm' && open?.kind !== 'undo' && open?.kind !== 'test') return;
      if (open.kind !== 'test' && open.previewOnly !== undefined) return;
      const haste = findHaste(open.openedAt, now());
      if (haste !== undefined) say(haste);
      else if (open.kind === 'undo') takeBack(open.preview.entry);
      else if (open.kind === 'test') sendTest(open.preview);
      else if (isConfirmed(open)) perform(open.preview, false, open);
    },
    stopOrClose() {
      const open = store.read().dialog;
      work.abort(new Error('stopped'));
      if (open?.kind === 'summary' && open.again !== undefined) {
        const { preview: refused, chosen, count } = open.again;
        return preview(refused.action, chosen, refused.choices, count);
      }
      dialog(open?.kind === 'running' ? { kind: 'stopping' } : { kind: 'dialog-closed' });
    },
    undo() {
      dialog({ kind: 'preparing', words: 'Looking for the newest change …' });
      run('Take it back', async (signal) => {
        const offer = await source.newestChange({ signal });
        if (signal.aborted) return;
        const { preview: found, passed } = offer;
        if (found !== undefined) return dialog({ kind: 'undo-opened', preview: found, passed, previewOnly, at: now() });
        if (passed.length > 0)
          return dialog({ kind: 'summarised', title: 'Take it back', summary: tellAllPassed(offer, now()) });
        dialog({ kind: 'dialog-closed' });
        say(nothingToUndo);
      });
    },
    inspect(id) {
      dialog({ kind: 'inspect-opened', id });
      run(`Mail ${id}`, async (signal) => {
        dialog({ kind: 'story-read', id, story: await source.inspect(id, { signal }) });
      });
    },
    askForTest: (mailId) => dialog({ kind: 'test-opened', mailId }),
    previewTest(to) {
      const open = store.read().dialog;
      if (open?.kind !== 'test-address') return;
      dialog({ kind: 'preparing', words: 'Looking for the way that Odoo would choose; nothing is sent yet …' });
      run(testTitle(open.mailId), async (signal) => {
        const previewed = await source.previewTest(open.mailId, to, { signal });
        if (!signal.aborted) dialog({ kind: 'test-previewed', preview: previewed, at: now() });
      });
    },
    exportMails() {
      const state = store.read();
      const ids = state.marks.size > 0 ? actedOn(state) : (state.mails?.ids ?? []);
      dialog({ kind: 'preparing', words: `Writing ${countOf(ids.length, 'mail')} …` });
      run('Export', async (signal) => {
        const file = await source.export(ids, { signal });
        if (!signal.aborted)
          dialog({ kind: 'summarised', title: 'Export', summary: summariseExport(file, ids.length) });
      });
    },
  };
};

const isConfirmed = ({ preview, count }: ConfirmDialog): boolean =>
  preview.ids.length > 0 && findObjection(confirmAction(preview), count.value) === undefined;

const titles: Readonly<Record<MailAction, string>> = {
  retry: 'Send again',
  send: 'Send now',
  cancel: 'Cancel',
  purge: 'Clear old mails',
};

const summariseExport = ({ path, written }: ExportedMails, asked: number): Told => {
  const gone = asked - written;
  return {
    status: 'ok',
    sentence: `Wrote ${countOf(written, 'mail')} to ${path}`,
    details: toldLines('warn', gone === 0 ? [] : [`${countOf(gone, 'mail')} left the database meanwhile.`]),
  };
};
