/** The system parameters that mail depends on; which of them a version reads is routing's business. Secrets are not among them. */
export const mailParameters = [
  'database.create_date',
  'database.is_neutralized',
  'database.uuid',
  'web.base.url',
  'web.base.url.freeze',
  'mail.catchall.domain',
  'mail.catchall.alias',
  'mail.catchall.domain.allowed',
  'mail.bounce.alias',
  'mail.bounce.alias.static',
  'mail.default.from',
  'mail.default.from_filter',
  'mail.force.smtp.from',
  'mail.dynamic.smtp.from',
  'mail.session.batch.size',
  'mail.mail.queue.batch.size',
  'mail.mail.force.send.limit',
  'mail.batch_size',
  'base.default_max_email_size',
  'mail.server.personal.limit.minutes',
  'mail.server.personal.limit.minutes_outlook',
  'mail.disable_personal_mail_servers',
  'mass_mailing.outgoing_mail_server',
  'mass_mailing.mail_server_id',
  'mass_mailing.cancelled_mails_months_limit',
] as const;

export type MailParameter = (typeof mailParameters)[number];

/** The parameters that are set, by key. */
export type MailParameters = Readonly<Partial<Record<MailParameter, string>>>;

/** Whether this is a copy that must not send: `odoo-bin neutralize` (16+) says so with `true`. */
export const isNeutralized = (parameters: MailParameters): boolean =>
  ['true', '1'].includes(parameters['database.is_neutralized']?.trim().toLowerCase() ?? '');
