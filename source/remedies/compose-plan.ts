import type { Remedy, RemedyRequest } from '../checks/cause.ts';
import type { Plan } from '../domain/change/plan.ts';

type Given = Pick<Plan, 'affects'> & Partial<Plan>;

/** A remedy's plan with what most of them do not have filled in: one transaction or none, stale rows give it up. */
export const composePlan = (
  { id, title, risk }: Pick<Remedy, 'id' | 'title' | 'risk'>,
  { subject }: Pick<RemedyRequest, 'subject'>,
  given: Given,
): Plan => ({
  action: id,
  subject,
  title,
  risk,
  locksQueue: false,
  onStaleRows: 'fail',
  transactions: [],
  outside: [],
  byHand: [],
  warnings: [],
  irreversible: [],
  evidence: [],
  ...given,
});
