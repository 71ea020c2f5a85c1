import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { sentences, whereSet } from '../../checks/measure/relay-words.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { countExplained } from '../../checks/measure/stored-failures.ts';
import { describeVantage } from '../../checks/measure/vantage.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { describeCertificateProblems, type TlsReport } from '../../domain/probes/tls-report.ts';
import { countOf } from '../../domain/wording/count.ts';
import { offerAll } from '../../remedies/outgoing-server/server-offers.ts';
import { switchMode } from './switch-mode-remedy.ts';

/** Renewal usually happens a month before the end; two weeks before, it was forgotten. */
const soonDays = 14;

/** The certificate of every server that shows one: who vouches for it, whose name it bears, how long it lasts. */
export const certificateCheck: Check = {
  id: 'tls.certificate',
  title: 'Certificates of the mail servers',
  owner: 'odoo',
  run: async (context) => {
    const sessions = await openSessions(context);
    const findings = await Promise.all(
      sessions.map(async (session) =>
        session.report.tls === undefined ? [] : [await judge(context, session, session.report.tls)],
      ),
    );
    const found = findings.flat();
    return found.length > 0 ? found : [finding({ status: 'skipped', summary: 'No mail server showed a certificate.' })];
  },
};

const judge = async (context: CheckContext, session: RelaySession, tls: TlsReport): Promise<CheckFinding> => {
  const { relay } = session;
  const judged = judgeCertificate(session, tls, {
    series: context.odoo.version.series,
    whereSet: whereSet(context, relay, ['smtp_ssl']),
  });
  if (tls.verified) return judged;
  const told = { ...judged, detail: sentences(judged.detail, await describeVantage(context)) };
  if (!isStrict(relay)) return told;
  return {
    ...told,
    ...(await countExplained(context, 'tls', relay.subject)),
    remedies: await offerAll(context, relay.subject, [switchMode]),
  };
};

/** Odoo looks at the certificate. */
const isStrict = ({ tls }: Relay): boolean => tls.endsWith('_strict');

interface CertificateFacts {
  readonly series: OdooSeries;
  /** Where a person sets the encryption up, a sentence. */
  readonly whereSet: string;
}

/** What is to be thought of a server's certificate; without what it accounts for and without its remedies. */
export const judgeCertificate = (
  session: RelaySession,
  tls: TlsReport,
  { series, whereSet: where }: CertificateFacts,
): CheckFinding => {
  const { relay, report } = session;
  const common = { subject: relay.subject, owner: 'provider', evidence: [smtpEvidence(report)] } as const;
  if (tls.verified) return describeLifetime(common, session, tls);
  const problems = describeCertificateProblems(tls.problems);
  if (isStrict(relay)) {
    return finding({
      ...common,
      status: relay.isChosen ? 'fail' : 'warn',
      summary: `Odoo does not trust the certificate of ${relay.title}: ${problems}.`,
      detail: sentences(
        'Every mail through this server fails until it is renewed, or until Odoo is set not to verify it.',
        where,
      ),
    });
  }
  return finding({
    ...common,
    status: 'warn',
    summary: `The certificate of ${relay.title} would not pass a look at it: ${problems}.`,
    detail: traitsOf(series).verifyingModes
      ? `With this encryption Odoo ${series} sends all the same; only TLS and SSL with verification look at the certificate.`
      : `Odoo ${series} does not look at certificates and sends all the same; a program that does would not.`,
  });
};

const describeLifetime = (
  common: Pick<CheckFinding, 'subject' | 'owner' | 'evidence'>,
  { relay }: RelaySession,
  { certificate }: TlsReport,
): CheckFinding => {
  const days = certificate?.expiresInDays ?? soonDays + 1;
  const until = certificate === undefined ? '' : ` until ${certificate.notAfter.slice(0, 10)}`;
  return days > soonDays
    ? finding({ ...common, status: 'ok', summary: `The certificate of ${relay.title} is in order${until}.` })
    : finding({
        ...common,
        status: 'warn',
        summary: `The certificate of ${relay.title} ends in ${countOf(Math.max(0, days), 'day')}${until === '' ? '' : `, on${until.slice(' until'.length)}`}.`,
        detail: 'Servers renew theirs about a month before; this one was forgotten, or its renewal fails.',
      });
};
