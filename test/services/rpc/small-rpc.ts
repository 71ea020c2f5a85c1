import type { SendNow, SendOutcome } from '../../../source/domain/change/send-now.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { openRpc, type Rpc, type RpcOptions } from '../../../source/services/rpc/open.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { type OdooHttp, type OdooHttpOptions, startOdooHttp } from '../../support/odoo-http.ts';

export const login = 'admin';
/** As Odoo makes them. */
export const apiKey = '0123456789abcdef0123456789abcdef01234567';
/** Each its own: of two that share one, the younger is taken for a copy and must not send. */
const uuidOf = ({ name }: { readonly name: string }): string => `uuid of ${name}`;

/** For what never comes to a database. */
export const nowhere = { series: 17, database: { name: 'acme', dsn: '' }, account: { login, key: apiKey } } as const;

/** Serves a small Odoo over HTTP to one account. */
export const serve = async (odoo: SmallOdoo, options: Partial<OdooHttpOptions> = {}): Promise<OdooHttp> => {
  await odoo.setParameter('database.uuid', uuidOf(odoo.database));
  const account = { login, key: apiKey };
  return startOdooHttp({ series: odoo.series, database: odoo.database, account, ...options });
};

export const open = (
  odoo: { readonly database: { readonly name: string } },
  server: Pick<OdooHttp, 'url'>,
  options: Partial<RpcOptions> = {},
): Promise<Rpc> =>
  openRpc({
    url: server.url,
    database: odoo.database.name,
    login,
    key: new Secret(apiKey),
    uuid: uuidOf(odoo.database),
    timeoutMs: 10_000,
    ...options,
  });

export const sendAll = async (way: SendNow, ids: readonly number[]): Promise<readonly SendOutcome[]> => {
  const outcomes: SendOutcome[] = [];
  for await (const outcome of way.send(ids)) outcomes.push(outcome);
  return outcomes;
};
