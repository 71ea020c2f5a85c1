import type { JournalEntry } from '../../../../domain/journal-entry.ts';
import type { ByHand, Plan } from '../../../../domain/plan.ts';
import type { RemedyInput, RemedyOffer } from '../../../../domain/remedy.ts';
import type { Status } from '../../../../domain/status.ts';
import { emptyField, fieldWith, type TextFieldState } from '../../../components/text-field-state.ts';
import type { RecordSighting } from '../source.ts';
import { type Confirmation, confirmationOf } from './confirmation.ts';

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
  readonly confirmation: Confirmation;
  readonly typed: TextFieldState;
  readonly wrong: string | undefined;
  readonly first: number;
  /** While a record is waited for: what was seen last. */
  readonly sighting: RecordSighting | 'looking' | undefined;
}

/** What came of it, where that is more than a line. */
export interface ToldDialog {
  readonly kind: 'told';
  readonly title: string;
  readonly status: Status;
  readonly sentence: string;
  readonly details: readonly string[];
  readonly byHand: readonly ByHand[];
  readonly first: number;
  readonly sighting: RecordSighting | 'looking' | undefined;
}

/** What takes the place of the step. At most one thing at a time. */
export type Dialog =
  | { readonly kind: 'choosing'; readonly offers: readonly RemedyOffer[]; readonly at: number }
  | AskingDialog
  | { readonly kind: 'working'; readonly title: string; readonly words: string; readonly isStopping: boolean }
  | PreviewDialog
  | { readonly kind: 'undo'; readonly entry: JournalEntry; readonly first: number }
  | ToldDialog;

export type DialogAction =
  | { readonly kind: 'opened'; readonly dialog: Dialog }
  | { readonly kind: 'closed' }
  | { readonly kind: 'chosen'; readonly at: number }
  | { readonly kind: 'field-edited'; readonly field: TextFieldState }
  | { readonly kind: 'field-entered'; readonly at: number }
  | { readonly kind: 'wrong'; readonly sentence: string; readonly at?: number }
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

export const preview = (offer: RemedyOffer, plan: Plan): PreviewDialog => ({
  kind: 'preview',
  offer,
  plan,
  confirmation: confirmationOf(plan),
  typed: emptyField,
  wrong: undefined,
  first: 0,
  sighting: undefined,
});

export const working = (title: string, words: string): Dialog => ({ kind: 'working', title, words, isStopping: false });

export const dialogReducer = (dialog: Dialog | undefined, action: DialogAction): Dialog | undefined => {
  if (action.kind === 'opened') return action.dialog;
  if (action.kind === 'closed' || dialog === undefined) return undefined;
  switch (action.kind) {
    case 'chosen':
      return dialog.kind === 'choosing' ? { ...dialog, at: action.at } : dialog;
    case 'field-edited':
      return dialog.kind === 'asking' ? { ...edit(dialog, action.field), wrong: undefined } : dialog;
    case 'field-entered':
      return dialog.kind === 'asking' ? { ...dialog, at: action.at } : dialog;
    case 'wrong':
      if (dialog.kind === 'asking') return { ...dialog, wrong: action.sentence, at: action.at ?? dialog.at };
      return dialog.kind === 'preview' ? { ...dialog, wrong: action.sentence } : dialog;
    case 'working':
      return dialog.kind === 'working' ? { ...dialog, words: action.words } : dialog;
    case 'stopping':
      return dialog.kind === 'working' ? { ...dialog, isStopping: true } : dialog;
    case 'typed':
      return dialog.kind === 'preview' ? { ...dialog, typed: action.field, wrong: undefined } : dialog;
    case 'scrolled':
      return 'first' in dialog ? { ...dialog, first: action.first } : dialog;
    case 'sighted':
      return 'sighting' in dialog ? { ...dialog, sighting: action.sighting } : dialog;
  }
};

const edit = (dialog: AskingDialog, field: TextFieldState): AskingDialog => ({
  ...dialog,
  fields: dialog.fields.map((known, index) => (index === dialog.at ? field : known)),
});
