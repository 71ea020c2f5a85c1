import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { Secret } from '../../../domain/secret.ts';

/** A certificate to show the server, both PEM: Odoo's `smtp_authentication = certificate`. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: Secret;
}

/** Whom a verifying client believes. */
export interface Trust {
  /** The TLS set-up with these authorities; cheap when asked again. Throws what OpenSSL says of an unreadable client key. */
  secureContext(client?: ClientCertificate): SecureContext;
}

/** As Python's `ssl.create_default_context()`, OpenSSL and Node have it today; said once more so that it stays. */
const minVersion = 'TLSv1.2';

/**
 * Trusts this machine's authorities, as Python under Odoo does (Node's own list where the machine has none), and those
 * in `extra` (PEM). Reading them takes a tenth of a second, so it waits until the first handshake and is done once.
 */
export const trustSystem = (extra: readonly string[] = []): Trust => {
  let ca: string[] | undefined;
  let anonymous: SecureContext | undefined;

  const authorities = (): string[] => {
    const system = getCACertificates('system');
    // A certificate folder names each of them twice or more: by file and by hash.
    return [...new Set([...(system.length > 0 ? system : getCACertificates('bundled')), ...extra])];
  };

  return {
    secureContext: (client) => {
      ca ??= authorities();
      if (client !== undefined) {
        return createSecureContext({ ca, minVersion, cert: client.certificate, key: client.key.reveal() });
      }
      anonymous ??= createSecureContext({ ca, minVersion });
      return anonymous;
    },
  };
};
