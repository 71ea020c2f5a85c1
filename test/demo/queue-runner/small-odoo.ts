import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { createSmallDatabase, type SmallDatabase } from './small-database.ts';

/** The queue cron's id in every small Odoo. */
export const queueCron = 2;

/** A mail to put into the queue; whatever is left out is as in a plain notification. */
interface MailToQueue {
  readonly emailTo?: string | null;
  readonly emailCc?: string;
  readonly partners?: readonly number[];
  /** Partners in copy: 20 and later. */
  readonly copies?: readonly number[];
  readonly state?: 'outgoing' | 'exception' | 'cancel';
  readonly from?: string | null;
  readonly serverId?: number;
  readonly autoDelete?: boolean;
  readonly scheduledDate?: string;
  readonly attachmentBytes?: number;
  /** Whether it notifies partners of a document's message; those have rows of their own for each partner. */
  readonly notifies?: boolean;
}

export interface ServerToAdd {
  readonly port: number;
  readonly host?: string;
  readonly encryption?: string;
  readonly user?: string;
  readonly password?: string;
  readonly fromFilter?: string;
  readonly active?: boolean;
  readonly sequence?: number;
}

/** An Odoo database with next to nothing in it: one company, one user, the queue cron, no mail server. */
export interface SmallOdoo {
  readonly database: SmallDatabase;
  readonly series: OdooSeries;
  addServer(server: ServerToAdd): Promise<number>;
  addPartner(name: string, email: string | null): Promise<number>;
  queueMail(mail: MailToQueue): Promise<number>;
  setParameter(key: string, value: string | null): Promise<void>;
  setAliasDomain(name: string, defaultFrom: string): Promise<void>;
  readMail(id: number): Promise<MailRow | undefined>;
  readNotifications(mailId: number): Promise<readonly NotificationRow[]>;
  readCron(): Promise<CronRow>;
}

export interface MailRow {
  readonly state: string;
  readonly failure_reason: string | null;
  readonly failure_type: string | null;
}

interface NotificationRow {
  readonly partner: number;
  readonly status: string;
  readonly failure_type: string | null;
  readonly failure_reason: string | null;
}

interface CronRow {
  readonly due: boolean;
  readonly ran: boolean;
  readonly active: boolean;
  readonly nextcall: Date;
}

