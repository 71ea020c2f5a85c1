import { judgeCure } from '../../../diagnosis/cure.ts';
import { canBePutBack, type Plan } from '../../../domain/change/plan.ts';
import type { RemedyAnswers } from '../../../domain/change/remedy.ts';
import { UserError } from '../../../domain/errors.ts';
import type { CauseId } from '../../../domain/finding/cause-id.ts';
import { nothingToUndo } from '../../../output/tell/tell-change.ts';
import { tellCure } from '../../../output/tell/tell-cure.ts';
import { type Told, tellFailure } from '../../../output/tell/told.ts';
import { findObjection } from '../../confirmation.ts';
import { findHaste } from '../../find-haste.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { Store } from '../../store.ts';
import type { ScreenWorld } from '../screen.ts';
import type { Checks } from './checks.ts';
import { causeOf, causesToMeasure, foresee } from './cure.ts';
import { readFields } from './dialog/read-fields.ts';
import {
  askAgain,
  askFor,
  preview,
  toldDialog,
  type WizardDialog,
  type WizardDialogAction,
  working,
} from './dialog/state.ts';
import type { Offered } from './offered.ts';
import { nextInTheWay, type WizardAction } from './reducer.ts';
import type { RecordToPublish, WizardSource } from './source.ts';
import type { WizardState } from './state.ts';
import { offersAt } from './under-cursor.ts';

export interface Mending {
  /** F: the remedy, its questions, its plan. */
  begin(): void;
  /** The same for a remedy that was named elsewhere. */
  offer(offered: Offered): void;
  choose(): void;
  submit(): void;
  /** Carries out the plan or the undo that is shown. */
  confirm(): void;
  /** U: shows the newest change and offers to take it back. */
  undo(): void;
  watch(): void;
  /** Cuts off what is tried or closes what is shown; a change that has begun is only asked to stop. */
  stopOrClose(): void;
}

interface MendingOptions extends Pick<ScreenWorld, 'now' | 'say'> {
  readonly store: Store<WizardState, WizardAction>;
  readonly source: WizardSource;
  readonly checks: Checks;
}

