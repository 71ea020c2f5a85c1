import type { RetryWorld } from '../changes/retry/plan-retry.ts';
import { type Filestore, openFilestore } from '../services/host/filestore.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import { configuredLoginOf, mailConfigurationOf } from '../target/odoo-conf/mail-settings.ts';
import type { Target } from '../target/target.ts';
import type { CommandContext } from './command.ts';
import { openSmtpProbe } from './open-smtp-probe.ts';
import { rememberRefusals } from './remember-refusals.ts';

interface OpenOdoo {
  readonly odoo: Odoo;
  readonly target: Target;
}

/** What a retry needs of the world: the database, and the mail servers as Odoo reaches them. Connects to nothing. */
export const openRetryWorld = async (
  context: CommandContext,
  { odoo, target }: OpenOdoo,
  refusedSecrets: RefusedSecrets,
): Promise<RetryWorld> => {
  const { now, options } = context;
  const settings = target.settingsFor(odoo.version.series);
  return {
    odoo,
    now,
    smtp: await openSmtpProbe(context, target, rememberRefusals(context, odoo, refusedSecrets)),
    login: configuredLoginOf(settings),
    configuration: mailConfigurationOf(settings),
    timeoutMs: options.timeout * 1_000,
    totalTimeoutMs: options.deadline * 1_000,
  };
};

/** Known only from an odoo.conf: without one the files may lie anywhere, on any machine. */
export const filestoreOf = ({ odoo, target }: OpenOdoo): Filestore | undefined =>
  target.configuration === undefined
    ? undefined
    : openFilestore(target.settingsFor(odoo.version.series).dataDir.value, odoo.database);
