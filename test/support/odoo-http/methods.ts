import type { Client } from 'pg';
import { withClient } from '../../../source/demo/database/databases.ts';
import { dialectOf } from '../../../source/demo/queue-runner/dialect.ts';
import { beginRunnerTransaction } from '../../../source/demo/queue-runner/run.ts';
import { readSettings } from '../../../source/demo/queue-runner/runner-settings.ts';
import { sendMails } from '../../../source/demo/queue-runner/send-queue.ts';
import { createLookup } from '../../../source/demo/queue-runner/smtp/resolve-host-name.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';

/** What a method raised: the Python class and its text. */
export class OdooException extends Error {
  readonly className: string;

  constructor(className: string, message: string) {
    super(message);
    this.className = className;
  }
}

export interface ModelCall {
  /** `mail.mail.send` */
  readonly method: string;
  readonly ids: readonly number[];
  readonly named: Readonly<Record<string, unknown>>;
}

/** What the account may not do, beyond what its group says. */
export type Forbids = (model: string, id: number, operation: string) => boolean;

interface Environment {
  readonly forbids?: Forbids;
  readonly series: OdooSeries;
  readonly database: { readonly dsn: string };
  readonly hasSettings: boolean;
}

type Method = (client: Client, call: ModelCall, environment: Environment) => Promise<unknown>;

const setState =
  (state: string): Method =>
  async (client, { ids }) => {
    await client.query('update mail_mail set state = $2 where id = any($1)', [ids, state]);
    return true;
  };

const send: Method = async (client, { ids }, { series }) => {
  const dialect = dialectOf(series);
  await beginRunnerTransaction(client);
  const settings = await readSettings(client, dialect, { server: undefined, port: 25, smtpSsl: false });
  const smtp = { lookup: createLookup('127.0.0.1:9'), authority: '', timeoutMs: 2_000 };
  await sendMails({ client, dialect, settings, smtp, log: () => undefined }, ids, async () => undefined);
  await client.query('commit');
  return null;
};

const search: Method = async (client, { named, method }) => {
  if (method.startsWith('mail.mail')) {
    return (await client.query('select id from mail_mail order by id desc limit 1')).rows;
  }
  const [[, , key]] = named['domain'] as [[string, string, string]];
  return (await client.query('select id, value from ir_config_parameter where key = $1', [key])).rows;
};

const denyRecords = (model: string, operation: string): OdooException =>
  new OdooException(
    'odoo.exceptions.AccessError',
    `Sorry, you are not allowed to access this document. Please contact your system administrator.\n\n(Operation: ${operation})\n\nRecords: ${model}`,
  );

/** 18 and later answer yes or no (orm/models.py); before, the check returns nothing or raises (odoo/models.py). */
const hasAccess: Method = async (_client, { ids, method, named }, { forbids, series }) => {
  if (series < 18)
    throw new OdooException('builtins.AttributeError', `'mail.message' object has no attribute '${method}'`);
  return !ids.some((id) => forbids?.(modelOf(method), id, String(named['operation'])));
};
const checkAccessRule: Method = async (_client, { ids, method, named }, { forbids }) => {
  const operation = String(named['operation']);
  if (ids.some((id) => forbids?.(modelOf(method), id, operation))) throw denyRecords(modelOf(method), operation);
  return null;
};
const modelOf = (method: string): string => method.slice(0, method.lastIndexOf('.'));

const methods: Readonly<Record<string, Method>> = {
  'res.users.context_get': async () => ({ lang: 'en_US', tz: 'Europe/Brussels', uid: 2 }),
  'mail.mail.search_read': search,
  'ir.config_parameter.search_read': search,
  'mail.message.has_access': hasAccess,
  'mail.mail.has_access': hasAccess,
  'mail.message.check_access_rule': checkAccessRule,
  'mail.mail.check_access_rule': checkAccessRule,
  'mail.mail.send': send,
  'mail.mail.mark_outgoing': setState('outgoing'),
  'mail.mail.cancel': setState('cancel'),
  'mail.mail.unlink': async (client, { ids }) => {
    await client.query('delete from mail_mail where id = any($1)', [ids]);
    return true;
  },
};

/** Runs what of Odoo's models the console calls. @throws OdooException as Odoo would. */
export const runMethod = (environment: Environment, call: ModelCall): Promise<unknown> => {
  const method = methods[call.method];
  const [model, name] = [call.method.slice(0, call.method.lastIndexOf('.')), call.method.split('.').at(-1)];
  if (method === undefined) {
    const text = `The method '${model}.${name}' does not exist`;
    throw environment.series >= 19
      ? new OdooException('werkzeug.exceptions.NotFound', text)
      : new OdooException('builtins.AttributeError', text);
  }
  if (!environment.hasSettings && model !== 'res.users') throw accessError(model, environment.series);
  return withClient(environment.database.dsn, (client) => method(client, call, environment));
};

/** Odoo's text (odoo/addons/base/models/ir_model.py); groups have other names in 19. */
const accessError = (model: string, series: OdooSeries): OdooException => {
  const kind = model === 'mail.mail' ? 'Outgoing Mails' : 'System Parameter';
  const group = series >= 19 ? 'Role / Administrator' : 'Administration/Settings';
  return new OdooException(
    'odoo.exceptions.AccessError',
    `You are not allowed to access '${kind}' (${model}) records.\n\nThis operation is allowed for the following groups:\n\t- ${group}\n\nContact your administrator to request access if necessary.`,
  );
};