/** From the key to the cure: plan, preview, confirmation, change, measuring again. */
export const createMending = ({ store, source, checks, now, say }: MendingOptions): Mending => {
  let work = new AbortController();
  let current: Offered | undefined;
  const dialog = (action: WizardDialogAction): void => store.dispatch({ kind: 'dialog', action });
  const show = (opened: WizardDialog): void => dialog({ kind: 'opened', dialog: opened });

  /** One piece of work at a time; what goes wrong is told in the place of the step. */
  const start = (title: string, task: (signal: AbortSignal) => Promise<void>): void => {
    work.abort();
    const mine = new AbortController();
    work = mine;
    task(mine.signal).catch((error: unknown) => {
      if (work === mine && !mine.signal.aborted) show(toldDialog(title, tellFailure(error)));
    });
  };

  const ask = ({ offer, finding }: Offered): void => {
    current = { offer, finding };
    show(working(offer.title, 'Reading what is there …'));
    start(offer.title, async (signal) => {
      const inputs = await source.inputs(offer, { signal });
      if (signal.aborted) return;
      if (inputs.length > 0) show(askFor(offer, inputs));
      else await plan({ offer, finding }, { texts: {}, secrets: {} }, signal);
    });
  };

  const plan = async ({ offer }: Offered, answers: RemedyAnswers, signal: AbortSignal): Promise<void> => {
    show(working(offer.title, 'Trying it out; nothing is changed yet …'));
    const planned = await source.plan(offer, answers, { signal });
    if (signal.aborted) return;
    const foreseen = foresee(store.read(), planned);
    show(preview({ offer, plan: planned, foreseen, openedAt: now() }));
  };

  const apply = (planned: Plan, offered: Offered): void => {
    const { title } = planned;
    show(working(title, 'Changing it …', 'changing'));
    start(title, async (signal) => {
      const outcome = await source.apply(planned, { signal, tell: (words) => dialog({ kind: 'working', words }) });
      if (outcome.status === 'fail') return show(toldDialog(title, outcome));
      await measureAgain(causeOf(offered.offer.id), title);
      const after = stepOf(causeOf(offered.offer.id));
      close(outcome, title);
      const cure = judgeCure({
        before: [offered.finding],
        after: after?.report === undefined ? undefined : after.findings,
        remedy: offered.offer,
        plan: planned,
      });
      const back = canBePutBack(planned) ? `${namedKeys.undo} takes it back.` : undefined;
      store.dispatch({ kind: 'noticed', notice: tellCure(cure, back) ?? outcome });
      if (after?.report !== undefined) moveOn();
    });
  };

  const takeBack = (entry: string, action: string): void => {
    show(working('Taking it back', 'Taking it back …', 'changing'));
    start('Taking it back', async (signal) => {
      const outcome = await source.undo(entry, { signal, tell: (words) => dialog({ kind: 'working', words }) });
      if (outcome.status === 'fail') return show(toldDialog('Taking it back', outcome));
      await measureAgain(causeOf(action), 'Taken back');
      close(outcome, 'Taking it back');
      store.dispatch({ kind: 'noticed', notice: { status: outcome.status, sentence: outcome.sentence } });
    });
  };

  const measureAgain = async (cause: CauseId | undefined, title: string): Promise<void> => {
    if (cause === undefined) return;
    show(working(title, 'Done. Measuring again …'));
    await checks.run({ causes: causesToMeasure(store.read(), cause) });
  };

  const stepOf = (cause: CauseId | undefined) => store.read().steps.find(({ id }) => id === cause);

  const close = (outcome: Told, title: string): void => {
    const isMoreThanALine = (outcome.byHand ?? []).length > 0 || outcome.details.length > 0;
    if (isMoreThanALine) show(toldDialog(title, outcome));
    else dialog({ kind: 'closed' });
  };

  /** To the cause that keeps mails next: this one still, where more than one thing is wrong with it. */
  const moveOn = (): void => {
    const next = nextInTheWay(store.read());
    store.dispatch({ kind: 'step-chosen', step: next, pane: 'step' });
  };

  return {
    begin() {
      const offers = offersAt(store.read());
      const [first] = offers;
      if (first === undefined) return;
      if (offers.length === 1) ask(first);
      else show({ kind: 'choosing', offers, at: 0 });
    },
    offer: ask,
    choose() {
      const open = store.read().dialog;
      const offered = open?.kind === 'choosing' ? open.offers[open.at] : undefined;
      if (offered !== undefined) ask(offered);
    },
    submit() {
      const open = store.read().dialog;
      const offered = current;
      if (open?.kind !== 'asking' || offered === undefined) return;
      const read = readFields(open);
      if (read.kind === 'wrong') return dialog({ kind: 'wrong', sentence: read.sentence, at: read.at });
      start(offered.offer.title, async (signal) => {
        try {
          await plan(offered, read.answers, signal);
        } catch (error) {
          // What was said was wrong: say it again, with everything but the secrets still there.
          if (!(error instanceof UserError) || signal.aborted) throw error;
          show(askAgain(open, [error.message, error.tryThis ?? ''].join(' ').trim()));
        }
      });
    },
    confirm() {
      const open = store.read().dialog;
      if (open?.kind === 'undo') return takeBack(open.entry.id, open.entry.action);
      if (open?.kind !== 'preview' || current === undefined) return;
      if (findObjection(open.confirmation, open.typed.value) !== undefined) return;
      const haste = findHaste(open.openedAt, now());
      if (haste !== undefined) say(haste);
      else apply(open.plan, current);
    },
    undo() {
      start('Taking it back', async (signal) => {
        const entry = await source.newestChange({ signal });
        if (entry === undefined) say(nothingToUndo);
        else if (!signal.aborted) show({ kind: 'undo', entry, openedAt: now(), first: 0 });
      });
    },
    watch() {
      const record = recordOf(store.read().dialog);
      if (record === undefined) return;
      dialog({ kind: 'sighted', sighting: 'looking' });
      start('Watching', (signal) =>
        source.watchRecord(record, { signal, tell: (sighting) => dialog({ kind: 'sighted', sighting }) }),
      );
    },
    stopOrClose() {
      const open = store.read().dialog;
      work.abort(new Error('stopped'));
      if (open?.kind === 'working' && open.stage !== 'trying') dialog({ kind: 'stopping' });
      else dialog({ kind: 'closed' });
    },
  };
};

const recordOf = (dialog: WizardDialog | undefined): RecordToPublish | undefined => {
  if (dialog?.kind !== 'preview' && dialog?.kind !== 'told') return undefined;
  const byHand = dialog.kind === 'preview' ? dialog.plan.byHand : dialog.byHand;
  return byHand.find(({ record }) => record !== undefined)?.record;
};
