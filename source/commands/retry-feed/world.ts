import type { PurgeWorld } from '../../changes/purge/plan-purge.ts';
import type { RetryWorld } from '../../changes/retry/plan-retry.ts';
import { openFilestore } from '../../services/host/filestore.ts';
import { connectTo } from '../../services/ports/connect.ts';
import { findHeloName } from '../../services/smtp/helo-name.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import { createSmtpProbe } from '../../services/smtp/smtp-probe.ts';
import type { Target } from '../../target/target.ts';
import { chooseTrust } from '../choose-trust.ts';
import type { CommandContext } from '../command.ts';
import { chooseHostResolver } from '../host-resolver.ts';
import type { OpenDatabase } from '../open-target.ts';

/** What acting on mails needs of the world. Connects to nothing. */
export const openMailWorld = async (
  context: CommandContext,
  { odoo, target }: OpenDatabase & { readonly target: Target },
): Promise<RetryWorld & PurgeWorld> => {
  const { options, now } = context;
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
    filestore: target.configuration === undefined ? undefined : openFilestore(settings.dataDir.value, odoo.database),
    timeoutMs: options.timeout * 1_000,
    totalTimeoutMs: options.deadline * 1_000,
  };
};
