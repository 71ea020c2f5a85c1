import type { MailParameters } from '../../domain/odoo/mail-parameter.ts';
import type { OdooVersion } from '../../domain/odoo/odoo-version.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';

/**
 * The most mails that one run of the queue takes (`process_email_queue`, addons/mail/models/mail_mail.py).
 */
export const mailsPerRun = ({ series }: Pick<OdooVersion, 'series'>, parameters: MailParameters): number => {
  const { batchParameter, batchSize, batchesPerRun, stopsAfterOneBatch } = traitsOf(series);
  if (!batchParameter) return batchSize;
  const asked = Number(parameters['mail.mail.queue.batch.size']);
  const batch = Number.isInteger(asked) && asked > 0 ? asked : batchSize;
  return stopsAfterOneBatch ? batch : batchesPerRun * batch;
};
