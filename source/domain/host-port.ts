import { UsageError } from './errors.ts';

export interface HostPort {
  /** A host name or an address, IPv6 without brackets. */
  readonly host: string;
  /** Undefined when none was said. */
  readonly port: number | undefined;
}

const bracketed = /^\[(?<host>[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\w+)?)\](?::(?<port>\d{1,5}))?$/;
const plain = /^(?<host>[^\s:[\]/@]+)(?::(?<port>\d{1,5}))?$/;
const bareIpv6 = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/;

/** Reads `host`, `host:port`, `[v6]`, `[v6]:port` and a bare IPv6 address; undefined when it is none of these. */
export const readHostPort = (text: string): HostPort | undefined => {
  const trimmed = text.trim();
  if (bareIpv6.test(trimmed)) return { host: trimmed, port: undefined };
  const { host, port } = (bracketed.exec(trimmed) ?? plain.exec(trimmed))?.groups ?? {};
  const number = port === undefined ? undefined : Number(port);
  const isPort = number === undefined || (number > 0 && number < 65_536);
  return host === undefined || !isPort ? undefined : { host, port: number };
};

/** The same for a person's word. @throws UsageError when it cannot be read. */
export const parseHostPort = (text: string): HostPort => {
  const read = readHostPort(text);
  if (read !== undefined) return read;
  throw new UsageError(`'${text}' is not a host.`, 'Write it as mail.example.com, mail.example.com:587 or [::1]:25.');
};

/** `mail.example.com:587`, with brackets around an IPv6 address. */
export const formatHostPort = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
