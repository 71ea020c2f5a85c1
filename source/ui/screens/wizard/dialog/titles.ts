import type { RemedyOffer } from '../../../../domain/change/remedy.ts';
import type { WizardDialog } from './state.ts';

/** What a dialog is about. */
export const titleOfDialog = (dialog: WizardDialog): string => {
  switch (dialog.kind) {
    case 'choosing':
      return 'Which remedy?';
    case 'asking':
      return dialog.offer.title;
    case 'preview':
      return dialog.plan.title;
    case 'undo':
      return 'Take this back?';
    case 'working':
    case 'told':
      return dialog.title;
  }
};

/** What a remedy is about, by its name; by its key where it has none. */
export const nameSubject = ({ about, subject }: Pick<RemedyOffer, 'about' | 'subject'>): string => {
  const named = about ?? subject;
  return named === null ? '' : ` (${named})`;
};
