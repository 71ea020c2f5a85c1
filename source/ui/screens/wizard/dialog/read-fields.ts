import type { RemedyAnswers, RemedyInput } from '../../../../domain/change/remedy.ts';
import { Secret } from '../../../../domain/secret.ts';
import type { AskingDialog } from './state.ts';

/** What was answered, or which field is wrong and why. */
export type ReadAnswers =
  | { readonly kind: 'answers'; readonly answers: RemedyAnswers }
  | { readonly kind: 'wrong'; readonly at: number; readonly sentence: string };

/** Checks what only looking at the fields can tell; whether it is true the remedy tries live. */
export const readFields = ({ inputs, fields }: Pick<AskingDialog, 'inputs' | 'fields'>): ReadAnswers => {
  const texts: Record<string, string> = {};
  const secrets: Record<string, Secret> = {};
  for (const [at, input] of inputs.entries()) {
    const value = fields[at]?.value ?? '';
    const sentence = findFlaw(input, value);
    if (sentence !== undefined) return { kind: 'wrong', at, sentence };
    if (input.kind === 'secret') secrets[input.name] = new Secret(value);
    else texts[input.name] = value.trim();
  }
  return { kind: 'answers', answers: { texts, secrets } };
};

const findFlaw = ({ kind, label, choices, suggestion }: RemedyInput, value: string): string | undefined => {
  // An empty suggestion says that nothing is an answer, too.
  if (value.trim() === '') return suggestion === '' ? undefined : `${label}: please say something.`;
  if (kind === 'number' && !/^\d+$/.test(value.trim())) return `${label}: a whole number, please.`;
  if (kind === 'choice' && choices !== undefined && !choices.includes(value)) {
    return `${label}: one of ${choices.join(', ')}.`;
  }
  return undefined;
};
