import { fewestToJoin, type MailSelection } from '../../../../domain/mail/mail-selection.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { addresseesIn } from '../recipients/addressees.ts';

/** The ids in $1, each once, and in order: neighbours share pages. */
export const givenIds = '(select distinct id from unnest($1::int[]) as id order by id) given';

/**
 * From-clauses that take the mails of the ids in $1 and then whatever belongs to each by one index lookup after the
 * other. `offset 0` keeps the planner from turning them into joins: for some thousand ids it would read the whole of
 * mail_mail or mail_message, which on a large database takes seconds and sweeps the server's cache.
 */
export const givenMails = (columns: string): string => `${givenIds}
  cross join lateral (select ${columns} from mail_mail where mail_mail.id = given.id offset 0) m`;

export const theirMessages = (columns: string): string => `
  cross join lateral (
    select ${columns} from mail_message where mail_message.id = m.mail_message_id offset 0
  ) g`;

/** The partners of a mail `m`. Columns are those of res_partner `p`. */
export const theirPartners = (schema: OdooSchema, columns: string): string => `
  cross join lateral (select res_partner_id from ${addresseesIn(schema)} a where mail_mail_id = m.id offset 0) r
  cross join lateral (select ${columns} from res_partner p where p.id = r.res_partner_id offset 0) p`;

/** The same three clauses, for the mails that $1 selects. */
export interface MailClauses {
  readonly many: boolean;
  readonly mails: (columns: string) => string;
  readonly messages: (columns: string) => string;
  readonly partners: (schema: OdooSchema, columns: string) => string;
}

const lookedUp: MailClauses = { many: false, mails: givenMails, messages: theirMessages, partners: theirPartners };

/** Without the fences the planner joins as it sees fit, and it knows how many ids there are. */
const joinedWhere = (condition: string): MailClauses => ({
  many: true,
  mails: (columns) => `(select ${columns} from mail_mail where ${condition}) m`,
  messages: (columns) => `
  cross join lateral (select ${columns} from mail_message where mail_message.id = m.mail_message_id) g`,
  partners: (schema, columns) => `
  join ${addresseesIn(schema)} r on r.mail_mail_id = m.id
  cross join lateral (select ${columns} from res_partner p where p.id = r.res_partner_id) p`,
});

const joinedById = joinedWhere('id = any($1::int[])');
const joinedByState = joinedWhere('state = $1');

/** Clauses for a selection: few are looked up one by one, many are joined. */
export const clausesFor = (selected: MailSelection): MailClauses => {
  if (typeof selected === 'string') return joinedByState;
  return selected.length < fewestToJoin ? lookedUp : joinedById;
};
