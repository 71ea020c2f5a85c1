import { UsageError } from '../../domain/errors.ts';
import { parseHostPort } from '../../domain/host-port.ts';
import type { SmtpReport, TlsMode } from '../../domain/probes/smtp-report.ts';
import { connectTo } from '../../services/ports/connect-port.ts';
import { findHeloName } from '../../services/smtp/helo-name.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import { createSmtpProbe } from '../../services/smtp/smtp-probe.ts';
import type { SmtpCredentials, SmtpRequest } from '../../services/smtp/smtp-request.ts';
import { maxSenders } from '../../services/smtp/stages/envelopes-stage.ts';
import { chooseHostResolver } from '../../world/choose-host-resolver.ts';
import { chooseTrust } from '../../world/choose-trust.ts';
import type { CommandContext } from '../../world/command.ts';

export interface SmtpArguments {
  /** `host[:port]` */
  readonly target: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly tls?: TlsMode;
  readonly helo?: string;
}

/** One SMTP session, never past RCPT TO. @throws UsageError for what cannot be asked in one. */
export const probeServer = async (
  context: CommandContext,
  question: SmtpArguments & { readonly credentials?: SmtpCredentials | undefined },
): Promise<SmtpReport> => {
  const { now, signal } = context;
  const request = readRequest(context, question);
  const probe = createSmtpProbe({
    network: { resolve: chooseHostResolver(context), connect: connectTo },
    trust: await chooseTrust(context),
    refusedSecrets: createRefusedSecrets(),
    findHeloName,
    now,
  });
  return await probe.probe(request, { signal });
};

const readRequest = (
  { options: { timeout, deadline } }: CommandContext,
  args: Parameters<typeof probeServer>[1],
): SmtpRequest => {
  if (args.to.length > 0 && args.from.length === 0) throw new UsageError('--to needs a sender: add --from.');
  if (args.from.length > maxSenders) {
    throw new UsageError(`At most ${maxSenders} senders are tried in one session, not ${args.from.length}.`);
  }
  const { host, port } = parseHostPort(args.target);
  const tls = args.tls ?? modesByPort.get(port) ?? 'none';
  const { credentials } = args;
  return {
    host,
    port: port ?? defaultPort(tls),
    tls,
    envelopes: args.from.map((sender) => ({ sender, recipients: args.to })),
    timeoutMs: timeout * 1000,
    totalTimeoutMs: deadline * 1000,
    ...(args.helo !== undefined && { heloName: args.helo }),
    ...(credentials !== undefined && { credentials }),
  };
};

/** The mode the port is meant for (RFC 8314 §3.3, providers' own pages); elsewhere none, as Odoo's default is. */
const modesByPort: ReadonlyMap<number | undefined, TlsMode> = new Map([
  [465, 'ssl'],
  [2465, 'ssl'],
  [8465, 'ssl'],
  [587, 'starttls'],
  [2587, 'starttls'],
]);

const defaultPort = (tls: TlsMode): number => {
  if (tls === 'none') return 25;
  return tls.startsWith('ssl') ? 465 : 587;
};
