import { measureMailServers } from '../checks/measure/measure-database.ts';
import { type Finding, finding } from '../domain/finding/finding.ts';
import type { MailServer } from '../domain/odoo/mail-server.ts';
import { menuPath } from '../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../domain/odoo/odoo-series.ts';
import { dayMs } from '../lib/time-units.ts';
import type { PrecautionCheck } from './precaution.ts';

export type ServerAtHand = Pick<MailServer, 'id' | 'name' | 'active' | 'host' | 'user' | 'sequence' | 'fromFilter'>;

const sameText = (one: string | null, other: string | null): boolean =>
  (one ?? '').trim().toLowerCase() === (other ?? '').trim().toLowerCase();

/** What fails together: the same host or, wherever it is, the same account of a provider. */
const failTogether = (one: ServerAtHand, other: ServerAtHand): boolean =>
  sameText(one.host, other.host) || (one.user?.includes('@') === true && sameText(one.user, other.user));

type Judged = Pick<Finding, 'status' | 'summary'> & { readonly detail?: string };

/** The order in which Odoo chooses: by sequence, rows without one last, then by id. */
const byOrder = (one: ServerAtHand, other: ServerAtHand): number => {
  const last = Number.MAX_SAFE_INTEGER;
  return (one.sequence ?? last) - (other.sequence ?? last) || one.id - other.id;
};

/** Whether there is another server to change over to when the first one fails; `tested`: ids that took a test lately. */
export const judgeSecondServer = (
  servers: readonly ServerAtHand[],
  series: OdooSeries,
  tested: ReadonlySet<number>,
): Judged => {
  const usable = servers.filter(({ host }) => (host?.trim() ?? '') !== '' && host !== 'invalid');
  const active = usable.filter((server) => server.active).toSorted(byOrder);
  const [first] = active;
  const path = menuPath(series, 'outgoing-servers');
  const byHand =
    'Odoo tries no other server when one fails: a second one, with another provider, is what one changes over to by its priority.';
  if (first === undefined) {
    return { status: 'skipped', summary: 'No outgoing server is active, so there is no first one to stand in for.' };
  }
  const others = usable.filter((server) => server !== first && !failTogether(server, first)).toSorted(byOrder);
  const second = others.find((server) => server.active);
  if (second !== undefined) {
    const after = first.sequence === second.sequence ? 'with the same priority' : 'behind it by priority';
    return {
      status: 'ok',
      summary: `Beside ${first.name} (${first.host}) there is ${second.name} (${second.host}), ${after}.`,
    };
  }
  const archived = others.find(({ id }) => tested.has(id)) ?? others[0];
  if (archived !== undefined) {
    const isTested = tested.has(archived.id);
    return {
      status: isTested ? 'ok' : 'unknown',
      summary: isTested
        ? `${archived.name} (${archived.host}) is at hand, archived, and took a test lately: it takes over from ${first.name} once it is un-archived.`
        : `${archived.name} (${archived.host}) is archived and could take over from ${first.name}; whether it still works is not known.`,
      detail: `odoo-mail-doctor send-test --to YOU@EXAMPLE.COM --server ${archived.id} --apply shows whether it works. Menu: ${path}, filter Archived.`,
    };
  }
  const twin = usable.find((server) => server !== first);
  if (twin !== undefined) {
    return {
      status: 'warn',
      summary: `${twin.name} shares ${sameText(twin.host, first.host) ? `the host ${first.host}` : `the account ${first.user}`} with ${first.name}: what stops one stops both.`,
      detail: `${byHand} Menu: ${path}.`,
    };
  }
  return {
    status: 'warn',
    summary: `${first.name} (${first.host}) is the only outgoing server: while it fails, nothing leaves.`,
    detail: `${byHand} Keep one ready, archived or with a lower priority. Menu: ${path}.`,
  };
};

/** A server that nobody uses may have lost its account by then. */
const testHoldsMs = 180 * dayMs;

/** Whether a second server is at hand; personal ones (19) serve their owner alone. */
export const secondServerCheck: PrecautionCheck = {
  id: 'prevention.second-server',
  title: 'A second server at hand',
  owner: 'odoo',
  run: async (context) => {
    const { value, evidence } = await measureMailServers(context);
    const common = { evidence };
    const shared = value.filter(({ owner }) => (owner ?? null) === null);
    const unknown = shared.find(({ detached }) => detached !== null);
    if (unknown !== undefined) {
      const summary = `Where the outgoing servers lead is not known in full: ${unknown.detached}.`;
      return [finding({ ...common, status: 'unknown', summary })];
    }
    const since = context.now().getTime() - testHoldsMs;
    const tests = (await context.readTests()) ?? [];
    const tested = tests
      .filter(({ at, isAccepted }) => isAccepted && at.getTime() >= since)
      .map(({ subject }) => subject);
    const ids = new Set(shared.flatMap(({ id }) => (tested.includes(`server:${id}`) ? [id] : [])));
    return [finding({ ...common, ...judgeSecondServer(shared, context.odoo.version.series, ids) })];
  },
};
