import { UsageError } from '../errors.ts';

export interface HostPort {
  readonly host: string;
  /** Undefined when none was said. */
  readonly port: number | undefined;
}

const bracketed = /^\[(?<host>[0-9a-fA-F:.%\w]+)\](?::(?<port>\d{1,5}))?$/;
const plain = /^(?<host>[^\s:[\]/]+)(?::(?<port>\d{1,5}))?$/;
const bareIpv6 = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/;

/** Reads `host`, `host:port`, `[v6]:port` or a bare IPv6 address. Throws UsageError for anything else. */
export const parseHostPort = (text: string): HostPort => {
  if (bareIpv6.test(text)) return { host: text, port: undefined };
  const { host, port } = (bracketed.exec(text) ?? plain.exec(text))?.groups ?? {};
  const number = port === undefined ? undefined : Number(port);
  if (host === undefined || (number !== undefined && (number < 1 || number > 65_535))) {
    throw new UsageError(`'${text}' is not a host.`, 'Write it as mail.example.com, mail.example.com:587 or [::1]:25.');
  }
  return { host, port: number };
};

/** `mail.example.com:587`, with brackets around an IPv6 address. */
export const formatHostPort = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
