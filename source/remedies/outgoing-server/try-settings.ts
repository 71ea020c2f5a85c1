import type { CheckContext } from '../../checks/context.ts';
import { composeEnvelopes } from '../../checks/measure/asked-recipients.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { takesAll } from '../../checks/measure/sender-verdicts.ts';
import { envelopeSenders, measuringTime } from '../../checks/measure/smtp-sessions.ts';
import { UserError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { judgeSession } from '../../domain/replies/judge-session.ts';
import { isKnown, loginRequest } from '../../services/smtp/server-login.ts';
import type { SmtpRequest } from '../../services/smtp/smtp-request.ts';
import { requireOwnValues, type ServerSettings } from './server-settings.ts';

/** What trying the settings showed. */
export interface SettingsTrial {
  readonly evidence: Evidence;
  readonly report: SmtpReport;
  /** What could not be tried, a sentence each. */
  readonly caveats: readonly string[];
}

/**
 * A session with the server as it would be set: connection, encryption, login, and the sender with most mails.
 * @throws UserError with the server's words when it does not work: nothing is to be saved then.
 */
export const trySettings = async (
  context: CheckContext,
  relay: Relay,
  settings: ServerSettings,
): Promise<SettingsTrial> => {
  requireOwnValues(relay);
  const login = chooseLogin(relay, settings);
  const sender = envelopeSenders(relay)[0];
  const report = await context.smtp.probe(
    {
      host: settings.host ?? relay.host,
      port: settings.port ?? relay.port,
      tls: settings.tls ?? relay.tls,
      ...login.request,
      envelopes: sender === undefined || login.caveat !== undefined ? [] : await composeEnvelopes(context, [sender]),
      timeoutMs: context.timeoutMs,
      totalTimeoutMs: measuringTime(context),
    },
    { signal: context.signal },
  );
  return { report, evidence: smtpEvidence(report), caveats: judgeTrial(report, { sender, caveat: login.caveat }) };
};

interface Tried {
  /** Undefined where no mail leads through it. */
  readonly sender: string | undefined;
  /** What kept the login from being tried. */
  readonly caveat: string | undefined;
}

/** What the trial leaves open, a sentence each. @throws UserError with the server's words when it does not work. */
export const judgeTrial = (report: SmtpReport, { sender, caveat }: Tried): readonly string[] => {
  const { failure } = report;
  const isSendersFault = (failure?.stage === 'mail' || failure?.stage === 'rcpt') && report.auth.kind !== 'not-reached';
  if (failure !== undefined && !isSendersFault) {
    const advice = failure.kind === 'reply' ? judgeSession(failure, report).advice : undefined;
    throw new UserError(`Nothing was saved: ${report.summary}`, advice);
  }
  const caveats = [
    caveat,
    isSendersFault && !takesAll(report)
      ? `${report.auth.kind === 'accepted' ? 'The server took the login, but not' : 'The server did not take'} the sender ${sender}: ${report.summary}`
      : undefined,
  ];
  return caveats.filter((one) => one !== undefined);
};

interface ChosenLogin {
  readonly request: Pick<SmtpRequest, 'credentials' | 'clientCertificate' | 'retrySecret'>;
  readonly caveat?: string;
}

export const chooseLogin = (
  { login, user: stored }: Pick<Relay, 'login' | 'user'>,
  { user, password }: ServerSettings,
): ChosenLogin => {
  if (password !== undefined) {
    // Somebody typed it: it is sent even if this process saw it refused before.
    const credentials = { kind: 'password', user: user ?? stored ?? '', secret: password } as const;
    return { request: { credentials, retrySecret: true } };
  }
  return isKnown(login)
    ? { request: loginRequest(login) }
    : { request: {}, caveat: 'The login was not tried: its secret is not at hand here.' };
};
