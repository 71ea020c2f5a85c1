import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { AuthOutcome, SmtpReport } from '../../domain/probes/smtp-report.ts';
import { loginRequest } from '../../services/smtp/server-login.ts';

/**
 * Servers that announce CRAM-MD5 and cannot do it, because they keep only hashes of passwords. smtplib tries it first
 * (Lib/smtplib.py, SMTP.login), so that each of Odoo's sessions begins with a refused login. It is tried with a password
 * that the server has just accepted otherwise, and not again once it was refused.
 */
export const cramMd5Check: Check = {
  id: 'credentials.cram-md5',
  title: 'CRAM-MD5, which Odoo tries first',
  owner: 'provider',
  run: async (context) => {
    const sessions = (await openSessions(context)).filter(needsTrial);
    const found = await Promise.all(sessions.map((session) => judge(context, session)));
    return found.flat();
  },
};

/** The password is right, and Odoo would begin with a mechanism that it was not tried with. */
export const needsTrial = ({ report: { auth, capabilities } }: Pick<RelaySession, 'report'>): boolean =>
  auth.kind === 'accepted' && auth.mechanism !== 'CRAM-MD5' && auth.mechanism !== 'XOAUTH2' && offersIt(capabilities);

const offersIt = (capabilities: SmtpReport['capabilities']): boolean =>
  capabilities?.auth.includes('CRAM-MD5') === true;

const judge = async (context: CheckContext, { relay }: RelaySession) => {
  const { timeoutMs, signal } = context;
  const { host, port, tls, login, subject, title } = relay;
  const request = { host, port, tls, ...loginRequest(login), mechanism: 'CRAM-MD5' } as const;
  const report = await context.smtp.probe({ ...request, timeoutMs, totalTimeoutMs: timeoutMs }, { signal });
  if (!isRefused(report.auth)) return [];
  return [
    finding({
      subject,
      status: 'warn',
      summary: `${title} announces CRAM-MD5 and refuses it with the right password: each session of Odoo begins with a refused login, which its log counts, and loses the seconds that the server waits after one.`,
      detail:
        'Odoo tries CRAM-MD5 first and then logs in otherwise. A server that keeps only hashes of passwords cannot check it: have its owner take CRAM-MD5 out (Dovecot: auth_mechanisms = plain login).',
      evidence: [smtpEvidence(report)],
    }),
  ];
};

/** Just now, or by an earlier run. A server that cannot tell now (4xx) has refused nothing. */
const isRefused = ({ kind }: AuthOutcome): boolean => kind === 'refused' || kind === 'not-tried';
