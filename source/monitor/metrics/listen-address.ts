import { isIP } from 'node:net';
import { UsageError } from '../../domain/errors.ts';
import { readHostPort } from '../../domain/host-port.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  /** Reached from this machine alone. */
  readonly isLoopback: boolean;
}

/** @throws UsageError for what is no address of a machine with a port. */
export const parseListenAddress = (text: string): ListenAddress => {
  const { host: given, port } = readHostPort(text) ?? {};
  const host = given === 'localhost' ? '127.0.0.1' : given;
  if (host === undefined || port === undefined || isIP(host) === 0) {
    throw new UsageError(
      `'${text}' is no address to serve metrics on.`,
      'Write an address of this machine with a port: --metrics 127.0.0.1:9187, or [::1]:9187.',
    );
  }
  return { host, port, isLoopback: /^(?:127\.|::1$|::ffff:127\.)/i.test(host) };
};
