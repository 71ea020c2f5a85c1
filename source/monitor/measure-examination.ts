import type { RelaySession } from '../checks/measure/smtp-sessions.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { Status } from '../domain/finding/status.ts';
import type { CauseReport } from '../domain/finding/verdict.ts';
import type { SmtpReport } from '../domain/probes/smtp-report.ts';
import type { Measures, RecordKind, ServerMeasures, Severity } from './state.ts';

/** What an examination measured, as numbers. */
export const measureExamination = (reports: readonly CauseReport[], sessions: readonly RelaySession[]): Measures => {
  const findings = reports.flatMap((report) => report.findings);
  const severity = (...checks: readonly string[]): Severity | null =>
    severityOf(findings.filter(({ check }) => checks.includes(check)));
  const records = Object.entries(recordChecks).flatMap(([kind, checks]) => {
    const found = severity(...checks);
    return found === null ? [] : [[kind, found] as const];
  });
  const causes = reports.flatMap(({ id, status, consequenceOf }) => {
    const found = consequenceOf === undefined ? severities[status] : null;
    return found === null ? [] : [[id, found] as const];
  });
  return {
    servers: Object.fromEntries(
      sessions.map(({ relay, report }) => [relay.subject.replace(/^server:/, ''), measureServer(report)]),
    ),
    causes: Object.fromEntries(causes),
    records: Object.fromEntries(records),
    blocklisted: isTrouble(severity('dns.blocklists', 'dns.address-blocklists', 'dns.own-server')),
    relayDeferring: isTrouble(severity('beyond.relay')),
    unexplained: countExplained(findings.filter(({ check }) => check === 'unexplained.failures')),
  };
};

const recordChecks: Readonly<Record<RecordKind, readonly string[]>> = {
  spf: ['dns.spf', 'dns.spf-relay'],
  dkim: ['dns.dkim'],
  dmarc: ['dns.dmarc'],
  ptr: ['dns.ptr'],
  mx: ['dns.bounce-mx'],
};

/** What was skipped has nothing wrong that bears on mail. */
const severities: Readonly<Record<Status, Severity | null>> = { ok: 0, skipped: 0, warn: 1, fail: 2, unknown: null };

/** The worst of them; null where there is none, or nothing is known to be wrong and something is not known. */
const severityOf = (findings: readonly Finding[]): Severity | null => {
  const found = findings.map(({ status, consequenceOf }) => (consequenceOf === undefined ? severities[status] : null));
  const worst = ([2, 1] as const).find((severity) => found.includes(severity));
  if (worst !== undefined) return worst;
  return found.length === 0 || found.includes(null) ? null : 0;
};

const isTrouble = (severity: Severity | null): boolean | null => (severity === null ? null : severity > 0);

const countExplained = (findings: readonly Finding[]): number | null =>
  severityOf(findings) === null ? null : findings.reduce((sum, { explains = 0 }) => sum + explains, 0);

const measureServer = ({ resolution, attempts, auth, tls }: SmtpReport): ServerMeasures => {
  const open = attempts.find(({ outcome }) => outcome.kind === 'open');
  const isNameless =
    resolution?.kind === 'failed' && (resolution.reason === 'nxdomain' || resolution.reason === 'nodata');
  const certificateEndsAt = Date.parse(tls?.certificate?.notAfter ?? '');
  return {
    reachable: open !== undefined ? true : attempts.length > 0 || isNameless ? false : null,
    connectMs: open?.durationMs ?? null,
    loginAccepted:
      auth.kind === 'accepted' ? true : auth.kind === 'refused' || auth.kind === 'not-tried' ? false : null,
    certificateEndsAt: Number.isNaN(certificateEndsAt) ? null : certificateEndsAt,
  };
};
