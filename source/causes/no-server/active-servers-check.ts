import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { adviseConfigurationAge, describeConfigurationAge } from '../../checks/measure/configuration-age.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureMailServers } from '../../checks/measure/measure-database.ts';
import { openSessions } from '../../checks/measure/smtp-sessions.ts';
import { measureWaiting } from '../../checks/measure/waiting.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { smtpEvidence } from '../../domain/probes/probe-evidence.ts';
import { type SmtpReport, smtpStages } from '../../domain/probes/smtp-report.ts';
import { countOf } from '../../domain/wording/count.ts';
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
    const usable = servers.filter((server) => isUsableServer(server, context.odoo.version.series));
    if (usable.length > 0) {
      const summary = `${countOf(usable.length, 'outgoing mail server is', 'outgoing mail servers are')} in use.`;
      return [finding({ status: 'ok', summary, evidence })];
    }
    return [await judgeFallback(context, servers, evidence)];
  },
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

const judgeFallback = async (
  context: CheckContext,
  servers: readonly MailServer[],
  evidence: CheckFinding['evidence'],
): Promise<CheckFinding> => {
  const { settings, configuration } = context.target;
  const [sessions, waiting, queue] = await Promise.all([
    ifPossible(context, openSessions(context)),
    ifPossible(context, measureWaiting(context)),
    ifPossible(context, context.readQueue()),
  ]);
  const report = sessions?.find(({ relay }) => relay.subject === 'conf')?.report;
  const server = `${settings.smtpServer.value}:${settings.smtpPort.value}`;
  const common = {
    evidence: [...evidence, ...(report === undefined ? [] : [smtpEvidence(report)])],
  } as const;
  const rows = describeRows(servers);
  const whyUnread = describeConfigurationAge(context.target, context.now());
  if (whyUnread !== undefined) {
    const summary = `${rows}, so Odoo sends through odoo.conf's server, and which that is, is not known: ${whyUnread}.`;
    return finding({ ...common, status: 'unknown', summary, detail: `${adviseConfigurationAge(context.target)}.` });
  }
  if (report !== undefined && answers(report)) {
    const summary = `${rows}, so Odoo sends through odoo.conf's server ${server}, which answers.`;
    return finding({ ...common, status: 'ok', summary });
  }
  // Failures that Odoo stored for want of a server, or because nobody was at odoo.conf's.
  const stored = (queue?.failures ?? []).filter(({ cause }) => cause === 'no-server' || cause === 'firewall');
  const failed = stored.reduce((sum, { count }) => sum + count, 0);
  const detail = `What odoo.conf says counts only while no row is active (${describeOrigin(settings.smtpServer.origin)}). Un-archive a server, or set one up: ${menuPath(context.odoo.version.series, 'outgoing-servers')}; archived ones show with the filter Archived.`;
  if (configuration === undefined && failed === 0) {
    return finding({
      ...common,
      status: 'unknown',
      summary: `${rows}, and no odoo.conf was read that would tell where Odoo sends instead.`,
      detail: 'Name the file with -c FILE, on the machine where Odoo runs.',
    });
  }
  return finding({
    ...common,
    status: 'fail',
    summary: `${rows}, and nobody answers where Odoo sends instead (${server}): ${countOf(failed, 'mail')} failed, ${countOf(waiting?.due.length ?? 0, 'waits', 'wait')}.`,
    detail,
    remedies: [
      ...servers
        .filter(isWorthReviving)
        .map(({ id, name, host }) => offer(unarchive, `server:${id}`, [], `${name} (${host})`)),
      offer(create, null, await create.inputs(context, null)),
    ],
    ...(waiting === undefined ? {} : { explains: waiting.due.length + failed }),
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
