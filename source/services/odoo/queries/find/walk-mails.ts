import type { QueryOptions } from '../../../postgres/database.ts';
import type { OdooSource } from '../../odoo-source.ts';
import { type Stretch, type Walk, walkBack } from './walk-back.ts';

/**
 * The messages of mails below an id of mail_mail whose To or Cc holds the words. Run on Odoo 14–19. Cost: the primary key
 * backwards, a comparison a row.
 */
export const walkMails = (source: OdooSource, walk: Walk, options?: QueryOptions): Promise<Stretch> =>
  walkBack(
    source,
    {
      what: 'the mail queue (mail_mail)',
      table: 'mail_mail',
      texts: ['email_to', 'email_cc'],
      key: 'mail_message_id',
      date: 'create_date',
    },
    walk,
    options,
  );
