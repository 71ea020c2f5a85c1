import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { readWithEvidence, shared } from './shared.ts';
import { countByServer } from './stored-failures.ts';

/** When mail last went out, as far as Odoo keeps it; null where nothing tells. */
export interface LastSuccess {
  readonly at: Date | null;
  /** Through each server (`server:3`), at the earliest. */
  readonly bySubject: ReadonlyMap<string, Date>;
}

/** Nothing is known to have gone out. */
export const noSuccess: LastSuccess = { at: null, bySubject: new Map() };

/** How many of the newest sent mails are asked for their servers together: the oldest of them tells when, at the latest. */
const portions: readonly number[] = [10, 90, 400];

/** Nothing where the role may not read it: a failure then counts as new. */
export const readLastSuccess = shared(async (context): Promise<LastSuccess> => {
  const read = await ifPossible(
    context,
    readWithEvidence(context, (odoo, options) => odoo.sentMails(options)),
  );
  if (read === undefined) return noSuccess;
  const { mails, notifiedAt } = read.value;
  const at = laterOf(mails[0]?.at ?? null, notifiedAt);
  const bySubject = new Map<string, Date>();
  let rest = mails;
  for (const size of portions) {
    const portion = rest.slice(0, size);
    rest = rest.slice(size);
    const oldest = portion.at(-1)?.at;
    if (oldest === undefined) break;
    const servers = await countByServer(
      context,
      portion.map(({ id }) => id),
    );
    for (const subject of servers.keys()) if (!bySubject.has(subject)) bySubject.set(subject, oldest);
  }
  return { at, bySubject };
});

/** The later of two dates of which either may not be known. */
export const laterOf = (one: Date | null, other: Date | null): Date | null => {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
};

/** Whether mail has gone out since the newest of these mails failed; through that server, where one is named. */
export const areOvertaken = async (
  context: CheckContext,
  ids: Iterable<number>,
  subject?: string,
): Promise<boolean> => {
  const [{ mails }, success] = await Promise.all([context.readQueue(), readLastSuccess(context)]);
  const sentAt = subject === undefined ? success.at : success.bySubject.get(subject);
  const wanted = new Set(ids);
  const failed = mails.inState('exception').among(wanted);
  return isOvertaken(failed.latest('changedAt'), sentAt);
};
