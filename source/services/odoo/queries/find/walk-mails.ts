import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../source.ts';
import { composeStretch, type Stretch, type Walk } from './words-clause.ts';

/**
 * The messages of mails below an id of mail_mail whose To or Cc holds the words. Run on Odoo 14–19. Cost: the primary key
 * backwards, a comparison a row.
 */
export const walkMails = async (
  source: OdooSource,
  { words, below, rows }: Walk,
  options?: QueryOptions,
): Promise<Stretch | undefined> => {
  const table = { table: 'mail_mail', texts: ['email_to', 'email_cc'], key: 'mail_message_id', date: 'create_date' };
  const { text, values } = composeStretch(table, words);
  const statement = { what: 'the mail queue (mail_mail)', text, values: [below, rows, ...values] };
  const [stretch] = await readRows<Stretch>(source, statement, options);
  return stretch;
};
