import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { givenMails, theirMessages, theirPartners } from './given-mails.ts';

/** `server`: the one that the message insists on, by id. */
type MailGroupKey = 'server' | 'sender' | 'recipient';

export interface MailGroup {
  /** An id, a domain in lower case, null for none, `*` for recipients at several domains. */
  readonly key: string | null;
  readonly ids: readonly number[];
}

const domainOf = (address: string): string => `lower(substring(${address} from '@([^>[:space:],;"]+)'))`;

const keys: Readonly<Record<MailGroupKey, (schema: OdooSchema) => string>> = {
  server: () => 'g.mail_server_id::text',
  sender: () => domainOf('g.email_from'),
  recipient: (schema) => `(
    select case when min(domain) = max(domain) then min(domain) when min(domain) is not null then '*' end
    from (
      select lower(found[1]) as domain
      from regexp_matches(coalesce(m.email_to, ''), '@([^>[:space:],;"]+)', 'g') as found
      union all
      select ${domainOf('p.email')} from (select) one ${theirPartners(schema, 'email')}
    ) domains
  )`,
};

/** The given mails put together by who sends, carries or gets them. Run on Odoo 14–19. Cost: some index lookups a mail. */
export const readMailGroups = async (
  source: OdooSource,
  by: MailGroupKey,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly MailGroup[]> => {
  const text = `
    select ${keys[by](source.schema)} as key, array_agg(m.id) as ids
    from ${givenMails('id, mail_message_id, email_to')}
    ${theirMessages('email_from, mail_server_id')}
    group by 1
    order by count(*) desc`;
  const rows = await readRows<MailGroup>(
    source,
    { what: 'the mail queue (mail_mail)', text, values: [mailIds] },
    options,
  );
  return rows.map(({ key, ids }) => ({ key: toLine(key), ids }));
};
