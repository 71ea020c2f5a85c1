import type { Plan } from '../../../../domain/plan.ts';
import { countOf } from '../../../../domain/wording/count.ts';

/** How much a person must do before a plan is carried out. Enter never does. */
export type Confirmation =
  /** There is nothing that we could carry out. */
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'press' }
  | { readonly kind: 'type'; readonly expected: string; readonly prompt: string };

const mostByKey = 20;

/** The tiers of confirming: what cannot be taken back or concerns many is typed out, everything else is one key. */
export const confirmationOf = (
  plan: Pick<Plan, 'transactions' | 'outside' | 'risk' | 'affects' | 'irreversible'>,
): Confirmation => {
  if (plan.transactions.flat().length === 0 && plan.outside.length === 0) return { kind: 'by-hand' };
  const ended = plan.outside.find((step) => step.kind === 'end-backend');
  if (ended !== undefined) {
    return { kind: 'type', expected: String(ended.pid), prompt: 'Type the number of the process to end it' };
  }
  const { count, noun } = plan.affects;
  const deletes = plan.transactions.flat().some((step) => step.kind === 'delete-rows');
  if (plan.risk === 'destructive' || deletes || count > mostByKey) {
    return { kind: 'type', expected: String(count), prompt: `Type how many (${countOf(count, noun)}) to go on` };
  }
  return { kind: 'press' };
};
