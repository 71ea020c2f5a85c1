import type { CheckContext } from '../../checks/context.ts';
import { shared } from '../../checks/measure/shared.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { sentSize } from '../../domain/mail/mail-attachment.ts';
import { linkLimitOf, type WeighedMail, weighMails } from './weigh-mails.ts';

/** A server with what it takes and what is to go through it. */
export interface ServerFit {
  readonly session: RelaySession;
  /** Bytes (RFC 1870); undefined where it names no limit. */
  readonly limit: number | undefined;
  /** Bytes beyond which Odoo sends links in place of attachments. 18+. */
  readonly links: number | undefined;
  /** Its mails, heaviest first. */
  readonly mails: readonly WeighedMail[];
  readonly tooLarge: readonly WeighedMail[];
  /** Those of them that would fit with links in place of attachments. */
  readonly helpedByLinks: readonly WeighedMail[];
}

/** What each server said in this run's session, against the mails whose way leads through it. */
export const readServerFits = shared(async (context): Promise<readonly ServerFit[]> => {
  const [{ value: weighed }, sessions] = await Promise.all([weighMails(context), openSessions(context)]);
  return await Promise.all(sessions.map((session) => weighAgainst(context, session, weighed)));
});

const weighAgainst = async (
  context: CheckContext,
  session: RelaySession,
  weighed: readonly WeighedMail[],
): Promise<ServerFit> => {
  return fitThrough(session, weighed, await linkLimitOf(context, session.relay));
};

/** Which of these mails lead through a server, and which of them it does not take. */
export const fitThrough = (
  session: RelaySession,
  weighed: readonly WeighedMail[],
  links: number | undefined,
): ServerFit => {
  const { relay, report } = session;
  // A limit of zero stands for none (RFC 1870 §4).
  const limit = report.capabilities?.sizeLimit || undefined;
  const mails = weighed.filter(({ subject }) => subject === relay.subject);
  const tooLarge = limit === undefined ? [] : mails.filter(({ wire }) => sentSize(wire, links) > limit);
  const helpedByLinks = limit === undefined ? [] : tooLarge.filter(({ wire }) => wire.linked <= limit);
  return { session, limit, links, mails, tooLarge, helpedByLinks };
};
