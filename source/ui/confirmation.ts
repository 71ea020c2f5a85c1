import type { Plan } from '../domain/change/plan.ts';
import { countOf } from '../domain/wording/count.ts';
import { namedKeys } from './keys/named-keys.ts';

/** How much a person must do before something is carried out. Enter never does. */
export type Confirmation =
  /** There is nothing that we could carry out. */
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'press' }
  /** A count, or the number of a process that is to end; `why` is the end of a sentence. */
  | { readonly kind: 'type'; readonly expected: string; readonly why: string; readonly isProcess?: true };

/** What is at stake when something is confirmed. */
export interface Stakes {
  readonly count: number;
  /** `mails`: what is counted. */
  readonly noun: string;
  /** Something of it, a mail that left, does not come back. */
  readonly isIrreversible: boolean;
  readonly deletes: boolean;
  /** A recipient may get a second copy. */
  readonly maySendTwice: boolean;
  /** How many other mails it makes fail. */
  readonly failing: number;
}

const mostByKey = 20;

/** What deletes, may send twice, makes other mails fail or concerns many is typed out, everything else is one key. */
export const confirm = (stakes: Stakes): Confirmation => {
  const { count, noun, isIrreversible, deletes, maySendTwice, failing } = stakes;
  // Those are what it costs.
  if (failing > 0) return { kind: 'type', expected: String(failing), why: 'so many waiting mails would fail' };
  if (!deletes && !maySendTwice && count <= mostByKey) return { kind: 'press' };
  const end = isIrreversible ? ', and not all of it can be taken back' : '';
  return { kind: 'type', expected: String(count), why: `this concerns ${countOf(count, noun)}${end}` };
};

/** The same for a remedy's plan. */
export const confirmPlan = (
  plan: Pick<Plan, 'transactions' | 'outside' | 'risk' | 'affects' | 'irreversible'>,
): Confirmation => {
  const steps = plan.transactions.flat();
  if (steps.length === 0 && plan.outside.length === 0) return { kind: 'by-hand' };
  const ended = plan.outside.find((step) => step.kind === 'end-backend');
  if (ended !== undefined) {
    return {
      kind: 'type',
      expected: String(ended.pid),
      why: 'the process of this number loses its session',
      isProcess: true,
    };
  }
  return confirm({
    ...plan.affects,
    isIrreversible: plan.irreversible.length > 0,
    deletes: plan.risk === 'destructive' || steps.some((step) => step.kind === 'delete-rows'),
    maySendTwice: false,
    failing: 0,
  });
};

/** What is wrong with what was typed so far: said at once, not when it is confirmed. Undefined while it may become right. */
export const findMistake = (confirmation: Confirmation, typed: string): string | undefined => {
  const said = typed.trim();
  if (confirmation.kind !== 'type' || confirmation.expected.startsWith(said)) return undefined;
  const { expected, isProcess } = confirmation;
  return `${expected} ${expected === '1' || isProcess ? 'is' : 'are'} meant, not ${said}`;
};

/** Why it is not carried out yet; undefined when nothing is missing. */
export const findObjection = (confirmation: Confirmation, typed: string): string | undefined => {
  switch (confirmation.kind) {
    case 'by-hand':
      return 'Nothing of this can be done from here: it is to be done by hand.';
    case 'press':
      return undefined;
    case 'type': {
      if (typed.trim() === confirmation.expected) return undefined;
      const mistake = findMistake(confirmation, typed);
      return `${mistake === undefined ? '' : `${mistake}. `}Type ${confirmation.expected} first: ${confirmation.why}.`;
    }
  }
};

/** What a dialog asks for. */
export const askToConfirm = (confirmation: Confirmation): string => {
  switch (confirmation.kind) {
    case 'by-hand':
      return `${namedKeys.yes} copies it, ${namedKeys.back} goes back.`;
    case 'press':
      return `Press ${namedKeys.yes} to do exactly this, ${namedKeys.back} to leave everything as it is.`;
    case 'type':
      return `Type ${confirmation.expected}, then ${namedKeys.yes}: `;
  }
};

export const askToUndo = `Press ${namedKeys.yes} to take it back, ${namedKeys.back} to leave it.`;
