import { measureWakingCost } from '../changes/retry/measure-waking-cost.ts';
import type { CheckContext } from '../checks/context.ts';
import { selectFailed } from '../checks/measure/select-failed.ts';
import { createOnce } from '../checks/once.ts';
import { readStanding } from '../queue/queue-report.ts';
import { createPortProbe } from '../services/ports/port-probe.ts';
import type { RefusedSecrets } from '../services/smtp/refused-secrets.ts';
import { mailConfigurationOf } from '../target/odoo-conf/mail-settings.ts';
import type { Target } from '../target/target.ts';
import { recordPorts } from './activity/record-probes.ts';
import { chooseHostResolver } from './choose-host-resolver.ts';
import type { CommandContext, GlobalOptions } from './command.ts';
import { type EffectiveTarget, readEffectiveTarget } from './effective-target.ts';
import { openResolver } from './open-resolver.ts';
import { openSmtpProbe } from './open-smtp-probe.ts';
import type { OpenDatabase } from './open-target.ts';
import { pointingFlags } from './pointing-flags.ts';
import { rememberRefusals } from './remember-refusals.ts';

export interface CheckParts {
  readonly database: OpenDatabase;
  readonly target: Target;
  /** One for the process: a refused secret is not sent again by itself. */
  readonly refusedSecrets: RefusedSecrets;
}

/** Puts the services behind what a cause may touch, for one run. */
export const createCheckContext = async (
  command: CommandContext,
  { database, target, refusedSecrets }: CheckParts,
): Promise<CheckContext> => {
  const { options, now, signal } = command;
  const odoo = { ...database.odoo, ...database.odoo.noting(database.names) };
  const resolve = chooseHostResolver(command);
  const timeoutMs = options.timeout * 1_000;
  const deadlineMs = options.deadline * 1_000;
  const once = createOnce();
  const readQueue = (): Promise<Awaited<ReturnType<typeof readStanding>>> =>
    once(readStanding, async () => readStanding(await database.openQueue({ signal }), { signal, now, deadlineMs }));
  const effective = await readEffectiveTarget({ database, target, signal, now });
  const waking = {
    odoo,
    configuration: mailConfigurationOf(effective.settings),
    now,
    totalTimeoutMs: deadlineMs,
    selectFailed: () => selectFailed({ readQueue, signal }),
  };
  return {
    odoo,
    readQueue,
    foreseeWaking: () => once(measureWakingCost, () => measureWakingCost(waking, { signal })),
    target: describeTarget(target, effective, { database, options }),
    smtp: await openSmtpProbe(command, target, rememberRefusals(command, odoo, refusedSecrets)),
    ports: recordPorts(createPortProbe({ resolve, now }), command),
    dns: openResolver(command),
    resolveHost: resolve,
    host: effective.host,
    mailMachine: effective.mailMachine,
    sight: effective.sight,
    once,
    signal,
    now,
    timeoutMs,
    deadlineMs,
  };
};

/** The same context; a person asked for the refused secret to be sent once more. */
export const sendSecretsAgain = (context: CheckContext): CheckContext => ({
  ...context,
  smtp: {
    ...context.smtp,
    probe: (request, options) => context.smtp.probe({ ...request, retrySecret: true }, options),
  },
});

const describeTarget = (
  target: Target,
  { settings, configuration, age, beaten }: EffectiveTarget,
  { database: { address }, options }: { readonly database: OpenDatabase; readonly options: GlobalOptions },
): CheckContext['target'] => {
  const references = target.configuration?.doctor.referenceRelays?.value;
  const control = target.configuration?.doctor.control?.value;
  return {
    address,
    settings,
    configuration: configuration?.path,
    age,
    beaten,
    matrix: {
      ...(references === undefined ? {} : { references }),
      ...(control === undefined ? {} : { control }),
    },
    flags: pointingFlags(options, address.database),
    namedResolver: options.resolver !== undefined,
  };
};
