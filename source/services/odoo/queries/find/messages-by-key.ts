import type { SoughtText } from '../../../../domain/mail/sought-text.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

type Keys = Pick<SoughtText, 'mailId' | 'messageId' | 'messageIdHeader'> & {
  readonly documents: readonly { readonly model: string; readonly ids: readonly number[] }[];
};

/**
 * The messages that a mail's id, a message's, the Message-ID header or a document means, newest first. Run on Odoo 14–19.
 * Cost: some index lookups.
 */
export const readMessagesByKey = async (
  source: OdooSource,
  { mailId, messageId, messageIdHeader, documents }: Keys,
  limit: number,
  options?: QueryOptions,
): Promise<readonly number[]> => {
  const ofDocuments = documents.map(
    (_document, index) => `
      union all
      (select id from mail_message where model = $${2 * index + 5} and res_id = any($${2 * index + 6}::int[])
       order by id desc limit $4)`,
  );
  const text = `
    select distinct id from (
      (select mail_message_id as id from mail_mail where id = $1)
      union all
      (select id from mail_message where id = $2)
      union all
      (select id from mail_message where message_id = $3 order by id desc limit $4)
      ${ofDocuments.join('')}
    ) named
    order by id desc limit $4`;
  const values = [mailId, messageId, messageIdHeader, limit, ...documents.flatMap(({ model, ids }) => [model, ids])];
  const statement = { what: 'the messages (mail_message)', text, values };
  const rows = await readRows<{ readonly id: number }>(source, statement, options);
  return rows.map(({ id }) => id);
};
