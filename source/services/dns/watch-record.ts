import { setTimeout as wait } from 'node:timers/promises';
import { joinText, recordsOf } from '../../domain/dns/answer.ts';
import { normalizeName } from '../../domain/dns/dns-name.ts';
import { createResolver, type LookupOptions, type Resolver, type ResolverOptions } from './resolver.ts';

/** A record that somebody is about to publish. */
export interface AwaitedRecord {
  readonly name: string;
  readonly type: 'TXT' | 'CNAME' | 'MX';
  /** The text; the target's name; `10 mx.example.com`. */
  readonly value: string;
}

/** What one server answers. `old`: something else stands there; `unknown`: it did not answer. */
export interface RecordSight {
  /** `ns1.acme.com (authoritative)`, or what the resolver is called. */
  readonly server: string;
  readonly state: 'visible' | 'old' | 'absent' | 'unknown';
  /** What stands there instead, or why it is unknown. */
  readonly found: readonly string[];
  /** Seconds for which the server may go on giving an old answer out of its memory. */
  readonly ttl: number | undefined;
}

export interface WatchRound {
  readonly at: Date;
  readonly sights: readonly RecordSight[];
  /** Every server that answered has the new record, and one did. */
  readonly isVisible: boolean;
}

export interface WatchOptions extends LookupOptions {
  /** Whom Odoo's machine or the user asks, without a cache of its own; the zone's own servers are found through the first. */
  readonly resolvers: readonly { readonly title: string; readonly resolver: Resolver }[];
  /** How the zone's own servers are asked. */
  readonly asking: Pick<ResolverOptions, 'timeoutMs' | 'tries' | 'now'>;
  /** Between two rounds, ms. */
  readonly intervalMs: number;
  /** 53 but in a world of its own. */
  readonly authoritativePort?: number;
}

/**
 * Asks the zone's own servers and the resolvers, round by round, until all that answer have the record; the last round
 * says so. Ends without a word when the signal is aborted; cancel by leaving the loop or by the signal.
 */
export async function* watchRecord(record: AwaitedRecord, options: WatchOptions): AsyncGenerator<WatchRound, void> {
  const { signal, intervalMs, resolvers, asking } = options;
  try {
    for (;;) {
      const own = await findOwnServers(record.name, options);
      const sights = await Promise.all(
        [...own, ...resolvers].map(({ title, resolver }) => look(record, title, resolver, { signal })),
      );
      const known = sights.filter(({ state }) => state !== 'unknown');
      const isVisible = known.length > 0 && known.every(({ state }) => state === 'visible');
      yield { at: asking.now(), sights, isVisible };
      if (isVisible) return;
      await wait(intervalMs, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

const look = async (
  { name, type, value }: AwaitedRecord,
  server: string,
  resolver: Resolver,
  options: LookupOptions,
): Promise<RecordSight> => {
  const answer = await resolver.lookUp(name, type, options);
  switch (answer.kind) {
    case 'nxdomain':
    case 'nodata':
    case 'bad-name':
      return { server, state: 'absent', found: [], ttl: undefined };
    case 'answer': {
      const found = answer.records.map(writeRecord);
      const isThere = found.some((one) => tidy(one) === tidy(value));
      return { server, state: isThere && !hasRival(type, found) ? 'visible' : 'old', found, ttl: answer.ttl };
    }
    default:
      return { server, state: 'unknown', found: [answer.reason], ttl: undefined };
  }
};

/** A second SPF or DMARC record beside the new one spoils both (RFC 7208 §4.5, RFC 9989 §4.10). */
const hasRival = (type: AwaitedRecord['type'], found: readonly string[]): boolean =>
  type === 'TXT' &&
  [/^v=spf1(?: |$)/i, /^v=DMARC1(?:;|$)/i].some((kind) => found.filter((text) => kind.test(text)).length > 1);

const writeRecord = (record: unknown): string => {
  if (typeof record === 'string') return record;
  if (Array.isArray(record)) return joinText(record.map(String));
  if (typeof record !== 'object' || record === null) return '';
  const { preference, exchange } = record as { readonly preference?: number; readonly exchange?: string };
  return `${preference ?? 0} ${exchange ?? ''}`;
};

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');

/** The servers of the closest zone at or above the name; none where that cannot be found out. */
const findOwnServers = async (
  name: string,
  { resolvers, asking, authoritativePort = 53, signal }: WatchOptions,
): Promise<WatchOptions['resolvers']> => {
  const [first] = resolvers;
  if (first === undefined) return [];
  const labels = normalizeName(name).split('.');
  for (let above = 0; above < labels.length - 1; above += 1) {
    const hosts = recordsOf(await first.resolver.lookUp(labels.slice(above).join('.'), 'NS', { signal }));
    if (hosts.length === 0) continue;
    const located = await Promise.all(
      hosts.map(async (title) => ({
        title,
        addresses: recordsOf(await first.resolver.lookUp(title, 'A', { signal })),
      })),
    );
    return located.flatMap(({ title, addresses }) =>
      addresses.slice(0, 1).map((host) => ({
        title: `${title} (authoritative)`,
        resolver: createResolver({ ...asking, server: { host, port: authoritativePort } }),
      })),
    );
  }
  return [];
};
