import type { DatabaseAddress } from '../../domain/database/database-address.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';

interface Refusal {
  readonly said: RegExp;
  readonly explain: (
    address: DatabaseAddress,
    detail: string,
  ) => { readonly message: string; readonly tryThis: string };
}

const nameIt = ({ host, port }: DatabaseAddress): string => `The pooler at ${host}, port ${port}`;

/** PgBouncer's own refusals, all of them with code 08P01 up to 1.18 (src/client.c, src/janitor.c, src/objects.c). */
const refusals: readonly Refusal[] = [
  {
    // The second with auth_type = any.
    said: /no such database|bouncer config error/,
    explain: (address, detail) => ({
      message: `${nameIt(address)} knows no database ${address.database} (${detail}).`,
      tryThis: 'Choose another with -d; [databases] in pgbouncer.ini lists those that it knows.',
    }),
  },
  {
    said: /query_wait_timeout/,
    explain: (address, detail) => ({
      message: `${nameIt(address)} has no free server connection for ${address.database} (${detail}).`,
      tryThis: 'SHOW POOLS in its console says who holds them; default_pool_size sets how many there are.',
    }),
  },
  {
    said: /no more connections allowed/,
    explain: (address, detail) => ({
      message: endSentence(`${nameIt(address)} takes no further client: ${detail}`),
      tryThis: 'max_client_conn in pgbouncer.ini sets how many there may be.',
    }),
  },
  {
    said: /server_login_retry|server login|cannot connect to server|server conn crashed|server_connect_timeout/,
    explain: (address, detail) => ({
      message: endSentence(`${nameIt(address)} cannot connect to PostgreSQL behind it: ${detail}`),
      tryThis: "Is PostgreSQL running where [databases] in pgbouncer.ini says? The pooler's log names the reason.",
    }),
  },
  {
    said: /unsupported startup parameter/,
    explain: (address, detail) => ({
      message: `${nameIt(address)} refuses what PGOPTIONS asks for (${detail}).`,
      tryThis: 'Unset PGOPTIONS for this run.',
    }),
  },
];

/** What a connection pooler says for itself when it lets nobody in; undefined for words that are not its own. */
export const explainPooler = (
  detail: string,
  address: DatabaseAddress,
): { readonly message: string; readonly tryThis: string } | undefined =>
  refusals.find(({ said }) => said.test(detail))?.explain(address, detail);
