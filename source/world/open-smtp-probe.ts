import { connectTo } from '../services/ports/connect-port.ts';
import { findHeloName } from '../services/smtp/helo-name.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import type { SmtpDependencies } from '../services/smtp/report-session.ts';
import { createSmtpProbe, type SmtpProbe } from '../services/smtp/smtp-probe.ts';
import { createSmtpSender, type SmtpSender } from '../services/smtp/smtp-sender.ts';
import type { Target } from '../target/target.ts';
import { recordSending, recordSessions } from './activity/record-probes.ts';
import { chooseHostResolver } from './choose-host-resolver.ts';
import { trustOf } from './choose-trust.ts';
import type { CommandContext } from './command.ts';

/**
 * Mail servers as Odoo reaches them. `refusedSecrets` is one for the process: what a server refused in one screen is
 * not sent again by another.
 * @throws UserError when the target's `ca_file` cannot be read.
 */
export const openSmtpProbe = async (
  context: CommandContext,
  target: Target,
  refusedSecrets: RefusedSecrets,
): Promise<SmtpProbe> =>
  recordSessions(createSmtpProbe(await describeDependencies(context, target, refusedSecrets)), context);

/** The same servers, for handing a message over. */
export const openSmtpSender = async (
  context: CommandContext,
  target: Target,
  refusedSecrets: RefusedSecrets,
): Promise<SmtpSender> =>
  recordSending(createSmtpSender(await describeDependencies(context, target, refusedSecrets)), context);

const describeDependencies = async (
  context: CommandContext,
  target: Target,
  refusedSecrets: RefusedSecrets,
): Promise<SmtpDependencies> => ({
  network: { resolve: chooseHostResolver(context), connect: connectTo },
  trust: await trustOf(target, context.signal),
  refusedSecrets,
  findHeloName,
  now: context.now,
});
