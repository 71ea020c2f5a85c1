import { type Check, offer } from '../../checks/cause.ts';
import { measureRoutes, type SenderRoute } from '../../checks/measure/routes.ts';
import { readFailureGroups } from '../../checks/measure/stored-failures.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { countOf } from '../../domain/wording/count.ts';
import { unarchive } from './remedies/unarchive-server-remedy.ts';

/** Mails whose template or mailing insists on a server that somebody archived: 16 and later refuse those. */
export const forcedCheck: Check = {
  id: 'no-server.forced',
  title: 'No mail insists on an archived server',
  owner: 'odoo',
  async run(context) {
    const { routes, evidence } = await measureRoutes(context);
    const { count } = await readFailureGroups(context, 'no-server');
    const judged = judgeForced(groupByServer(routes), count, context.odoo.version.series);
    return judged.map((each) => ({ ...each, evidence }));
  },
};

/** `past`: mails that failed for want of a server. Without its evidence. */
export const judgeForced = (
  archived: ReturnType<typeof groupByServer>,
  past: number,
  series: OdooSeries,
): readonly CheckFinding[] => {
  if (archived.length > 0) {
    return archived.map(({ id, name, mails }) =>
      finding({
        subject: `server:${id}`,
        status: 'fail',
        summary: `${countOf(mails, 'mail insists', 'mails insist')} on the server "${name}", which is archived, so Odoo does not send ${mails === 1 ? 'it' : 'them'}.`,
        detail: `A template or mailing names it and goes on doing so. Un-archive it, or name another one in the template. Menu: ${menuPath(series, 'outgoing-servers')}, filter Archived.`,
        explains: mails,
        stopsAll: false,
        remedies: [offer(unarchive, `server:${id}`)],
      }),
    );
  }
  if (past === 0) {
    return [finding({ status: 'ok', summary: 'No mail insists on a server that is archived.' })];
  }
  return [
    finding({
      status: 'warn',
      summary: `${countOf(past, 'mail')} failed for want of a server; there is one for ${past === 1 ? 'it' : 'them'} now: retry.`,
      explains: past,
      leftover: true,
    }),
  ];
};

/** Mails that insist on an archived server, by server. */
export const groupByServer = (
  routes: readonly Pick<SenderRoute, 'route' | 'sender'>[],
): readonly { id: number; name: string; mails: number }[] => {
  const servers = new Map<number, { id: number; name: string; mails: number }>();
  for (const { route, sender } of routes) {
    if (route.kind !== 'fails' || route.failure.kind !== 'archived' || sender.mails === 0) continue;
    const { id, name } = route.failure.server;
    servers.set(id, { id, name, mails: (servers.get(id)?.mails ?? 0) + sender.mails });
  }
  return [...servers.values()];
};
