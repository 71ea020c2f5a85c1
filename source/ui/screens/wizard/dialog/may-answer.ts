import type { Typed } from '../../../keys/typed.ts';
import type { WizardDialog } from './state.ts';

const moves: readonly string[] = ['tab', 'up', 'down'];

/**
 * Whether what was typed before a dialog stood may be given to it: questions are answered and tried by it, a change is
 * never confirmed. Who did not know what would ask meant a secret, if anything: it is written where nobody can read it, and
 * not tried unseen.
 */
export const mayAnswer = (
  dialog: WizardDialog | undefined,
  typed: Typed,
  { isKnown }: { readonly isKnown: boolean },
) => {
  if (dialog?.kind !== 'asking') return false;
  if (isKnown) return true;
  if ('key' in typed && moves.includes(typed.key)) return true;
  if ('key' in typed && typed.key === 'enter') return dialog.at < dialog.inputs.length - 1;
  return dialog.inputs[dialog.at]?.kind === 'secret';
};
