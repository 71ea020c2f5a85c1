import { endedBy } from '../../checks/measure/ended-by.ts';
import type { RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { takesMail } from '../../checks/measure/takes-mail.ts';
import type { LoginJudgement } from './login-judgement.ts';

/** A server whose row has all that a login needs but the user. */
export interface MissingUserFacts {
  readonly title: string;
  /** What the row has; `nothing`: it is meant to be used without a login. */
  readonly has: 'oauth' | 'password' | 'nothing';
  /** What the server did with a session without a login, as Odoo opens it. */
  readonly outcome: 'taken' | 'turned-away' | 'not-reached' | 'not-tried';
  /** The session in a sentence. */
  readonly said: string;
}

export const missingUserFacts = (session: RelaySession): MissingUserFacts => {
  const { relay, report } = session;
  const { server } = relay;
  const isOauth = server !== null && server.oauth !== null;
  const hasPassword = server?.authentication === 'login' && server.password.kind === 'stored';
  return {
    title: relay.title,
    has: isOauth ? 'oauth' : hasPassword ? 'password' : 'nothing',
    outcome:
      endedBy(session) === 'credentials'
        ? 'turned-away'
        : report.capabilities === undefined
          ? 'not-reached'
          : takesMail(session)
            ? 'taken'
            : 'not-tried',
    said: report.summary,
  };
};

/** Where Username is empty Odoo does not log in at all, whatever else is filled in; undefined where nothing else is. */
export const judgeMissingUser = ({ title, has, outcome, said }: MissingUserFacts): LoginJudgement | undefined => {
  if (has === 'nothing' || outcome === 'not-reached') return undefined;
  const set = has === 'oauth' ? 'is set to log in by OAuth' : 'has a password';
  const fact = `${title} ${set}, but its field Username is empty: Odoo does not log in at all`;
  switch (outcome) {
    case 'turned-away':
      return {
        status: 'fail',
        summary: `${fact}, and the server wants a login.`,
        why: `${said} Enter the user of the account in Odoo.`,
      };
    case 'taken':
      // A password that nobody uses does no harm.
      return has === 'oauth'
        ? {
            status: 'warn',
            summary: `${fact}; the server takes mail all the same.`,
            why: 'Enter the user of the account.',
          }
        : { status: 'ok', summary: `${fact}; the server takes mail all the same.` };
    case 'not-tried':
      return {
        status: 'warn',
        summary: `${fact}; whether the server takes mail so was not tried.`,
        why: 'Enter the user of the account in Odoo.',
      };
  }
};
