import type { RetryWorld } from '../changes/retry/plan-retry.ts';
import { adviseConfigurationAge, describeConfigurationAge } from '../checks/measure/configuration-age.ts';
import { type Filestore, openFilestore } from '../services/host/filestore.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import { configuredLoginOf, mailConfigurationOf } from '../target/odoo-conf/mail-settings.ts';
import type { Target } from '../target/target.ts';
import type { CommandContext } from './command.ts';
import { readEffectiveTarget } from './effective-target.ts';
import { openSmtpProbe } from './open-smtp-probe.ts';
import type { OpenDatabase } from './open-target.ts';
import { rememberRefusals } from './remember-refusals.ts';

interface OpenOdoo {
  readonly odoo: Odoo;
  readonly target: Target;
}

/** What a retry needs of the world: the database, and the mail servers as Odoo reaches them. Connects to no server. */
export const openRetryWorld = async (
  context: CommandContext,
  { odoo, address, target }: OpenOdoo & Pick<OpenDatabase, 'address'>,
  refusedSecrets: RefusedSecrets,
): Promise<RetryWorld> => {
  const { now, options, signal } = context;
  const effective = await readEffectiveTarget({ database: { odoo, address }, target, signal, now });
  const { settings, age, configuration, sight } = effective;
  const whyUnread = describeConfigurationAge({ age, configuration: configuration?.path }, now());
  return {
    odoo,
    filestore: filestoreOf({ odoo, target }),
    now,
    smtp: await openSmtpProbe(context, target, rememberRefusals(context, odoo, refusedSecrets)),
    login: configuredLoginOf(settings),
    ...(whyUnread === undefined ? {} : { whyUnread: `${whyUnread}. ${adviseConfigurationAge({ age })}` }),
    seen: { wanted: address, sight },
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
