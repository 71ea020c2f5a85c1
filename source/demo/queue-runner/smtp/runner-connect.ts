import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { SmtpError, type SmtpFault } from './fault.ts';

/** Numbers of the system's errors (errno(3), Linux) that a connection can meet. */
const systemErrors: Readonly<Record<string, readonly [number: number, text: string]>> = {
  ECONNREFUSED: [111, 'Connection refused'],
  ECONNRESET: [104, 'Connection reset by peer'],
  ENETUNREACH: [101, 'Network is unreachable'],
  EHOSTUNREACH: [113, 'No route to host'],
  ETIMEDOUT: [110, 'Connection timed out'],
};

/** What Python's ssl says for what OpenSSL found wrong with a certificate, by Node's code. */
const certificateFaults: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unable to get local issuer certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Hostname mismatch, certificate is not valid for this host.',
};

/** The line of CPython's _ssl.c that its texts end with; it differs from build to build. */
const sslLine = '(_ssl.c:1006)';

/** @throws SmtpError as Python's socket.create_connection does; a time-out is just `timed out`. */
export const openSocket = async (address: string, port: number, timeoutMs: number): Promise<Socket> => {
  const socket = connectTcp({ host: address, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutMs) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw new SmtpError(readConnectError(error));
  }
};

export interface TlsDemands {
  readonly hostName: string;
  /** Only Odoo 19's strict modes look at the certificate. */
  readonly verify: boolean;
  readonly authority: string;
  readonly timeoutMs: number;
}

/** @throws SmtpError as Python's ssl does. */
export const encrypt = async (socket: Socket, demands: TlsDemands): Promise<TLSSocket> => {
  const { hostName, verify, authority, timeoutMs } = demands;
  const secured = connectTls({
    socket,
    ca: authority,
    rejectUnauthorized: verify,
    ...(/^[\d.]+$/.test(hostName) ? {} : { servername: hostName }),
  });
  try {
    await once(secured, 'secureConnect', { signal: AbortSignal.timeout(timeoutMs) });
    return secured;
  } catch (error) {
    secured.destroy();
    throw new SmtpError(readTlsError(error));
  }
};

const readConnectError = (error: unknown): SmtpFault => {
  const known = systemErrors[readCode(error)];
  if (known !== undefined) return { kind: 'system', number: known[0], text: known[1] };
  return { kind: 'plain', text: 'timed out' };
};

const readTlsError = (error: unknown): SmtpFault => {
  const code = readCode(error);
  const certificateFault = certificateFaults[code];
  if (certificateFault !== undefined) {
    const text = `[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${certificateFault} ${sslLine}`;
    return { kind: 'system', number: 1, text };
  }
  if (code === 'ABORT_ERR') return { kind: 'plain', text: '_ssl.c:989: The handshake operation timed out' };
  if (code === 'ECONNRESET')
    return { kind: 'system', number: 6, text: `TLS/SSL connection has been closed (EOF) ${sslLine}` };
  const reason = code.replace('ERR_SSL_', '');
  const words = reason.toLowerCase().replaceAll('_', ' ');
  return { kind: 'system', number: 1, text: `[SSL: ${reason}] ${words} ${sslLine}` };
};

const readCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
