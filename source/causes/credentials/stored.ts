import type { Check } from '../cause.ts';
import type { CheckContext } from '../context.ts';
import { endedBy } from '../measure/ended-by.ts';
import { openSessions, type RelaySession } from '../measure/sessions.ts';
import { findStoredFailures, type Present } from '../measure/stored-findings.ts';
import { findRefusedGrant } from './refused-grant.ts';
import { takesMail } from './takes-mail.ts';

/** Mails that failed because a login was refused, although it is accepted now. */
export const storedCheck: Check = {
  id: 'credentials.stored',
  title: 'Mails that failed because of the login',
  run: async (context) => {
    const sessions = await openSessions(context);
    return await findStoredFailures(
      context,
      {
        cause: 'credentials',
        check: 'credentials.stored',
        owner: 'odoo',
        nothing: 'No mail has failed because of a login.',
        works: 'accepts the login now',
        unknown: 'the login could not be tried again',
      },
      await Promise.all(sessions.map((session) => describe(context, session))),
    );
  },
};

const describe = async (context: CheckContext, session: RelaySession): Promise<Present> => {
  const { relay, report } = session;
  const { subject, title, login } = relay;
  if (endedBy(session) === 'credentials' || (await findRefusedGrant(context, relay)) !== undefined) {
    return { subject, title, state: 'broken' };
  }
  if (login.kind === 'none') {
    return takesMail(session)
      ? { subject, title, state: 'works', works: 'takes mail without a login now' }
      : { subject, title, state: 'unknown', unknown: 'whether mail is taken without a login could not be tried' };
  }
  if (report.auth.kind === 'deferred')
    return { subject, title, state: 'unknown', unknown: 'the login was put off now' };
  return { subject, title, state: report.auth.kind === 'accepted' ? 'works' : 'unknown' };
};
