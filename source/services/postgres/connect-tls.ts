import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import type { DatabaseServer, DatabaseTls, SslMode } from '../../domain/database/database-address.ts';
import { UserError } from '../../domain/errors.ts';

/** Whether the connection is encrypted, try by try (libpq, "SSL Mode Descriptions"). A Unix socket never is. */
export const encryptionAttempts = (server: DatabaseServer): readonly boolean[] => {
  if (isUnixSocket(server)) return [false];
  const attempts: Readonly<Record<SslMode, readonly boolean[]>> = {
    disable: [false],
    allow: [false, true],
    prefer: [true, false],
    require: [true],
    'verify-ca': [true],
    'verify-full': [true],
  };
  return attempts[server.tls?.mode ?? 'prefer'];
};

export const isUnixSocket = ({ host }: Pick<DatabaseServer, 'host'>): boolean => host.startsWith('/');

/**
 * What Node's TLS needs to behave as libpq does: the chain is verified when certificates to trust are named or the
 * mode asks for it, the name only with `verify-full`.
 * @throws UserError when a certificate file cannot be read.
 */
export const tlsOptions = async (server: DatabaseServer): Promise<ConnectionOptions> => {
  const tls: DatabaseTls = server.tls ?? { mode: 'prefer' };
  const ownRoot = tls.rootCertificate === 'system' ? undefined : tls.rootCertificate;
  const verifiesChain = tls.rootCertificate !== undefined || tls.mode === 'verify-ca' || tls.mode === 'verify-full';
  const verifiesName = tls.mode === 'verify-full' || tls.rootCertificate === 'system';
  return {
    rejectUnauthorized: verifiesChain,
    ...(verifiesName ? {} : { checkServerIdentity: () => undefined }),
    ...(server.hostAddress === undefined ? {} : { servername: server.host }),
    ...(ownRoot === undefined ? {} : { ca: await readPem(ownRoot) }),
    ...(tls.certificate === undefined ? {} : { cert: await readPem(tls.certificate) }),
    ...(tls.key === undefined ? {} : { key: await readPem(tls.key) }),
  };
};

const readPem = async (path: string): Promise<Buffer> => {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserError(`The certificate file ${path} for PostgreSQL cannot be read.`, undefined, { cause: error });
  }
};
