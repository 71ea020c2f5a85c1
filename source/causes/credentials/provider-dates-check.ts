import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { judgePasswordEnd } from '../../domain/providers/calendar.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { connectByOauth } from './connect-by-oauth-remedy.ts';

/** What a provider has announced for logins like the one that Odoo uses. */
export const datesCheck: Check = {
  id: 'credentials.dates',
  title: 'What providers have announced for logins',
  owner: 'odoo',
  run: async (context) => {
    const sessions = await openSessions(context);
    const found = await Promise.all(sessions.map((session) => describe(context, session)));
    return found.filter((one) => one !== undefined);
  },
};

const describe = async (context: CheckContext, { relay, report }: RelaySession): Promise<CheckFinding | undefined> => {
  const { kind } = report.auth;
  const login = kind === 'accepted' || kind === 'refused' ? kind : 'not-tried';
  const outlook = judgePasswordEnd(
    { host: relay.host, title: relay.title, byPassword: logsInByPassword(relay), login },
    context.now(),
  );
  // What no mail leads through may end.
  if (outlook === undefined || !relay.isChosen) return undefined;
  return finding({
    subject: relay.subject,
    ...outlook,
    remedies: outlook.status === 'ok' ? [] : await offerAll(context, relay.subject, [connectByOauth]),
  });
};

/** A password that this role may not read is one all the same. */
export const logsInByPassword = ({ login, server, user }: Pick<Relay, 'login' | 'server' | 'user'>): boolean =>
  login.kind === 'ready'
    ? login.credentials.kind === 'password'
    : login.kind === 'not-permitted' && (server?.oauth ?? null) === null && user !== null && user !== '';
