import { judgeCure } from '../../../diagnosis/cure.ts';
import { canBePutBack, type Plan } from '../../../domain/change/plan.ts';
import type { RemedyAnswers } from '../../../domain/change/remedy.ts';
import { UserError } from '../../../domain/errors.ts';
import type { Finding } from '../../../domain/finding/finding.ts';
import { nothingToUndo } from '../../../output/tell/tell-change.ts';
import { tellCure } from '../../../output/tell/tell-cure.ts';
import { tellAllPassed } from '../../../output/tell/tell-undo-preview.ts';
import { type Told, tellFailure } from '../../../output/tell/told.ts';
import { findObjection } from '../../confirmation.ts';
import { findHaste } from '../../find-haste.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { ScreenWorld } from '../screen.ts';
import { readFields } from './dialog/read-fields.ts';
import {
  askAgain,
  askFor,
  type PreviewDialog,
  preview,
  toldDialog,
  type WizardDialog,
  type WizardDialogAction,
  working,
} from './dialog/state.ts';
import type { Offered } from './offered.ts';
import type { RecordToPublish, WizardSource } from './source.ts';
import type { Notice } from './state.ts';

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

/** The screen that the dialog lies on. */
export interface MendingPlace {
  dialog(): WizardDialog | undefined;
  act(action: WizardDialogAction): void;
  /** What F is about. */
  offers(): readonly Offered[];
  /** What else is known there that speaks against doing it now. */
  foresee(plan: Plan): readonly string[];
  /** Measures again what a remedy, or a journal's action, is about; undefined where nothing on this screen is. */
  again(action: string): (() => Promise<void>) | undefined;
  /** What is found of it now; undefined where it could not be measured. */
  findingsOf(action: string): readonly Finding[] | undefined;
  notice(notice: Notice): void;
  /** To what is to be mended next. */
  moveOn(): void;
}

interface MendingOptions extends Pick<ScreenWorld, 'now' | 'say'> {
  readonly place: MendingPlace;
  /** Why there are previews alone. */
  readonly previewOnly: string | undefined;
  readonly source: Pick<WizardSource, 'inputs' | 'plan' | 'apply' | 'newestChange' | 'undo' | 'watchRecord'>;
}

/** From the key to the cure: plan, preview, confirmation, change, measuring again. */
export const createMending = ({ place, source, now, say, previewOnly }: MendingOptions): Mending => {
  let work = new AbortController();
  let current: Offered | undefined;
  const dialog = (action: WizardDialogAction): void => place.act(action);
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
    const foreseen = place.foresee(planned);
    show(preview({ offer, plan: planned, foreseen, previewOnly, openedAt: now() }));
  };

  const apply = (shown: PreviewDialog, offered: Offered): void => {
    const { plan: planned } = shown;
    const { title } = planned;
    show(working(title, 'Changing it …', 'changing'));
    start(title, async (signal) => {
      const outcome = await source.apply(planned, { signal, tell: (words) => dialog({ kind: 'working', words }) });
      if (outcome.status === 'fail')
        return show(toldDialog(title, outcome, canBeTriedAgain(outcome) ? shown : undefined));
      await measureAgain(offered.offer.id, title);
      const after = place.findingsOf(offered.offer.id);
      close(outcome, title);
      const cure = judgeCure({
        before: [offered.finding],
        after,
        remedy: offered.offer,
        plan: planned,
      });
      const back = canBePutBack(planned) ? `${namedKeys.undo} takes it back.` : undefined;
      place.notice(tellCure(cure, back) ?? outcome);
      if (after !== undefined) place.moveOn();
    });
  };

  const takeBack = (entry: string, action: string): void => {
    show(working('Taking it back', 'Taking it back …', 'changing'));
    start('Taking it back', async (signal) => {
      const outcome = await source.undo(entry, { signal, tell: (words) => dialog({ kind: 'working', words }) });
      if (outcome.status === 'fail') return show(toldDialog('Taking it back', outcome));
      await measureAgain(action, 'Taken back');
      close(outcome, 'Taking it back');
      place.notice({ status: outcome.status, sentence: outcome.sentence });
    });
  };

  const measureAgain = async (action: string, title: string): Promise<void> => {
    const again = place.again(action);
    if (again === undefined) return;
    show(working(title, 'Done. Measuring again …'));
    await again();
  };

  const close = (outcome: Told, title: string): void => {
    const isMoreThanALine = (outcome.byHand ?? []).length > 0 || outcome.details.length > 0;
    if (isMoreThanALine) show(toldDialog(title, outcome));
    else dialog({ kind: 'closed' });
  };

  return {
    begin() {
      const offers = place.offers();
      const [first] = offers;
      if (first === undefined) return;
      if (offers.length === 1) ask(first);
      else show({ kind: 'choosing', offers, at: 0 });
    },
    offer: ask,
    choose() {
      const open = place.dialog();
      const offered = open?.kind === 'choosing' ? open.offers[open.at] : undefined;
      if (offered !== undefined) ask(offered);
    },
    submit() {
      const open = place.dialog();
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
      const open = place.dialog();
      if ((open?.kind === 'undo' || open?.kind === 'preview') && open.previewOnly !== undefined) return;
      if (open?.kind === 'undo') return takeBack(open.preview.entry.id, open.preview.entry.action);
      if (open?.kind !== 'preview' || current === undefined) return;
      if (findObjection(open.confirmation, open.typed.value) !== undefined) return;
      const haste = findHaste(open.openedAt, now());
      if (haste !== undefined) say(haste);
      else apply(open, current);
    },
    undo() {
      start('Taking it back', async (signal) => {
        const { preview: found, passed } = await source.newestChange({ signal });
        if (signal.aborted) return;
        if (found !== undefined) show({ kind: 'undo', preview: found, passed, previewOnly, openedAt: now(), first: 0 });
        else if (passed.length > 0) show(toldDialog('Taking it back', tellAllPassed({ passed }, now())));
        else say(nothingToUndo);
      });
    },
    watch() {
      const record = recordOf(place.dialog());
      if (record === undefined) return;
      dialog({ kind: 'sighted', sighting: 'looking' });
      start('Watching', (signal) =>
        source.watchRecord(record, { signal, tell: (sighting) => dialog({ kind: 'sighted', sighting }) }),
      );
    },
    stopOrClose() {
      const open = place.dialog();
      work.abort(new Error('stopped'));
      if (open?.kind === 'working' && open.stage !== 'trying') dialog({ kind: 'stopping' });
      else if (open?.kind === 'told' && open.again !== undefined) show({ ...open.again, openedAt: now() });
      else dialog({ kind: 'closed' });
    },
  };
};

/** What was planned still holds: nothing was changed, and nobody else changed it either. */
const canBeTriedAgain = ({ notDone }: Told): boolean => notDone !== undefined && notDone !== 'stale';

const recordOf = (dialog: WizardDialog | undefined): RecordToPublish | undefined => {
  if (dialog?.kind !== 'preview' && dialog?.kind !== 'told') return undefined;
  const byHand = dialog.kind === 'preview' ? dialog.plan.byHand : dialog.byHand;
  return byHand.find(({ record }) => record !== undefined)?.record;
};
