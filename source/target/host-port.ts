import { isIPv6 } from 'node:net';
import { sanitizeLine } from '../domain/sanitize.ts';

export interface HostPort {
  /** A host name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host`, `host:port`, `[v6]`, `[v6]:port` and a bare IPv6 address.
 * Undefined when it is none of these, or has no port and there is no `defaultPort`.
 */
export const parseHostPort = (text: string, defaultPort?: number): HostPort | undefined => {
  const trimmed = sanitizeLine(text);
  if (isIPv6(trimmed)) return withPort(trimmed, undefined, defaultPort);
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(trimmed);
  if (bracketed !== null) {
    const [, host = '', port] = bracketed;
    return isIPv6(host) ? withPort(host, port, defaultPort) : undefined;
  }
  const [, host = '', port] = /^([^\s:[\]/@]+)(?::(\d{1,5}))?$/.exec(trimmed) ?? [];
  return host === '' ? undefined : withPort(host, port, defaultPort);
};

const withPort = (host: string, text: string | undefined, defaultPort: number | undefined): HostPort | undefined => {
  const port = text === undefined ? defaultPort : Number(text);
  return port !== undefined && port > 0 && port < 65_536 ? { host, port } : undefined;
};
