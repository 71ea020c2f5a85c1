import { getServers } from 'node:dns';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { UsageError } from '../../domain/errors.ts';

export interface DnsServerAddress {
  /** An IPv4 or IPv6 address. */
  readonly host: string;
  readonly port: number;
}

const dnsPort = 53;
const withPort = /^(?:\[(?<six>[^\]]+)\]|(?<four>[^:]+))(?::(?<port>\d{1,5}))?$/;

const readAddress = (text: string): DnsServerAddress | undefined => {
  if (isIPv6(text)) return { host: text, port: dnsPort };
  const { six, four, port = String(dnsPort) } = withPort.exec(text)?.groups ?? {};
  const host = six ?? four ?? '';
  const isAddress = six === undefined ? isIPv4(host) : isIPv6(host);
  return isAddress && Number(port) > 0 && Number(port) < 65536 ? { host, port: Number(port) } : undefined;
};

/** What `--resolver` says: `1.1.1.1`, `1.1.1.1:5353`, `::1` or `[::1]:5353`. Throws UsageError for anything else. */
export const parseServerAddress = (text: string): DnsServerAddress => {
  const address = readAddress(text);
  if (address === undefined) {
    throw new UsageError(
      `--resolver takes the address of a DNS server, not '${text}'.`,
      'For example --resolver 1.1.1.1 or --resolver [2606:4700:4700::1111]:53.',
    );
  }
  return address;
};

/** The system's servers, in the order of /etc/resolv.conf; 127.0.0.1 when it names none, as libc does. */
export const systemServers = (): readonly DnsServerAddress[] => {
  const servers = getServers().flatMap((text) => readAddress(text) ?? []);
  return servers.length > 0 ? servers : [{ host: '127.0.0.1', port: dnsPort }];
};

/** As dig takes it: `@1.1.1.1`, with `-p 5353` where the port is another. */
export const formatServer = ({ host, port }: DnsServerAddress): string =>
  `@${host}${port === dnsPort ? '' : ` -p ${port}`}`;

/** The socket family for an address: 4 or 6. */
export const familyOf = ({ host }: DnsServerAddress): 4 | 6 => (isIP(host) === 6 ? 6 : 4);
