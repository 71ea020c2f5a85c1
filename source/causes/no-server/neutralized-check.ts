import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { measureMailServers, measureParameters, measureQueueCron } from '../../checks/measure/measure-database.ts';
import { findStop } from '../../checks/measure/measure-runner.ts';
import { openSessions, type RelaySession } from '../../checks/measure/smtp-sessions.ts';
import { countDueMails } from '../../checks/measure/waiting.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { finding } from '../../domain/finding/finding.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';

/** A copy for testing must not send: nothing here is to be mended. */
export const neutralizedCheck: Check = {
  id: 'no-server.neutralized',
  title: 'This is the real database',
  owner: 'odoo',
  async run(context) {
    const { value, evidence } = await measureParameters(context);
    if (!isNeutralized(value)) {
      const summary = 'This database is not marked as a copy that must not send.';
      return [finding({ evidence, status: 'ok', summary })];
    }
    const [due, able] = await Promise.all([countDueMails(context), readAbility(context)]);
    return [
      finding({
        evidence: [...evidence, ...able.evidence],
        status: 'warn',
        summary: describeCopy(able),
        detail:
          'odoo-bin neutralize archives the mail servers of a copy and switches its scheduled actions off, so that it never writes to customers. The mails in it belong to the original, which may have sent them. Look at the original database instead; nothing is mended here.',
        ...(due === undefined ? {} : { explains: due }),
      }),
    ];
  },
};

/** What a copy could send with; undefined where it may not be read. */
export interface Ability {
  /** Active servers that lead somewhere, by name. */
  readonly servers: readonly string[] | undefined;
  readonly runs: boolean | undefined;
  /** Without any active row Odoo takes odoo.conf's server: the one that answers there; undefined where none does. */
  readonly fallback: string | undefined;
}

/** Neutralizing is done once; whoever makes a server active afterwards has a copy that writes to customers. */
export const describeCopy = ({ servers, runs, fallback }: Ability): string => {
  const copy = 'This is a neutralized copy: it must not send';
  if (servers === undefined || runs === undefined) return `${copy}. Whether it does could not be read.`;
  const server = servers[0] === undefined ? fallback : `the mail server "${servers[0]}" is active`;
  if (server === undefined) return `${copy}, and it does not: none of its mail servers leads anywhere.`;
  return runs
    ? `${copy}, and yet it can: ${server} and the queue runner is switched on.`
    : `${copy}. Its queue runner is switched off, but ${server}, so that single mails may leave.`;
};

/** The row that neutralizing puts there leads nowhere (data/neutralize.sql, 16+). */
export const leadsSomewhere = ({ active, host }: Pick<MailServer, 'active' | 'host'>): boolean =>
  active && host !== 'invalid' && (host?.trim() ?? '') !== '';

const readAbility = async (context: CheckContext): Promise<Ability & { readonly evidence: readonly Evidence[] }> => {
  const [servers, cron, sessions] = await Promise.all([
    ifPossible(context, measureMailServers(context)),
    ifPossible(context, measureQueueCron(context)),
    ifPossible(context, openSessions(context)),
  ]);
  return {
    servers: servers?.value.filter(leadsSomewhere).map(({ name }) => name),
    runs:
      cron === undefined
        ? undefined
        : cron.value.kind === 'found' && findStop(cron.value.cron, context.odoo.version.series) === undefined,
    fallback: describeFallback(servers?.value, sessions),
    evidence: [...(servers?.evidence ?? []), ...(cron?.evidence ?? [])],
  };
};

export const describeFallback = (
  servers: readonly MailServer[] | undefined,
  sessions: readonly RelaySession[] | undefined,
): string | undefined => {
  if (servers === undefined || servers.some(({ active }) => active)) return undefined;
  const conf = sessions?.find(({ relay, report }) => relay.subject === 'conf' && report.capabilities !== undefined);
  return conf === undefined ? undefined : `${conf.relay.title} answers, which Odoo takes where no row is active,`;
};
