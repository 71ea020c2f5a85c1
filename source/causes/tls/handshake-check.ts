import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { endedBy } from '../../checks/measure/ended-by.ts';
import { isPrivateAddress } from '../../checks/measure/private-address.ts';
import { notReached, sentences, whereSet } from '../../checks/measure/relay-words.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { describeUnknownServers } from '../../checks/measure/unknown-servers.ts';
import { describeVantage } from '../../checks/measure/vantage.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import type { SmtpFailure, TlsFailure } from '../../domain/probes/smtp-report.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { switchMode } from './switch-mode-remedy.ts';

/** Whether the encryption that Odoo is set to comes about, and whether it is any good. */
export const handshakeCheck: Check = {
  id: 'tls.handshake',
  title: 'Encryption with every mail server',
  owner: 'odoo',
  decides: true,
  run: async (context) => {
    const [sessions, unknown] = await Promise.all([
      openSessions(context),
      describeUnknownServers(context, 'The encryption'),
    ]);
    return [...(await Promise.all(sessions.map((session) => judge(context, session)))), ...unknown];
  },
};

const judge = async (context: CheckContext, session: RelaySession): Promise<CheckFinding> => {
  const { relay } = session;
  const judged = judgeEncryption(session, (keys) => whereSet(context, relay, keys));
  if (!isEndedHere(session)) return judged;
  return {
    ...judged,
    detail: sentences(judged.detail, await describeVantage(context)),
    ...(await countExplained(context, 'tls', relay.subject)),
    remedies: await offerAll(context, relay.subject, [switchMode]),
  };
};

/** The certificate has a check of its own. */
const isEndedHere = (session: RelaySession): boolean => {
  const { failure } = session.report;
  return endedBy(session) === 'tls' && !(failure?.kind === 'tls' && failure.problem.kind === 'certificate');
};

/** Says where a person sets these up. */
type WhereSet = (keys: Parameters<typeof whereSet>[2]) => string;

/** How the encryption with one server stands; a failure without what it accounts for and without its remedies. */
export const judgeEncryption = (session: RelaySession, where: WhereSet): CheckFinding => {
  const { relay, report } = session;
  const { failure } = report;
  if (failure === undefined || !isEndedHere(session)) return describeEncryption(session, where);
  return finding({
    subject: relay.subject,
    status: relay.isChosen ? 'fail' : 'warn',
    summary: describeFailure(session, failure),
    detail: sentences(explain(failure), where(['smtp_ssl', 'smtp_port'])),
    owner: isServers(failure) ? 'provider' : 'odoo',
    evidence: [smtpEvidence(report)],
  });
};

const describeFailure = ({ relay, report }: RelaySession, failure: SmtpFailure): string =>
  failure.kind === 'reply'
    ? `${relay.title} wants encryption first, and Odoo is set to ${relay.tls}: ${failure.reply.code} ${failure.reply.text.replaceAll('\n', ' ')}`
    : report.summary;

const explain = (failure: SmtpFailure): string | undefined => {
  switch (failure.kind) {
    case 'tls':
      return explainTls(failure.problem);
    case 'reply':
      return 'Set the encryption to TLS (STARTTLS).';
    case 'timed-out':
      return 'The connection is made and then nothing is said: port 465 waits for SSL/TLS from the first byte, 587 and 25 begin in the clear.';
    case 'closed':
      return 'The connection was cut during the handshake: the server and this machine may have no TLS version in common, or something between them does not let TLS through.';
    case 'protocol':
      return 'What answers on this port is not a mail server, or not in this mode: look at host and port.';
    default:
      return undefined;
  }
};

const explainTls = ({ kind }: TlsFailure): string => {
  switch (kind) {
    case 'port-speaks-plain':
    case 'port-wants-tls':
    case 'starttls-not-offered':
      return 'Usually the port was changed without the encryption, or the reverse: 465 goes with SSL/TLS, 587 and 25 go with TLS (STARTTLS).';
    case 'old-protocol':
    case 'no-common-cipher':
    case 'weak-key':
      return 'Python and OpenSSL on Odoo’s machine refuse what is this old; the mail server must be brought up to date.';
    case 'injected-plaintext':
      return 'No password was sent. Look who stands between this machine and the server: a proxy of an antivirus or firewall does this.';
    case 'certificate':
    case 'handshake':
      return 'Odoo fails in the same way with every mail.';
  }
};

const isServers = (failure: SmtpFailure): boolean =>
  failure.kind === 'tls' && ['old-protocol', 'no-common-cipher', 'weak-key'].includes(failure.problem.kind);

const oldProtocols = ['TLSv1', 'TLSv1.1', 'SSLv3'];

const describeEncryption = (session: RelaySession, where: WhereSet): CheckFinding => {
  const { relay, report } = session;
  const { tls, capabilities, connectedTo } = report;
  const common = { subject: relay.subject, evidence: [smtpEvidence(report)] };
  if (tls !== undefined) {
    const isOld = oldProtocols.includes(tls.protocol);
    const summary = `${relay.title} encrypts with ${tls.protocol}.`;
    const detail =
      'TLS before 1.2 is no longer trusted, and newer systems refuse it: the mail server should be brought up to date.';
    return isOld
      ? finding({
          ...common,
          owner: 'provider',
          status: 'warn',
          summary: `${relay.title} encrypts with ${tls.protocol}, which is too old.`,
          detail,
        })
      : finding({ ...common, status: 'ok', summary });
  }
  if (capabilities === undefined) return notReached(session, 'The encryption');
  const stays = connectedTo !== undefined && isPrivateAddress(connectedTo.address);
  if (stays || report.auth.kind === 'not-asked') {
    const why = stays ? 'the connection stays in its own network' : 'no password is sent';
    return finding({ ...common, status: 'ok', summary: `${relay.title} is used without encryption; ${why}.` });
  }
  return finding({
    ...common,
    status: 'warn',
    summary: `The password for ${relay.title} travels over the Internet without encryption.`,
    detail: sentences(
      capabilities.startTls
        ? 'The server offers TLS (STARTTLS): set the encryption to it.'
        : 'The server offers no STARTTLS on this port; ask for one that is encrypted (465 or 587).',
      where(['smtp_ssl']),
    ),
  });
};
