import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { readStoredFailures, type StoredFailures } from '../../checks/measure/stored-failures.ts';
import { readLastSuccess } from '../../checks/measure/successes.ts';
import { isOvertaken } from '../../domain/mail/outstanding-mail.ts';

/** What tells whether the provider still gives Odoo access tokens. */
export interface GrantFacts {
  readonly stored: Pick<StoredFailures, 'groups' | 'bySubject' | 'newestAt'>;
  readonly subject: string;
  /** When mail last went out through this server. */
  readonly sentAt: Date | null | undefined;
  /** When the last token ends that Odoo did get. */
  readonly expiredAt: Date | null;
}

/**
 * What Odoo stored when it asked for an access token and got none, with neither mail nor a token since; undefined where nothing of that
 * is known. Asking for one ourselves could use the consent up.
 */
export const judgeGrant = ({
  stored: { groups, bySubject, newestAt },
  subject,
  sentAt,
  expiredAt,
}: GrantFacts): string | undefined => {
  const refusal = groups.find((group) => group.class === 'auth.oauth_token');
  const isItsOwn = bySubject === undefined || (bySubject.get(subject) ?? 0) > 0;
  const isOver = isOvertaken(newestAt, sentAt) || isOvertaken(newestAt, expiredAt);
  return refusal === undefined || !isItsOwn || isOver ? undefined : refusal.sample;
};

/** The same, measured, of a server whose token has ended. */
export const findRefusedGrant = async (
  context: CheckContext,
  { login, subject }: Relay,
): Promise<string | undefined> => {
  if (login.kind !== 'token-expired') return undefined;
  const [stored, success] = await Promise.all([readStoredFailures(context, 'credentials'), readLastSuccess(context)]);
  return judgeGrant({ stored, subject, sentAt: success.bySubject.get(subject), expiredAt: login.expiredAt });
};
