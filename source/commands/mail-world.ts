import type { RetryWorld } from '../changes/retry/plan-retry.ts';
import { type Filestore, openFilestore } from '../services/host/filestore.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { connectTo } from '../services/ports/connect.ts';
import { findHeloName } from '../services/smtp/helo-name.ts';
import { createRefusedSecrets } from '../services/smtp/refused-secrets.ts';
import { createSmtpProbe } from '../services/smtp/smtp-probe.ts';
import type { Target } from '../target/target.ts';
import { chooseTrust } from './choose-trust.ts';
import type { CommandContext } from './command.ts';
import { chooseHostResolver } from './host-resolver.ts';

interface OpenOdoo {
  readonly odoo: Odoo;
  readonly target: Target;
}

/** What a retry needs of the world: the database, and the mail servers as Odoo reaches them. Connects to nothing. */
export const openRetryWorld = async (context: CommandContext, { odoo, target }: OpenOdoo): Promise<RetryWorld> => {
  const { now, options } = context;
  const settings = target.settingsFor(odoo.version.series);
  return {
    odoo,
    now,
    smtp: createSmtpProbe({
      network: { resolve: chooseHostResolver(context), connect: connectTo },
      trust: await chooseTrust(context),
      refusedSecrets: createRefusedSecrets(),
      findHeloName,
      now,
    }),
    login: {
      startTls: settings.smtpStartTls.value,
      user: settings.smtpUser.value,
      password: settings.smtpPassword.value,
    },
    configuration: {
      smtpServer: settings.smtpServer.value,
      smtpPort: settings.smtpPort.value,
      emailFrom: settings.emailFrom.value,
      fromFilter: settings.fromFilter.value,
    },
    timeoutMs: options.timeout * 1_000,
    totalTimeoutMs: options.deadline * 1_000,
  };
};

/** Known only from an odoo.conf: without one the files may lie anywhere, on any machine. */
export const filestoreOf = ({ odoo, target }: OpenOdoo): Filestore | undefined =>
  target.configuration === undefined
    ? undefined
    : openFilestore(target.settingsFor(odoo.version.series).dataDir.value, odoo.database);
