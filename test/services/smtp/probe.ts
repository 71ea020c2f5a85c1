import type { AddressFamily, HostAddress, ResolveHost } from '../../../source/domain/probes/network.ts';
import type { SmtpReport } from '../../../source/domain/probes/smtp-report.ts';
import { connectTo } from '../../../source/services/ports/connect-port.ts';
import { createRefusedSecrets, type RefusedSecrets } from '../../../source/services/smtp/refused-secrets.ts';
import { createSmtpProbe } from '../../../source/services/smtp/smtp-probe.ts';
import type { SmtpRequest } from '../../../source/services/smtp/smtp-request.ts';
import { trustSystem } from '../../../source/services/smtp/tls/trust.ts';
import { certificateHost } from '../../support/certificates.ts';

export const loopback: HostAddress = { address: '127.0.0.1', family: 4 };

/** A resolver that knows one answer. */
export const resolveTo =
  (...addresses: readonly HostAddress[]): ResolveHost =>
  () =>
    Promise.resolve({ kind: 'addresses', addresses });

export const ipv6 = (address: string): HostAddress => ({ address, family: 6 satisfies AddressFamily });

export interface ProbeSetting {
  readonly resolve?: ResolveHost;
  readonly authorities?: readonly string[];
  readonly refusedSecrets?: RefusedSecrets;
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
}

/** Probes a server on loopback under the name its certificate is for, with real sockets. */
export const probeSmtp = (
  port: number,
  request: Partial<SmtpRequest> = {},
  setting: ProbeSetting = {},
): Promise<SmtpReport> => {
  const probe = createSmtpProbe({
    network: { resolve: setting.resolve ?? resolveTo(loopback), connect: connectTo },
    trust: trustSystem(setting.authorities),
    refusedSecrets: setting.refusedSecrets ?? createRefusedSecrets(),
    findHeloName: () => Promise.resolve('client.example.test'),
    now: setting.now ?? (() => new Date()),
  });
  return probe.probe(
    { host: certificateHost, port, tls: 'none', timeoutMs: 5000, totalTimeoutMs: 10_000, ...request },
    { signal: setting.signal ?? new AbortController().signal },
  );
};
