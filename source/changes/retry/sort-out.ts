import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import { type Judge, judgeMail } from './judge-mail.ts';
import { findReaddressed } from './readdressed.ts';
import type { SetAside, SetAsideReason } from './set-aside.ts';

/** Mails on their way through the questions: who is still in, and who is out and why. */
export interface Sorting {
  readonly eligible: readonly RetryCandidate[];
  readonly setAside: readonly SetAside[];
}

/** Why mails stay, by id, as the tables themselves tell; those that nothing speaks against are not in it. */
export const judgeMails = async (
  odoo: Odoo,
  mails: readonly RetryCandidate[],
  judge: Judge,
  options: { readonly signal: AbortSignal },
): Promise<ReadonlyMap<number, SetAsideReason>> => {
  const judgements = new Map<number, SetAsideReason>();
  for (const mail of mails) {
    const reason = judgeMail(mail, judge);
    if (reason !== undefined) judgements.set(mail.id, reason);
  }
  const refused = mails.filter(({ id }) => judgements.get(id) === 'refused-for-good');
  for (const id of await findReaddressed(odoo, refused, options)) judgements.delete(id);
  return judgements;
};

/** Oldest first; what was not found is gone. `judgements`: why a mail stays, by its id. */
export const sortByJudgement = (
  ids: readonly number[],
  found: readonly RetryCandidate[],
  judgements: ReadonlyMap<number, SetAsideReason | undefined>,
): Sorting => {
  const known = new Set(found.map(({ id }) => id));
  const gone = [...new Set(ids)].filter((id) => !known.has(id));
  const judged = Map.groupBy(found.toSorted(byAge), ({ id }) => judgements.get(id));
  const setAside = [...judged].flatMap(([reason, mails]) =>
    reason === undefined ? [] : [setMailsAside(reason, mails)],
  );
  return {
    eligible: judged.get(undefined) ?? [],
    setAside: gone.length === 0 ? setAside : [{ reason: 'gone', ids: gone, detail: null, class: null }, ...setAside],
  };
};

/** One group of mails that stay. */
export const setMailsAside = (
  reason: SetAsideReason,
  mails: readonly RetryCandidate[],
  { detail = null, met = null }: { readonly detail?: string | null; readonly met?: FailureClass | null } = {},
): SetAside => ({ reason, ids: mails.map(({ id }) => id), detail, class: met });

const farthest = 8.64e15;

const byAge = (one: RetryCandidate, other: RetryCandidate): number =>
  (one.date?.getTime() ?? farthest) - (other.date?.getTime() ?? farthest) || one.id - other.id;
