import type { QueryOptions } from '../../../postgres/database.ts';
import { findColumn } from '../../schema.ts';
import { type OdooSource, readRows } from '../../source.ts';
import { composeStretch, type Stretch, type Walk } from './words-clause.ts';

/**
 * Messages below an id whose subject or document holds the words, mails or not. Run on Odoo 14–19. Cost: the primary key
 * backwards, a comparison a row.
 */
export const walkMessages = async (
  source: OdooSource,
  { words, below, rows }: Walk,
  options?: QueryOptions,
): Promise<Stretch | undefined> => {
  const hasName = findColumn(source.schema, 'mail_message', 'record_name') !== undefined;
  // The sender is meant only where an address was typed: the company's own name would fit every mail.
  const texts = [
    'subject',
    ...(hasName ? ['record_name'] : []),
    ...(words.some((word) => word.includes('@')) ? ['email_from'] : []),
  ];
  const { text, values } = composeStretch({ table: 'mail_message', texts, key: 'id', date: 'date' }, words);
  const statement = { what: 'the messages (mail_message)', text, values: [below, rows, ...values] };
  const [stretch] = await readRows<Stretch>(source, statement, options);
  return stretch;
};
