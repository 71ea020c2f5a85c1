import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext, CheckTarget } from '../../checks/context.ts';
import { adviseConfigurationAge, describeConfigurationAge } from '../../checks/measure/configuration-age.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureMailServers } from '../../checks/measure/measure-database.ts';
import { openSessions } from '../../checks/measure/smtp-sessions.ts';
import { measureWaiting } from '../../checks/measure/waiting.ts';
import type { RemedyInput } from '../../domain/change/remedy.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { type SmtpReport, smtpStages } from '../../domain/probes/smtp-report.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { OdooSettings } from '../../target/odoo-conf/conf-settings.ts';
import { describeOrigin } from '../../target/setting.ts';
import { create } from './remedies/create-server-remedy.ts';
import { unarchive } from './remedies/unarchive-server-remedy.ts';

/** Any active row beats odoo.conf; without one Odoo takes odoo.conf's server, which is localhost:25 unless set. */
export const activeServersCheck: Check = {
  id: 'no-server.active',
  title: 'There is a server to send through',
  owner: 'odoo',
  decides: true,
  async run(context) {
    const { value: servers, evidence } = await measureMailServers(context);
    const used = describeUsable(servers, context.odoo.version.series);
    return [used === undefined ? await measureFallback(context, servers, evidence) : { ...used, evidence }];
  },
};

/** Without its evidence; undefined where no row can be used. */
export const describeUsable = (servers: readonly MailServer[], series: OdooSeries): CheckFinding | undefined => {
  const { length } = servers.filter((server) => isUsableServer(server, series));
  if (length === 0) return undefined;
  const summary = `${countOf(length, 'outgoing mail server is', 'outgoing mail servers are')} in use.`;
  return finding({ status: 'ok', summary });
};

/** A personal server carries its owner's mail only (19); a row without a host is none, unless it takes odoo.conf's (17+). */
export const isUsableServer = (
  { active, host, authentication, owner, detached }: MailServer,
  series: OdooSeries,
): boolean =>
  active &&
  (owner === null || owner === undefined) &&
  // One whose values Odoo has from elsewhere may well lead somewhere.
  ((host?.trim() ?? '') !== '' ||
    detached !== null ||
    (traitsOf(series).hostByConfiguration && authentication === 'cli'));

const measureFallback = async (
  context: CheckContext,
  servers: readonly MailServer[],
  evidence: CheckFinding['evidence'],
): Promise<CheckFinding> => {
  const [sessions, waiting, queue] = await Promise.all([
    ifPossible(context, openSessions(context)),
    ifPossible(context, measureWaiting(context)),
    ifPossible(context, context.readQueue()),
  ]);
  const report = sessions?.find(({ relay }) => relay.subject === 'conf')?.report;
  const judged = judgeFallback({
    servers,
    report,
    whyUnread: describeConfigurationAge(context.target, context.now()),
    target: context.target,
    waiting: waiting?.due.length,
    failures: queue?.failures ?? [],
    series: context.odoo.version.series,
    inputs: await create.inputs(context, null),
  });
  return { ...judged, evidence: [...evidence, ...(report === undefined ? [] : [smtpEvidence(report)])] };
};

export interface FallbackFacts {
  /** None of which can be used. */
  readonly servers: readonly MailServer[];
  /** What odoo.conf's server said; undefined where it could not be tried. */
  readonly report: Pick<SmtpReport, 'reached'> | undefined;
  /** As of `describeConfigurationAge`. */
  readonly whyUnread: string | undefined;
  readonly target: Pick<CheckTarget, 'age' | 'configuration'> & {
    readonly settings: Pick<OdooSettings, 'smtpServer' | 'smtpPort'>;
  };
  /** Mails that are due; undefined where the role may not read them. */
  readonly waiting: number | undefined;
  readonly failures: readonly { readonly cause: string | null; readonly count: number }[];
  readonly series: OdooSeries;
  /** Of the remedy that makes a server. */
  readonly inputs: readonly RemedyInput[];
}

/** Whether Odoo has something to send through where no row can be used. Without its evidence. */
export const judgeFallback = (facts: FallbackFacts): CheckFinding => {
  const { servers, report, whyUnread, target, waiting, failures, series, inputs } = facts;
  const { settings, configuration } = target;
  const server = `${settings.smtpServer.value}:${settings.smtpPort.value}`;
  const rows = describeRows(servers);
  if (whyUnread !== undefined) {
    const summary = `${rows}, so Odoo sends through odoo.conf's server, and which that is, is not known: ${whyUnread}.`;
    return finding({ status: 'unknown', summary, detail: `${adviseConfigurationAge(target)}.` });
  }
  if (report !== undefined && answers(report)) {
    const summary = `${rows}, so Odoo sends through odoo.conf's server ${server}, which answers.`;
    return finding({ status: 'ok', summary });
  }
  // Failures that Odoo stored for want of a server, or because nobody was at odoo.conf's.
  const stored = failures.filter(({ cause }) => cause === 'no-server' || cause === 'firewall');
  const failed = stored.reduce((sum, { count }) => sum + count, 0);
  if (configuration === undefined && failed === 0) {
    return finding({
      status: 'unknown',
      summary: `${rows}, and no odoo.conf was read that would tell where Odoo sends instead.`,
      detail: 'Name the file with -c FILE, on the machine where Odoo runs.',
    });
  }
  return finding({
    status: 'fail',
    summary: `${rows}, and nobody answers where Odoo sends instead (${server}): ${countOf(failed, 'mail')} failed, ${countOf(waiting ?? 0, 'waits', 'wait')}.`,
    detail: `What odoo.conf says counts only while no row is active (${describeOrigin(settings.smtpServer.origin)}). Un-archive a server, or set one up: ${menuPath(series, 'outgoing-servers')}; archived ones show with the filter Archived.`,
    remedies: [
      ...servers
        .filter(isWorthReviving)
        .map(({ id, name, host }) => offer(unarchive, `server:${id}`, [], `${name} (${host})`)),
      offer(create, null, inputs),
    ],
    ...(waiting === undefined ? {} : { explains: waiting + failed }),
  });
};

/** Not the row that neutralizing puts there to lead nowhere. */
export const isWorthReviving = ({ active, host }: MailServer): boolean =>
  !active && (host?.trim() ?? '') !== '' && host !== 'invalid';

export const answers = ({ reached }: Pick<SmtpReport, 'reached'>): boolean =>
  reached !== undefined && smtpStages.indexOf(reached) >= smtpStages.indexOf('ehlo');

export const describeRows = (servers: readonly MailServer[]): string => {
  if (servers.length === 0) return 'No outgoing mail server is set up in Odoo';
  const archived = servers.filter(({ active }) => !active).length;
  return archived === servers.length
    ? `${archived === 1 ? 'The only outgoing mail server is' : `All ${archived} outgoing mail servers are`} archived`
    : 'None of the outgoing mail servers can be used by everybody or has a host';
};
