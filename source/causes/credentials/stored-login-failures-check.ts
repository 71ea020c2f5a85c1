import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { findStoredFailures, type Present, type StoredQuestion } from '../../checks/measure/stored-findings.ts';
import { takesMail } from '../../checks/measure/takes-mail.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { findRefusedGrant } from './refused-grant.ts';
import { adviseOnRelaying, askedIn, judgeRelayingNow, readFailedFor } from './relaying.ts';

const question: StoredQuestion = {
  cause: 'credentials',
  nothing: 'No mail has failed because of a login.',
  works: 'accepts the login now',
  unknown: 'the login could not be tried again',
};

/** Refused relaying is about certain recipients, and no login that is accepted shows that it is over. */
const isRelaying = (group: FailureGroup): boolean => group.class === 'relay.denied';

/** Mails that failed because a login was refused or missing, where no live fault accounts for them. */
export const storedLoginFailuresCheck: Check = {
  id: 'credentials.stored',
  title: 'Mails that failed because of the login',
  owner: 'odoo',
  run: async (context) => {
    const [sessions, { groups }] = await Promise.all([
      openSessions(context),
      readFailureGroups(context, 'credentials'),
    ]);
    const denied = groups.filter(isRelaying);
    const findLogins = async () =>
      await findStoredFailures(
        context,
        denied.length === 0 ? question : { ...question, isAbout: (group) => !isRelaying(group) },
        await Promise.all(sessions.map((session) => describe(context, session))),
      );
    const findRelaying = async () => {
      const ids = denied.flatMap(({ stories }) => stories.flatMap((story) => story.ids));
      const failedFor = await readFailedFor(context, ids);
      return await findStoredFailures(
        context,
        { ...question, isAbout: isRelaying, unknown: 'none of their recipients was taken in this run', outlasts: true },
        await Promise.all(sessions.map((session) => describeRelaying(context, session, failedFor))),
      );
    };
    const found = await Promise.all([
      denied.length === groups.length && denied.length > 0 ? [] : findLogins(),
      denied.length === 0 ? [] : findRelaying(),
    ]);
    return found.flat();
  },
};

const describeRelaying = async (
  context: CheckContext,
  session: RelaySession,
  failedFor: ReadonlySet<string>,
): Promise<Present> =>
  presentRelaying(session, failedFor, (await findRefusedGrant(context, session.relay)) !== undefined);

/** Whether a relay carries mail now to those whom it was refused for. */
export const presentRelaying = (
  session: RelaySession,
  failedFor: ReadonlySet<string>,
  isGrantRefused: boolean,
): Present => {
  const { subject, title, login } = session.relay;
  const isAccepted = session.report.auth.kind === 'accepted';
  const now = judgeRelayingNow(askedIn(session), failedFor);
  // A missing or refused login, and relaying that is refused in this session, are told by the login's check.
  const isTold = now.kind === 'denied' && isAccepted;
  if (isTold || presentLogin(session, isGrantRefused).state === 'broken') return { subject, title, state: 'broken' };
  if (now.kind === 'taken') return { subject, title, state: 'works', works: `takes ${now.address} now` };
  const advice = adviseOnRelaying(title, login.kind === 'none' ? 'none' : isAccepted ? 'accepted' : 'not-tried');
  return { subject, title, state: 'unknown', advice };
};

const describe = async (context: CheckContext, session: RelaySession): Promise<Present> =>
  presentLogin(session, (await findRefusedGrant(context, session.relay)) !== undefined);

/** Whether the login works now. */
export const presentLogin = (session: RelaySession, isGrantRefused: boolean): Present => {
  const { relay, report } = session;
  const { subject, title, login } = relay;
  if (endedBy(session) === 'credentials' || isGrantRefused) return { subject, title, state: 'broken' };
  if (login.kind === 'none') {
    return takesMail(session)
      ? { subject, title, state: 'works', works: 'takes mail without a login now' }
      : { subject, title, state: 'unknown', unknown: 'whether mail is taken without a login could not be tried' };
  }
  if (report.auth.kind === 'deferred')
    return { subject, title, state: 'unknown', unknown: 'the login was put off now' };
  return { subject, title, state: report.auth.kind === 'accepted' ? 'works' : 'unknown' };
};
