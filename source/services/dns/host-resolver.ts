import { readFile } from 'node:fs/promises';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { type DnsNotFound, isAbsent } from '../../domain/dns/answer.ts';
import { normalizeName } from '../../domain/dns/dns-name.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

/** Where a host is, v4 and v6 apart, or why we cannot say. */
export type HostAddresses =
  | {
      readonly kind: 'addresses';
      readonly v4: readonly string[];
      readonly v6: readonly string[];
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly kind: DnsNotFound<'A'>['kind'];
      readonly reason: string;
      readonly evidence: readonly Evidence[];
    };

/** Finds the addresses of a host name; an address stands for itself. Throws only the signal's reason. */
export type HostResolver = (host: string, options: LookupOptions) => Promise<HostAddresses>;

const split = (addresses: readonly string[], evidence: readonly Evidence[]): HostAddresses => ({
  kind: 'addresses',
  v4: addresses.filter((address) => isIPv4(address)),
  v6: addresses.filter((address) => isIPv6(address)),
  evidence,
});

/** `[::1]` and `::1` are the same host; an address needs nobody to look it up. */
const readLiteral = (host: string): HostAddresses | undefined => {
  const address = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 ? undefined : split([address], []);
};

/** The lines of a hosts file that name the host; a missing or unreadable file names nothing. */
const readHostsFile = async (file: string, host: string, { signal }: LookupOptions): Promise<readonly string[]> => {
  const text = await readFile(file, { encoding: 'utf8', signal }).catch(() => '');
  signal.throwIfAborted();
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return isIP(address) !== 0 && names.some((name) => normalizeName(name) === host) ? [address] : [];
  });
};

/** RFC 6761 §6.3: `localhost` is this machine whatever DNS says. */
const isLocalhost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost');

const lookUpBoth = async (resolver: Resolver, host: string, options: LookupOptions): Promise<HostAddresses> => {
  const [four, six] = await Promise.all([resolver.lookUp(host, 'A', options), resolver.lookUp(host, 'AAAA', options)]);
  const evidence = [four.evidence, six.evidence];
  if (four.kind === 'answer' || six.kind === 'answer') {
    const addresses = [...(four.kind === 'answer' ? four.records : []), ...(six.kind === 'answer' ? six.records : [])];
    return split(addresses, evidence);
  }
  // When one question was answered no and the other not at all, we do not know: the missing half may hold addresses.
  const { kind, reason } = isAbsent(four) ? six : four;
  if (kind !== 'nodata') return { kind, reason, evidence };
  return { kind, reason: `${host} has no address: neither an A nor an AAAA record.`, evidence };
};

export interface HostResolverOptions {
  /** Read before DNS is asked, as `files dns` in nsswitch.conf says. */
  readonly hostsFile?: string;
}

/** Looks hosts up at the given resolver, after literals, `localhost` and the hosts file as any program here would. */
export const createHostResolver =
  (resolver: Resolver, { hostsFile = '/etc/hosts' }: HostResolverOptions = {}): HostResolver =>
  async (asked, options) => {
    const literal = readLiteral(asked);
    if (literal !== undefined) return literal;
    const host = normalizeName(asked);
    const listed = await readHostsFile(hostsFile, host, options);
    if (listed.length > 0) return split(listed, []);
    if (isLocalhost(host)) return split(['127.0.0.1', '::1'], []);
    return lookUpBoth(resolver, host, options);
  };
