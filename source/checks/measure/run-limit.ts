import type { MailParameters } from '../../domain/odoo/mail-parameter.ts';
import type { OdooVersion } from '../../domain/odoo/odoo-version.ts';

/**
 * The most mails that one run of the queue takes (`process_email_queue`, addons/mail/models/mail_mail.py): 10 000 up to
 * 16, from 17 on a parameter. 18 goes on for ten batches; 19.0 means to and stops after one (odoo/odoo pull request
 * 282892).
 */
export const mailsPerRun = ({ series }: Pick<OdooVersion, 'series'>, parameters: MailParameters): number => {
  if (series <= 16) return 10_000;
  const asked = Number(parameters['mail.mail.queue.batch.size']);
  const batch = Number.isInteger(asked) && asked > 0 ? asked : series === 17 ? 10_000 : 1_000;
  return series === 18 ? 10 * batch : batch;
};
