import type { Plan } from '../../../../domain/change/plan.ts';

/** How much a person must do before a plan is carried out. Enter never does. */
export type Confirmation =
  /** There is nothing that we could carry out. */
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'press' }
  /** The count, or the number of the process that is to end. */
  | { readonly kind: 'type'; readonly expected: string };

const mostByKey = 20;

/** The tiers of confirming: what cannot be taken back or concerns many is typed out, everything else is one key. */
export const confirmationOf = (
  plan: Pick<Plan, 'transactions' | 'outside' | 'risk' | 'affects' | 'irreversible'>,
): Confirmation => {
  if (plan.transactions.flat().length === 0 && plan.outside.length === 0) return { kind: 'by-hand' };
  const ended = plan.outside.find((step) => step.kind === 'end-backend');
  if (ended !== undefined) {
    return { kind: 'type', expected: String(ended.pid) };
  }
  const { count } = plan.affects;
  const deletes = plan.transactions.flat().some((step) => step.kind === 'delete-rows');
  if (plan.risk === 'destructive' || deletes || count > mostByKey) {
    return { kind: 'type', expected: String(count) };
  }
  return { kind: 'press' };
};

/** Why a plan is not carried out yet; undefined when nothing is missing. */
export const findObjection = (confirmation: Confirmation, typed: string): string | undefined => {
  switch (confirmation.kind) {
    case 'by-hand':
      return 'Nothing of this can be done from here: it is to be done by hand.';
    case 'press':
      return undefined;
    case 'type':
      return typed.trim() === confirmation.expected
        ? undefined
        : `Type ${confirmation.expected}, then y: this cannot be taken back lightly.`;
  }
};
