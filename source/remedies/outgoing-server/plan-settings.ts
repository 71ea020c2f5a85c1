import type { CheckContext } from '../../checks/context.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import type { Plan, PlannedRow } from '../../domain/change/plan.ts';
import type { Risk } from '../../domain/change/remedy.ts';
import { UserError } from '../../domain/errors.ts';
import type { MailServer } from '../../domain/odoo/mail-server.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { composePlan } from '../compose-plan.ts';
import { type ConfValues, planConfEdit } from '../conf-edit.ts';
import { describeRestart, restartWarning } from '../edit-configuration.ts';
import { readRowChange } from '../row-change.ts';
import { isSetInConf, type ServerSettings } from './server-settings.ts';
import { type SettingsTrial, trySettings } from './try-settings.ts';

interface SettingsChange {
  readonly action: string;
  readonly title: string;
  readonly risk: Risk;
  readonly relay: Relay;
  readonly settings: ServerSettings;
  readonly trial: SettingsTrial;
  readonly warnings?: readonly string[];
}

/**
 * The change of a server's settings, in its row or in odoo.conf, after they were tried.
 * @throws UserError when all of them are as they would be set.
 */
export const planSettings = async (context: CheckContext, change: SettingsChange): Promise<Plan> => {
  const { action, title, risk, relay, settings, trial, warnings = [] } = change;
  const { server } = relay;
  const inConf = server === null || isSetInConf(relay);
  const outside = inConf ? await editConf(context, settings) : [];
  const transactions = inConf ? [] : await updateRow(context, server, settings);
  if (outside.length === 0 && transactions.length === 0) {
    throw new UserError(`${relay.title} is set like this already.`, 'Run the check again and look what it says now.');
  }
  return composePlan({ id: action, title, risk }, relay, {
    transactions,
    outside,
    byHand: inConf ? [await describeRestart(context)] : [],
    warnings: [...(inConf ? [restartWarning] : []), ...trial.caveats, ...warnings],
    affects: { count: 1, noun: 'mail server' },
    evidence: [trial.evidence],
  });
};

/** The same with the trial: what a remedy does that asks for settings and saves those that work. @throws as both do. */
export const tryAndPlan = async (
  context: CheckContext,
  { id, risk }: { readonly id: string; readonly risk: Risk },
  {
    relay,
    settings,
    title,
    warn,
  }: Pick<SettingsChange, 'relay' | 'settings' | 'title'> & {
    readonly warn?: (trial: SettingsTrial) => readonly string[];
  },
): Promise<Plan> => {
  const trial = await trySettings(context, relay, settings);
  return await planSettings(context, {
    action: id,
    risk,
    title,
    relay,
    settings,
    trial,
    warnings: warn?.(trial) ?? [],
  });
};

const editConf = async (context: CheckContext, settings: ServerSettings): Promise<Plan['outside']> => {
  const edit = await planConfEdit(context, confValuesOf(settings));
  return edit === undefined ? [] : [edit];
};

/** @throws UserError for SSL/TLS, which odoo.conf does not know. */
export const confValuesOf = ({ host, port, tls, user, password }: ServerSettings): ConfValues => {
  if (tls?.startsWith('ssl') === true) {
    throw new UserError(
      'odoo.conf cannot say SSL/TLS: its smtp_ssl means STARTTLS.',
      'Use a port with STARTTLS (587), or create an outgoing mail server in Odoo.',
    );
  }
  return {
    ...(host === undefined ? {} : { smtp_server: host }),
    ...(port === undefined ? {} : { smtp_port: String(port) }),
    ...(tls === undefined ? {} : { smtp_ssl: tls === 'none' ? 'False' : 'True' }),
    ...(user === undefined ? {} : { smtp_user: user }),
    ...(password === undefined ? {} : { smtp_password: password }),
  };
};

const updateRow = async (
  context: CheckContext,
  { id }: MailServer,
  settings: ServerSettings,
): Promise<Plan['transactions']> => {
  const after = columnsOf(settings, context.odoo.version.series);
  const planned = await readRowChange(context, { table: 'ir_mail_server', id, after });
  return planned === undefined ? [] : [[{ kind: 'update-rows', table: 'ir_mail_server', rows: [planned.change] }]];
};

/** With a password the server logs in by it, whatever it did before. */
export const columnsOf = ({ host, port, tls, user, password }: ServerSettings, series: OdooSeries): PlannedRow => ({
  ...(host === undefined ? {} : { smtp_host: host }),
  ...(port === undefined ? {} : { smtp_port: String(port) }),
  ...(tls === undefined ? {} : { smtp_encryption: tls }),
  ...(user === undefined ? {} : { smtp_user: user }),
  ...(password === undefined ? {} : { smtp_pass: password }),
  ...(password !== undefined && traitsOf(series).serverAuthentication ? { smtp_authentication: 'login' } : {}),
});
