import { UserError } from '../../../domain/errors.ts';
import type { Store } from '../../store.ts';
import { findObjection, tierOf } from './confirming.ts';
import type { DialogAction } from './dialog/state.ts';
import type { ListFollower } from './list/follow.ts';
import { actedOn } from './marks.ts';
import type { ActionChoices, ActionPreview, ActionSummary, MailAction, RetrySource } from './source.ts';
import type { RetryAction, RetryState } from './state.ts';

/** Keys typed before the dialog was there to be read do not confirm it. */
const deafMs = 300;

export interface ActionControls {
  begin(action: MailAction): void;
  /** Previews the same mails with other choices. */
  choose(choices: ActionChoices): void;
  confirm(): void;
  /** Stops what runs, or closes what is open. */
  stopOrClose(): void;
  undo(): void;
  inspect(id: number): void;
}

interface ActionOptions {
  readonly store: Store<RetryState, RetryAction>;
  readonly source: RetrySource;
  readonly follower: ListFollower;
  readonly now: () => Date;
  readonly say: (message: string) => void;
}

/** What can be done to mails, from the key to the summary. */
export const createActions = ({ store, source, follower, now, say }: ActionOptions): ActionControls => {
  let work = new AbortController();
  const dialog = (action: DialogAction): void => store.dispatch({ kind: 'dialog', action });

  /** Runs one piece of work that Esc or the stop key may cut off; what goes wrong becomes a summary. */
  const run = (title: string, task: (signal: AbortSignal) => Promise<void>): void => {
    work.abort();
    const mine = new AbortController();
    work = mine;
    task(mine.signal).catch((error: unknown) => {
      // Closed or superseded: nobody waits for it any more. What runs is told of even when it was stopped.
      if (work !== mine || (mine.signal.aborted && store.read().dialog?.kind !== 'running')) return;
      dialog({ kind: 'summarised', title, summary: summarise(error) });
    });
  };

  /** What went as it should needs no dialog where none was asked for. */
  const conclude = (title: string, summary: ActionSummary, isQuiet: boolean): void => {
    if (isQuiet && summary.status === 'ok') {
      dialog({ kind: 'dialog-closed' });
      say([summary.sentence, ...summary.lines.map(({ words }) => words)].join(' '));
    } else dialog({ kind: 'summarised', title, summary });
    follower.readAgain();
  };

  const perform = (preview: ActionPreview): void => {
    dialog({ kind: 'started', preview, at: now() });
    run(preview.title, async (signal) => {
      const tell = (event: Extract<DialogAction, { kind: 'happened' }>['event']) => dialog({ kind: 'happened', event });
      const summary = await source.perform(preview, { signal, tell });
      conclude(preview.title, summary, tierOf(preview) === 'none');
    });
  };

  const preview = (action: MailAction, ids: readonly number[], choices: ActionChoices): void => {
    dialog({ kind: 'preparing', action, ids, choices });
    run(titles[action], async (signal) => {
      const previewed = await source.preview(action, ids, choices, { signal });
      if (signal.aborted) return;
      if (previewed.ids.length > 0 && tierOf(previewed) === 'none') perform(previewed);
      else dialog({ kind: 'previewed', preview: previewed, ids, at: now() });
    });
  };

  return {
    begin(action) {
      const ids = actedOn(store.read());
      if (ids.length > 0) preview(action, ids, { include: [] });
    },
    choose(choices) {
      const open = store.read().dialog;
      if (open?.kind === 'confirm') preview(open.preview.action, open.ids, choices);
    },
    confirm() {
      const open = store.read().dialog;
      if (open?.kind !== 'confirm' || now().getTime() - open.openedAt.getTime() < deafMs) return;
      if (open.preview.ids.length > 0 && findObjection(open) === undefined) perform(open.preview);
    },
    stopOrClose() {
      const open = store.read().dialog;
      work.abort(new Error('stopped'));
      dialog(open?.kind === 'running' ? { kind: 'stopping' } : { kind: 'dialog-closed' });
    },
    undo() {
      run('Undo', async (signal) => {
        say('Taking the newest change back …');
        conclude('Undo', await source.undo({ signal }), true);
      });
    },
    inspect(id) {
      dialog({ kind: 'inspect-opened', id });
      run(`Mail ${id}`, async (signal) => {
        dialog({ kind: 'story-read', id, story: await source.inspect(id, { signal }) });
      });
    },
  };
};

const titles: Readonly<Record<MailAction, string>> = {
  retry: 'Send again',
  send: 'Send now',
  cancel: 'Cancel',
  purge: 'Clear old mails',
};

const summarise = (error: unknown): ActionSummary => {
  const sentence = error instanceof Error ? error.message : String(error);
  const next = error instanceof UserError ? error.tryThis : undefined;
  return { status: 'fail', sentence, lines: next === undefined ? [] : [{ status: 'skipped', words: next }] };
};