const insertId = async (
  database: SmallDatabase,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<number> => {
  const columns = Object.keys(row);
  const [inserted] = await database.query<{ id: number }>(
    `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')})
     values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(row),
  );
  if (inserted === undefined) throw new Error(`nothing was inserted into ${table}`);
  return inserted.id;
};

/** Creates it in the run's PostgreSQL. Call it inside a test. */
export const createSmallOdoo = async (series: OdooSeries): Promise<SmallOdoo> => {
  const database = await createSmallDatabase(series);
  const add = (table: string, row: Readonly<Record<string, unknown>>) => insertId(database, table, row);
  await addFoundations(add, series);
  const outcome =
    series <= 14
      ? { table: 'mail_message_res_partner_needaction_rel', mail: 'mail_id' }
      : { table: 'mail_notification', mail: 'mail_mail_id' };

  return {
    database,
    series,
    addServer: (server) => add('ir_mail_server', toServerRow(server, series)),
    addPartner: (name, email) => add('res_partner', { name, email, type: 'contact', active: true }),
    queueMail: (mail) => queueMail(add, database, series, outcome, mail),
    setParameter: async (key, value) => {
      await add('ir_config_parameter', { key, value });
    },
    setAliasDomain: async (name, defaultFrom) => {
      const id = await add('mail_alias_domain', {
        name,
        bounce_alias: 'bounce',
        catchall_alias: 'catchall',
        default_from: defaultFrom,
      });
      await database.query('update res_company set alias_domain_id = $1', [id]);
    },
    readMail: async (id) => {
      const [row] = await database.query<MailRow>(
        `select state, failure_reason, ${series >= 15 ? 'failure_type' : 'null as failure_type'} from mail_mail where id = $1`,
        [id],
      );
      return row;
    },
    readNotifications: (mailId) =>
      database.query<NotificationRow>(
        `select res_partner_id as partner, notification_status as status, failure_type, failure_reason
         from ${outcome.table} where ${outcome.mail} = $1 order by id`,
        [mailId],
      ),
    readCron: async () => {
      const [row] = await database.query<CronRow>(
        `select nextcall <= now() at time zone 'UTC' as due, lastcall is not null as ran, active, nextcall
         from ir_cron where id = $1`,
        [queueCron],
      );
      if (row === undefined) throw new Error('the queue cron is gone');
      return row;
    },
  };
};

type Add = (table: string, row: Readonly<Record<string, unknown>>) => Promise<number>;

const addFoundations = async (add: Add, series: OdooSeries): Promise<void> => {
  const partner = await add('res_partner', { name: 'Acme', email: 'info@acme.example', type: 'contact', active: true });
  await add('res_company', {
    name: 'Acme',
    partner_id: partner,
    currency_id: 1,
    ...(series >= 15 ? { layout_background: 'Blank' } : {}),
  });
  await add('res_users', {
    login: '__system__',
    active: false,
    company_id: 1,
    partner_id: partner,
    notification_type: 'email',
  });
  await add('ir_module_module', { name: 'base', state: 'installed', latest_version: `${series}.0.1.3` });
  const code = series >= 18 ? 'model.process_email_queue(batch_size=1000)' : 'model.process_email_queue()';
  await add('ir_act_server', { ...serverAction(series), code });
  const cron = {
    ir_actions_server_id: 1,
    user_id: 1,
    active: true,
    interval_number: 1,
    interval_type: 'hours',
    nextcall: '2020-01-01 00:30:00',
    priority: 5,
    ...(series <= 17 ? { numbercall: -1, doall: false } : { failure_count: 0 }),
  };
  await add('ir_cron', { ...cron, active: false });
  await add('ir_cron', cron);
};

const serverAction = (series: OdooSeries): Readonly<Record<string, unknown>> => ({
  name: series >= 16 ? { en_US: 'Mail: Email Queue Manager' } : 'Mail: Email Queue Manager',
  type: 'ir.actions.server',
  binding_type: 'action',
  usage: 'ir_cron',
  ...(series <= 14 ? { activity_user_type: 'specific' } : {}),
  state: 'code',
  model_id: 1,
});

const toServerRow = (server: ServerToAdd, series: OdooSeries): Readonly<Record<string, unknown>> => ({
  name: `Port ${server.port}`,
  smtp_host: server.host ?? '127.0.0.1',
  smtp_port: server.port,
  smtp_encryption: server.encryption ?? 'none',
  smtp_user: server.user ?? null,
  smtp_pass: server.password ?? null,
  sequence: server.sequence ?? 10,
  active: server.active ?? true,
  ...(series >= 15 ? { smtp_authentication: 'login', from_filter: server.fromFilter ?? null } : {}),
});

const queueMail = async (
  add: Add,
  database: SmallDatabase,
  series: OdooSeries,
  outcome: { readonly table: string; readonly mail: string },
  mail: MailToQueue,
): Promise<number> => {
  const { partners = [], copies = [], notifies = partners.length + copies.length > 0 } = mail;
  const message = await add('mail_message', {
    subject: 'Hello',
    message_type: 'email',
    email_from: mail.from === undefined ? '"Ann" <ann@example.com>' : mail.from,
    mail_server_id: mail.serverId ?? null,
  });
  await database.query(`update mail_message set message_id = '<' || id || '@acme.example>' where id = $1`, [message]);
  const id = await add('mail_mail', {
    mail_message_id: message,
    state: mail.state ?? 'outgoing',
    email_to: mail.emailTo ?? null,
    email_cc: mail.emailCc ?? null,
    body_html: '<p>Hello</p>',
    auto_delete: mail.autoDelete ?? false,
    scheduled_date: mail.scheduledDate ?? null,
    [series <= 14 ? 'notification' : 'is_notification']: notifies,
  });
  for (const partner of partners) {
    await database.query('insert into mail_mail_res_partner_rel values ($1, $2)', [id, partner]);
  }
  for (const partner of copies) {
    await database.query('insert into mail_mail_res_partner_cc_rel values ($1, $2)', [id, partner]);
  }
  for (const partner of notifies ? new Set([...partners, ...copies]) : []) {
    await add(outcome.table, {
      mail_message_id: message,
      res_partner_id: partner,
      notification_type: 'email',
      notification_status: 'ready',
      [outcome.mail]: id,
    });
  }
  if (mail.attachmentBytes !== undefined) {
    const attachment = await add('ir_attachment', { name: 'a.pdf', type: 'binary', file_size: mail.attachmentBytes });
    await database.query('insert into message_attachment_rel values ($1, $2)', [message, attachment]);
  }
  return id;
};
