import { UsageError } from '../../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../../domain/exit-status.ts';
import type { SmtpReport } from '../../../domain/probes/smtp-report.ts';
import { probeServer, type SmtpArguments } from '../../../inquiry/probe/probe-server.ts';
import { formatSmtpJson, formatSmtpText } from '../../../output/format-probe-smtp.ts';
import type { SmtpCredentials } from '../../../services/smtp/smtp-request.ts';
import type { Command, CommandContext } from '../../../world/command.ts';
import { writeResult } from '../../../world/write-output.ts';
import { chooseFormat } from '../../options/choose-format.ts';
import { readSecret } from '../../read-secret.ts';
import { untilStopped } from '../../until-stopped.ts';

export interface ProbeSmtpArguments extends SmtpArguments {
  readonly user?: string;
  readonly passwordStdin?: boolean;
  readonly oauthTokenStdin?: boolean;
}

/**
 * One SMTP session by hand. Status 0: everything asked for was reached; 2: the server answered and something was
 * refused or failed; 3: no server was reached (name or connection).
 */
export const runProbeSmtp: Command<ProbeSmtpArguments> = async (context, args) => {
  const { options } = context;
  const format = chooseFormat('probe', options.format, ['text', 'json']);
  const credentials = await readCredentials(context, args);
  const report = await untilStopped(context, () => probeServer(context, { ...args, credentials }));
  writeResult(context, format, format === 'json' ? formatSmtpJson(report) : formatSmtpText(report, options));
  return chooseStatus(report);
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

const chooseStatus = ({ failure }: SmtpReport): ExitStatus => {
  if (failure === undefined) return exitStatus.ok;
  return failure.stage === 'resolve' || failure.stage === 'connect' ? exitStatus.unknown : exitStatus.critical;
};
