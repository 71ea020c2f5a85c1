import { UsageError } from '../../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../../domain/exit-status.ts';
import { parseHostPort } from '../../../domain/host-port.ts';
import type { SmtpReport, TlsMode } from '../../../domain/probes/smtp-report.ts';
import { formatSmtpJson, formatSmtpText } from '../../../output/format-probe-smtp.ts';
import { connectTo } from '../../../services/ports/connect-port.ts';
import { findHeloName } from '../../../services/smtp/helo-name.ts';
import { createRefusedSecrets } from '../../../services/smtp/refused-secrets.ts';
import { createSmtpProbe } from '../../../services/smtp/smtp-probe.ts';
import type { SmtpCredentials, SmtpRequest } from '../../../services/smtp/smtp-request.ts';
import { maxSenders } from '../../../services/smtp/stages/envelopes-stage.ts';
import { chooseHostResolver } from '../../../world/choose-host-resolver.ts';
import { chooseTrust } from '../../../world/choose-trust.ts';
import type { Command, CommandContext } from '../../../world/command.ts';
import { writeResult } from '../../../world/write-output.ts';
import { chooseFormat } from '../../options/choose-format.ts';
import { readSecret } from '../../read-secret.ts';
import { untilStopped } from '../../until-stopped.ts';

export interface ProbeSmtpArguments {
  /** `host[:port]` */
  readonly target: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly user?: string;
  readonly passwordStdin?: boolean;
  readonly oauthTokenStdin?: boolean;
  readonly tls?: TlsMode;
  readonly helo?: string;
}

/**
 * One SMTP session by hand. Status 0: everything asked for was reached; 2: the server answered and something was
 * refused or failed; 3: no server was reached (name or connection).
 */
export const runProbeSmtp: Command<ProbeSmtpArguments> = async (context, args) => {
  const { options, now, signal } = context;
  const format = chooseFormat('probe', options.format, ['text', 'json']);
  const request = await readRequest(context, args);
  const probe = createSmtpProbe({
    network: { resolve: chooseHostResolver(context), connect: connectTo },
    trust: await chooseTrust(context),
    refusedSecrets: createRefusedSecrets(),
    findHeloName,
    now,
  });
  const report = await untilStopped(context, () => probe.probe(request, { signal }));
  writeResult(context, format, format === 'json' ? formatSmtpJson(report) : formatSmtpText(report, options));
  return chooseStatus(report);
};

const readRequest = async (context: CommandContext, args: ProbeSmtpArguments): Promise<SmtpRequest> => {
  const { timeout, deadline } = context.options;
  if (args.to.length > 0 && args.from.length === 0) throw new UsageError('--to needs a sender: add --from.');
  if (args.from.length > maxSenders) {
    throw new UsageError(`At most ${maxSenders} senders are tried in one session, not ${args.from.length}.`);
  }
  const { host, port } = parseHostPort(args.target);
  const tls = args.tls ?? modesByPort.get(port) ?? 'none';
  const credentials = await readCredentials(context, args);
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

const readCredentials = async (
  context: CommandContext,
  { user, passwordStdin = false, oauthTokenStdin = false }: ProbeSmtpArguments,
): Promise<SmtpCredentials | undefined> => {
  if (user === undefined) {
    if (passwordStdin || oauthTokenStdin) throw new UsageError('A password or token needs its --user.');
    return undefined;
  }
  if (passwordStdin === oauthTokenStdin) {
    throw new UsageError('--user needs one of --password-stdin and --oauth-token-stdin.');
  }
  return passwordStdin
    ? { kind: 'password', user, secret: await readSecret(context, '--password-stdin') }
    : { kind: 'oauth', user, secret: await readSecret(context, '--oauth-token-stdin') };
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

const chooseStatus = ({ failure }: SmtpReport): ExitStatus => {
  if (failure === undefined) return exitStatus.ok;
  return failure.stage === 'resolve' || failure.stage === 'connect' ? exitStatus.unknown : exitStatus.critical;
};
