import { randomInt } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { DnsAnswer, DnsNo, DnsType } from '../../domain/dns/answer.ts';
import { isDnsName, normalizeName } from '../../domain/dns/dns-name.ts';
import { createLimit } from '../../lib/limit.ts';
import { describeEvidence, describeNo } from './describe.ts';
import type { LookupCache } from './lookup-cache.ts';
import { type DnsServerAddress, systemServers } from './server-address.ts';
import { type Asked, askServers } from './wire/ask-servers.ts';
import { followAliases } from './wire/chain.ts';

export interface ResolverOptions {
  /** Whom to ask; without it the system's servers, in their order. */
  readonly server?: DnsServerAddress;
  /** For one try at one server; a question takes at most this times `tries` times the servers, twice that with TCP. */
  readonly timeoutMs: number;
  /** How often a silent server is asked. */
  readonly tries: number;
  readonly now: () => Date;
  readonly randomId?: () => number;
  /** Shares answers within a run; without it every question is asked anew. */
  readonly cache?: LookupCache;
}

export interface LookupOptions {
  readonly signal: AbortSignal;
}

/** Asks DNS and keeps the kinds of no apart. */
export interface Resolver {
  /** Throws only the signal's reason: every failure of the world is an answer. */
  lookUp<Type extends DnsType>(name: string, type: Type, options: LookupOptions): Promise<DnsAnswer<Type>>;
}

/** A question holds a socket; a record that leads to hundreds of names must not use up what the process may open. */
const questionsAtOnce = 64;

/** DNS carries `müller.example` as `xn--mller-kva.example` (RFC 5891); a name that has no such form becomes empty. */
const toAsciiName = (name: string): string => (/^[\x20-\x7e]*$/.test(name) ? name : domainToASCII(name));

const responseCodes: Readonly<Record<number, DnsNo>> = { 1: 'malformed', 2: 'servfail', 3: 'nxdomain', 5: 'refused' };

/** What a response code alone leaves open. A full table of questions is REFUSED in dnsmasq (its --dns-forward-max). */
const details: Readonly<Partial<Record<DnsNo, string>>> = {
  malformed: 'it could not read the question',
  refused: 'dnsmasq says so as well while the servers behind it are silent',
};

/** Turns what came back into one answer; the kinds of no are decided here and nowhere else. */
const interpret = <Type extends DnsType>(name: string, type: Type, { outcome }: Asked) => {
  const none = { aliases: [], answers: [] };
  if (outcome.kind === 'silent') return { kind: 'timeout', detail: undefined, ...none } as const;
  if (outcome.kind === 'unreachable') return { kind: 'timeout', detail: outcome.reason, ...none } as const;
  if (outcome.kind === 'malformed') return { kind: 'malformed', detail: outcome.reason, ...none } as const;

  const { broken, records, ...chain } = followAliases(outcome.answers, name, type);
  if (outcome.rcode !== 0) {
    const kind: DnsNo = responseCodes[outcome.rcode] ?? 'servfail';
    return { kind, detail: details[kind], ...chain } as const;
  }
  if (broken) return { kind: 'malformed', detail: 'a record in it is broken', ...chain } as const;
  if (records.length > 0) return { kind: 'answer', records, ...chain } as const;
  return { kind: isReferral(outcome, chain.aliases) ? 'refused' : 'nodata', detail: undefined, ...chain } as const;
};

/** A server that does not look names up for others points elsewhere, or stops at an alias, instead of saying no. */
const isReferral = (reply: Extract<Asked['outcome'], { kind: 'reply' }>, aliases: readonly string[]): boolean => {
  const hasSoa = reply.authorities.some((authority) => authority.type === 'SOA');
  const hasNs = reply.authorities.some((authority) => authority.type === 'NS');
  return !reply.recursive && !hasSoa && (hasNs || aliases.length > 0);
};

const byPreference = <Type extends DnsType>(type: Type, answer: DnsAnswer<Type>): DnsAnswer<Type> => {
  if (type !== 'MX' || answer.kind !== 'answer') return answer;
  const preference = (record: unknown): number =>
    typeof record === 'object' && record !== null && 'preference' in record ? Number(record.preference) : 0;
  return { ...answer, records: answer.records.toSorted((a, b) => preference(a) - preference(b)) };
};

/** A resolver over our own UDP and TCP: a library that tells NODATA from a lame server and shows TTLs does not exist. */
export const createResolver = ({
  server,
  timeoutMs,
  tries,
  now,
  randomId = () => randomInt(0x10000),
  cache,
}: ResolverOptions): Resolver => {
  const servers = server === undefined ? systemServers() : [server];
  const limit = createLimit(questionsAtOnce);

  const ask = async <Type extends DnsType>(name: string, type: Type, signal: AbortSignal): Promise<DnsAnswer<Type>> => {
    const startedAt = now();
    const asked = await limit(signal, () =>
      askServers({ name, type }, { servers, timeoutMs, tries, randomId, signal }),
    );
    const found = interpret(name, type, asked);
    const evidence = describeEvidence({ name, type, server: asked.server, found, startedAt, endedAt: now() });
    const common = { name, type, aliases: found.aliases, evidence };
    if (found.kind === 'answer')
      return byPreference(type, { ...common, kind: 'answer', records: found.records, ttl: found.ttl });
    return { ...common, kind: found.kind, reason: describeNo({ name, type, server: asked.server, found }) };
  };

  return {
    lookUp: async <Type extends DnsType>(question: string, type: Type, { signal }: LookupOptions) => {
      const name = toAsciiName(normalizeName(question));
      if (!isDnsName(name)) return badName(normalizeName(question), type, now());
      if (cache === undefined) return ask(name, type, signal);
      const answer = await cache.share(`${name} ${type}`, signal, (shared) => ask(name, type, shared));
      // The key holds the type, so what is shared under it is of that type.
      return answer as DnsAnswer<Type>;
    },
  };
};

const badName = <Type extends DnsType>(name: string, type: Type, at: Date): DnsAnswer<Type> => {
  const reason = `'${name}' cannot be a DNS name: a part of it is empty or longer than 63 bytes, or all of it longer than 253.`;
  const evidence = {
    kind: 'dns',
    asked: `dig ${name} ${type}`,
    answer: reason,
    at: at.toISOString(),
    durationMs: 0,
  } as const;
  return { kind: 'bad-name', name, type, aliases: [], reason, evidence };
};
