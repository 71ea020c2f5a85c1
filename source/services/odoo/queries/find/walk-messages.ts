import type { QueryOptions } from '../../../postgres/database.ts';
import { findColumn } from '../../odoo-schema.ts';
import type { OdooSource } from '../../odoo-source.ts';
import { type Stretch, type Walk, walkBack } from './walk-back.ts';

/**
 * Messages below an id whose subject or document holds the words, mails or not. Run on Odoo 14–19. Cost: the primary key
 * backwards, a comparison a row.
 */
export const walkMessages = (source: OdooSource, walk: Walk, options?: QueryOptions): Promise<Stretch> => {
  const hasName = findColumn(source.schema, 'mail_message', 'record_name') !== undefined;
  // The sender is meant only where an address was typed: the company's own name would fit every mail.
  const texts = [
    'subject',
    ...(hasName ? ['record_name'] : []),
    ...(walk.words.some((word) => word.includes('@')) ? ['email_from'] : []),
  ];
  const searched = {
    what: 'the messages (mail_message)',
    table: 'mail_message',
    texts,
    key: 'id',
    date: 'date',
  } as const;
  return walkBack(source, searched, walk, options);
};
