import { UserError } from '../../domain/errors.ts';
import type { DatabaseStep, Plan, PlannedValue } from '../../domain/plan.ts';
import type { Risk } from '../../domain/remedy.ts';
import { Secret } from '../../domain/secret.ts';
import type { CheckContext } from '../context.ts';
import type { Relay } from '../measure/relays.ts';
import { type ConfValues, planConfEdit, restartOdoo } from './conf-edit.ts';
import { isSetInConf, type ServerSettings } from './settings.ts';
import type { Trial } from './try-settings.ts';

interface SettingsChange {
  readonly action: string;
  readonly title: string;
  readonly risk: Risk;
  readonly relay: Relay;
  readonly settings: ServerSettings;
  readonly trial: Trial;
  readonly warnings?: readonly string[];
}

/**
 * The change of a server's settings, in its row or in odoo.conf, after they were tried.
 * @throws UserError when all of them are as they would be set.
 */
export const planSettings = async (context: CheckContext, change: SettingsChange): Promise<Plan> => {
  const { action, title, risk, relay, settings, trial, warnings = [] } = change;
  const inConf = isSetInConf(relay);
  const outside = inConf ? await editConf(context, settings) : [];
  const transactions = inConf ? [] : await updateRow(context, relay, settings);
  if (outside.length === 0 && transactions.length === 0) {
    throw new UserError(`${relay.title} is set like this already.`, 'Run the check again and look what it says now.');
  }
  return {
    action,
    subject: relay.subject,
    title,
    risk,
    locksQueue: false,
    onStaleRows: 'fail',
    transactions,
    outside,
    byHand: inConf ? [restartOdoo] : [],
    warnings: [...trial.caveats, ...warnings],
    irreversible: [],
    affects: { count: 1, noun: 'mail server' },
    evidence: [trial.evidence],
  };
};

const editConf = async (context: CheckContext, settings: ServerSettings): Promise<Plan['outside']> => {
  const { host, port, tls, user, password } = settings;
  if (tls?.startsWith('ssl') === true) {
    throw new UserError(
      'odoo.conf cannot say SSL/TLS: its smtp_ssl means STARTTLS.',
      'Use a port with STARTTLS (587), or create an outgoing mail server in Odoo.',
    );
  }
  const values: ConfValues = {
    ...(host === undefined ? {} : { smtp_server: host }),
    ...(port === undefined ? {} : { smtp_port: String(port) }),
    ...(tls === undefined ? {} : { smtp_ssl: tls === 'none' ? 'False' : 'True' }),
    ...(user === undefined ? {} : { smtp_user: user }),
    ...(password === undefined ? {} : { smtp_password: password }),
  };
  const edit = await planConfEdit(context, values);
  return edit === undefined ? [] : [edit];
};

const updateRow = async (
  { odoo, signal }: CheckContext,
  { server }: Relay,
  { host, port, tls, user, password }: ServerSettings,
): Promise<readonly (readonly DatabaseStep[])[]> => {
  if (server === null) return [];
  const wantsPassword = password !== undefined && server.authentication !== 'login' && odoo.version.series >= 15;
  const wanted: Readonly<Record<string, PlannedValue>> = {
    ...(host === undefined ? {} : { smtp_host: host }),
    ...(port === undefined ? {} : { smtp_port: String(port) }),
    ...(tls === undefined ? {} : { smtp_encryption: tls }),
    ...(user === undefined ? {} : { smtp_user: user }),
    ...(password === undefined ? {} : { smtp_pass: password }),
    ...(wantsPassword ? { smtp_authentication: 'login' } : {}),
  };
  const current = await odoo.rowText('ir_mail_server', server.id, Object.keys(wanted), { signal });
  const changed = Object.entries(wanted).filter(([column, after]) => textOf(after) !== current[column]);
  if (changed.length === 0) return [];
  const before = changed.map(([column, after]) => [column, wrapLike(after, current[column] ?? null)]);
  const row = { id: server.id, before: Object.fromEntries(before), after: Object.fromEntries(changed) };
  return [[{ kind: 'update-rows', table: 'ir_mail_server', rows: [row] }]];
};

const textOf = (value: PlannedValue): PlannedValue => (value instanceof Secret ? value.reveal() : value);

/** A secret's predecessor is one, too. */
const wrapLike = (model: PlannedValue, text: string | null): string | null | Secret =>
  text !== null && model instanceof Secret ? new Secret(text) : text;
