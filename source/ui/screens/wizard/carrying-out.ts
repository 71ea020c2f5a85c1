import { judgeCure } from '../../../diagnosis/cure.ts';
import { canBePutBack, type Plan } from '../../../domain/change/plan.ts';
import type { Finding } from '../../../domain/finding/finding.ts';
import { tellCure } from '../../../output/tell/tell-cure.ts';
import type { Told } from '../../../output/tell/told.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import type { Typed } from '../../keys/typed.ts';
import { type PreviewDialog, toldDialog, type WizardDialog, type WizardDialogAction, working } from './dialog/state.ts';
import type { Offered } from './offered.ts';
import type { WizardSource } from './source.ts';
import type { Notice } from './state.ts';

/** The screen that the dialog lies on. */
export interface MendingPlace {
  dialog(): WizardDialog | undefined;
  act(action: WizardDialogAction): void;
  /** Takes what was typed before, as if it came now. */
  hear(typed: Typed): void;
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

interface CarryingOut {
  /** Does what the preview shows, and measures again. */
  apply(shown: PreviewDialog, offered: Offered): void;
  /** Takes the journal's entry back; `action`: what it did. */
  takeBack(entry: string, action: string): void;
}

interface CarryingOutOptions {
  readonly place: MendingPlace;
  readonly source: Pick<WizardSource, 'apply' | 'undo'>;
  /** One piece of work at a time; what goes wrong is told under its title. */
  readonly start: (title: string, task: (signal: AbortSignal) => Promise<void>) => void;
}

/** From the yes to the cure: the change, what it says, measuring again. */
export const createCarryingOut = ({ place, source, start }: CarryingOutOptions): CarryingOut => {
  const dialog = (action: WizardDialogAction): void => place.act(action);
  const show = (opened: WizardDialog): void => dialog({ kind: 'opened', dialog: opened });

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

  return { apply, takeBack };
};

/** What was planned still holds: nothing was changed, and nobody else changed it either. */
const canBeTriedAgain = ({ notDone }: Told): boolean => notDone !== undefined && notDone !== 'stale';
