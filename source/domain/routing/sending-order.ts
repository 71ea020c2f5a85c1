import type { MailServer } from '../odoo/mail-server.ts';
import { normalizeAddress } from './normalize.ts';
import type { RoutableMail, RoutingFacts } from './routing-facts.ts';

/** The servers that Odoo may choose for a mail, first tried first: by sequence, rows without one last, then by id. */
export const serversFor = (facts: RoutingFacts, mail: RoutableMail): readonly MailServer[] =>
  facts.servers
    .filter((server) => server.active && mayUse(facts, mail, server))
    .toSorted((one, other) => (one.sequence ?? Infinity) - (other.sequence ?? Infinity) || one.id - other.id);

/** Whether somebody's personal server (19) may carry this mail (`_filter_mail_mail_servers`, mail/models/mail_mail.py). */
export const mayUse = ({ parameters }: RoutingFacts, mail: RoutableMail, server: MailServer): boolean => {
  if (!isPersonal(server)) return true;
  if (isOn(parameters['mail.disable_personal_mail_servers'])) return false;
  return mail.userId === undefined ? isFromOwner(mail, server) : server.owner?.userId === mail.userId;
};

export const isPersonal = ({ owner }: MailServer): boolean => owner !== null && owner !== undefined;

/** A personal server's from_filter is its owner's address. */
export const isFromOwner = ({ from }: RoutableMail, { fromFilter }: MailServer): boolean =>
  normalizeAddress(from) === normalizeAddress(fromFilter);

const isOn = (parameter: string | undefined): boolean => !['', '0', 'false'].includes(parameter?.toLowerCase() ?? '');
