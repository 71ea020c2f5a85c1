import type { TextFieldState } from '../components/text-field-state.ts';
import { askToConfirm, type Confirmation, findMistake } from '../confirmation.ts';
import type { Sentence, Speech } from './speech.ts';

interface Answered {
  readonly typed: TextFieldState;
  /** Why it is a preview alone. */
  readonly previewOnly: string | undefined;
}

/** How a dialog is answered: a key, or a number that is written. */
export const sayAnswer = (
  confirmation: Confirmation,
  { typed, previewOnly }: Answered,
): Pick<Speech, 'field'> & { readonly sentences: readonly Sentence[] } => {
  if (previewOnly !== undefined && confirmation.kind !== 'by-hand')
    return { sentences: [{ about: 'answer', text: previewOnly }] };
  const answer = askToConfirm(confirmation).trim().replace(/:$/, '');
  if (confirmation.kind !== 'type') return { sentences: [{ about: 'answer', text: answer }] };
  const mistake = findMistake(confirmation, typed.value);
  return {
    sentences: [
      { about: 'answer', text: `${answer}: ${confirmation.why}.` },
      ...(mistake === undefined ? [] : [{ about: 'mistake', text: `${mistake}.` }]),
    ],
    field: { label: answer, value: typed.value },
  };
};
