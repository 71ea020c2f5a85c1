import type { RemedyAnswers } from '../../../domain/change/remedy.ts';
import { UserError } from '../../../domain/errors.ts';
import { nothingToUndo } from '../../../output/tell/tell-change.ts';
import { tellAllPassed } from '../../../output/tell/tell-undo-preview.ts';
import { tellFailure } from '../../../output/tell/told.ts';
import { findObjection } from '../../confirmation.ts';
import { findHaste } from '../../find-haste.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { ScreenWorld } from '../screen.ts';
import { createCarryingOut, type MendingPlace } from './carrying-out.ts';
import { mayAnswer } from './dialog/may-answer.ts';
import { readFields } from './dialog/read-fields.ts';
import {
  type AskingDialog,
  askAgain,
  askFor,
  preview,
  toldDialog,
  type WizardDialog,
  type WizardDialogAction,
  working,
} from './dialog/state.ts';
import type { Offered } from './offered.ts';
import type { RecordToPublish, WizardSource } from './source.ts';

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
  /** Something was typed while a remedy is tried. */
  notHeard(): void;
  /** Cuts off what is tried or closes what is shown; a change that has begun is only asked to stop. */
  stopOrClose(): void;
}

interface MendingOptions extends Pick<ScreenWorld, 'now' | 'say' | 'typeAhead'> {
  readonly place: MendingPlace;
  /** Why there are previews alone. */
  readonly previewOnly: string | undefined;
  readonly source: Pick<WizardSource, 'inputs' | 'plan' | 'apply' | 'newestChange' | 'undo' | 'watchRecord'>;
}

/** From the key to the cure: plan, preview, confirmation, change, measuring again. */
export const createMending = ({ place, source, now, say, typeAhead, previewOnly }: MendingOptions): Mending => {
  let work = new AbortController();
  let current: Offered | undefined;
  const dialog = (action: WizardDialogAction): void => place.act(action);
  /** Shows what nothing that was typed before is meant for. */
  const show = (opened: WizardDialog): void => {
    typeAhead.forget();
    dialog({ kind: 'opened', dialog: opened });
  };
  const showQuestions = (opened: AskingDialog): void => {
    dialog({ kind: 'opened', dialog: opened });
    typeAhead.giveTo((typed, isKnown) => {
      const isAnswer = mayAnswer(place.dialog(), typed, { isKnown });
      if (isAnswer) place.hear(typed);
      return isAnswer;
    });
  };

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
    typeAhead.expect({ asked: { remedy: offer.id, subject: offer.subject }, leave: stopOrClose });
    dialog({ kind: 'opened', dialog: working(offer.title, 'Reading what is there …') });
    start(offer.title, async (signal) => {
      const inputs = await source.inputs(offer, { signal });
      if (signal.aborted) return;
      if (inputs.length > 0) showQuestions(askFor(offer, inputs));
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

  const stopOrClose = (): void => {
    const open = place.dialog();
    work.abort(new Error('stopped'));
    if (open?.kind === 'working' && open.stage !== 'trying') dialog({ kind: 'stopping' });
    else if (open?.kind === 'told' && open.again !== undefined) show({ ...open.again, openedAt: now() });
    else dialog({ kind: 'closed' });
  };

  const { apply, takeBack } = createCarryingOut({ place, source, start });

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
      show(working('Taking it back', 'Looking for the newest change …'));
      start('Taking it back', async (signal) => {
        const { preview: found, passed } = await source.newestChange({ signal });
        if (signal.aborted) return;
        if (found !== undefined) show({ kind: 'undo', preview: found, passed, previewOnly, openedAt: now(), first: 0 });
        else if (passed.length > 0) show(toldDialog('Taking it back', tellAllPassed({ passed }, now())));
        else {
          dialog({ kind: 'closed' });
          say(nothingToUndo);
        }
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
    notHeard: () => say(`Nothing else is heard while it is tried; ${namedKeys.back} stops that.`),
    stopOrClose,
  };
};

const recordOf = (dialog: WizardDialog | undefined): RecordToPublish | undefined => {
  if (dialog?.kind !== 'preview' && dialog?.kind !== 'told') return undefined;
  const byHand = dialog.kind === 'preview' ? dialog.plan.byHand : dialog.byHand;
  return byHand.find(({ record }) => record !== undefined)?.record;
};
