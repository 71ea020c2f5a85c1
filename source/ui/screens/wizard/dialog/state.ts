import type { Plan } from '../../../../domain/change/plan.ts';
import type { RemedyInput, RemedyOffer } from '../../../../domain/change/remedy.ts';
import type { UndoPreview } from '../../../../domain/change/undo-preview.ts';
import type { Told } from '../../../../output/tell/told.ts';
import { emptyField, fieldWith, type TextFieldState } from '../../../components/text-field-state.ts';
import { type Confirmation, confirmPlan } from '../../../confirmation.ts';
import type { Offered } from '../offered.ts';
import type { RecordSighting } from '../source.ts';

/** A remedy's questions while they are answered. */
export interface AskingDialog {
  readonly kind: 'asking';
  readonly offer: RemedyOffer;
  readonly inputs: readonly RemedyInput[];
  /** One an input. */
  readonly fields: readonly TextFieldState[];
  readonly at: number;
  readonly wrong: string | undefined;
}

/** What a plan would do, before anybody said yes. */
export interface PreviewDialog {
  readonly kind: 'preview';
  readonly offer: RemedyOffer;
  readonly plan: Plan;
  /** What the other steps have to say about doing it now. */
  readonly foreseen: readonly string[];
  readonly openedAt: Date;
  readonly confirmation: Confirmation;
  /** Why it is a preview alone. */
  readonly previewOnly: string | undefined;
  readonly typed: TextFieldState;
  readonly first: number;
  /** While a record is waited for: what was seen last. */
  readonly sighting: RecordSighting | 'looking' | undefined;
}

/** The change that would be taken back. */
interface UndoDialog {
  readonly kind: 'undo';
  readonly preview: UndoPreview;
  /** Newer ones of which nothing can come back. */
  readonly passed: readonly UndoPreview[];
  readonly previewOnly: string | undefined;
  readonly openedAt: Date;
  readonly first: number;
}

/** What came of it, where that is more than a line. */
export interface ToldDialog extends Omit<Told, 'byHand'>, Required<Pick<Told, 'byHand'>> {
  readonly kind: 'told';
  readonly title: string;
  /** The preview that nothing came of, so that it can be tried once more. */
  readonly again: PreviewDialog | undefined;
  readonly first: number;
  readonly sighting: RecordSighting | 'looking' | undefined;
}

/** Something that takes a while. */
export interface WorkingDialog {
  readonly kind: 'working';
  readonly title: string;
  readonly words: string;
  /** `trying`: nothing is changed, so it can be left. `changing`: it can be asked to stop, and tells how far it came. */
  readonly stage: 'trying' | 'changing' | 'stopping';
}

/** What takes the place of the step. At most one thing at a time. */
export type WizardDialog =
  | { readonly kind: 'choosing'; readonly offers: readonly Offered[]; readonly at: number }
  | AskingDialog
  | WorkingDialog
  | PreviewDialog
  | UndoDialog
  | ToldDialog;

export type WizardDialogAction =
  | { readonly kind: 'opened'; readonly dialog: WizardDialog }
  | { readonly kind: 'closed' }
  | { readonly kind: 'chosen'; readonly at: number }
  | { readonly kind: 'field-edited'; readonly field: TextFieldState }
  | { readonly kind: 'field-entered'; readonly at: number }
  | { readonly kind: 'wrong'; readonly sentence: string; readonly at: number }
  | { readonly kind: 'working'; readonly words: string }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'typed'; readonly field: TextFieldState }
  | { readonly kind: 'scrolled'; readonly first: number }
  | { readonly kind: 'sighted'; readonly sighting: RecordSighting | 'looking' };

export const askFor = (offer: RemedyOffer, inputs: readonly RemedyInput[]): AskingDialog => ({
  kind: 'asking',
  offer,
  inputs,
  // A suggested secret would be a secret on the screen; there is none.
  fields: inputs.map(({ kind, suggestion, choices }) =>
    kind === 'secret' ? emptyField : fieldWith(suggestion ?? (kind === 'choice' ? (choices?.[0] ?? '') : '')),
  ),
  at: 0,
  wrong: undefined,
});

export const preview = ({
  offer,
  plan,
  foreseen,
  openedAt,
  previewOnly,
}: Pick<PreviewDialog, 'offer' | 'plan' | 'foreseen' | 'openedAt' | 'previewOnly'>): PreviewDialog => ({
  kind: 'preview',
  offer,
  plan,
  foreseen,
  openedAt,
  confirmation: confirmPlan(plan),
  previewOnly,
  typed: emptyField,
  first: 0,
  sighting: undefined,
});

export const toldDialog = (title: string, told: Told, again?: PreviewDialog): ToldDialog => ({
  byHand: [],
  ...told,
  kind: 'told',
  title,
  again,
  first: 0,
  sighting: undefined,
});

/** The same questions once more; a secret is typed anew. */
export const askAgain = (dialog: AskingDialog, wrong: string): AskingDialog => ({
  ...dialog,
  fields: dialog.fields.map((field, at) => (dialog.inputs[at]?.kind === 'secret' ? emptyField : field)),
  wrong,
});

export const working = (title: string, words: string, stage: WorkingDialog['stage'] = 'trying'): WorkingDialog => ({
  kind: 'working',
  title,
  words,
  stage,
});

export const wizardDialogReducer = (
  dialog: WizardDialog | undefined,
  action: WizardDialogAction,
): WizardDialog | undefined => {
  if (action.kind === 'opened') return action.dialog;
  if (action.kind === 'closed' || dialog === undefined) return undefined;
  switch (dialog.kind) {
    case 'choosing':
      return action.kind === 'chosen' ? { ...dialog, at: action.at } : dialog;
    case 'asking':
      return reduceAsking(dialog, action);
    case 'working':
      return reduceWorking(dialog, action);
    case 'preview':
      return action.kind === 'typed' ? { ...dialog, typed: action.field } : reduceReading(dialog, action);
    case 'undo':
      return action.kind === 'scrolled' ? { ...dialog, first: action.first } : dialog;
    case 'told':
      return reduceReading(dialog, action);
  }
};

const reduceAsking = (dialog: AskingDialog, action: WizardDialogAction): AskingDialog => {
  if (action.kind === 'field-entered') return { ...dialog, at: action.at };
  if (action.kind === 'wrong') return { ...dialog, wrong: action.sentence, at: action.at };
  if (action.kind !== 'field-edited') return dialog;
  const fields = dialog.fields.map((known, index) => (index === dialog.at ? action.field : known));
  return { ...dialog, fields, wrong: undefined };
};

const reduceWorking = (dialog: WorkingDialog, action: WizardDialogAction): WorkingDialog => {
  if (action.kind === 'working') return { ...dialog, words: action.words };
  return action.kind === 'stopping' ? { ...dialog, stage: 'stopping' } : dialog;
};

const reduceReading = <Read extends PreviewDialog | ToldDialog>(dialog: Read, action: WizardDialogAction): Read => {
  if (action.kind === 'scrolled') return { ...dialog, first: action.first };
  return action.kind === 'sighted' ? { ...dialog, sighting: action.sighting } : dialog;
};
