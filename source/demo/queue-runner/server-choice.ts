import type { Dialect } from './dialect.ts';
import { lowerCaseDomain, parseMailbox } from './header-address.ts';
import type { DomainAddresses, MailServerRow, MailSettings } from './runner-settings.ts';

/** Through which server a mail goes and as whom; `server` null is odoo.conf. */
export interface FoundServer {
  readonly server: MailServerRow | null;
  /** The From that the choice was made for: the author's, or the notifications address. */
  readonly from: string;
}

/** The filter that decides which addresses a choice may send as. */
export const filterOf = ({ server }: FoundServer, { parameters, conf }: MailSettings): string =>
  (server === null ? (parameters.get('mail.default.from_filter') ?? conf.fromFilter) : server.from_filter) ?? '';

/** Whether a from_filter lets an address pass: one address or domain, since 17 a list; an empty one lets all pass. */
export const passesFilter = (text: string, filter: string): boolean => {
  if (filter.trim() === '') return true;
  const address = parseMailbox(text)?.address;
  if (address === undefined) return false;
  return splitFilter(filter).some((part) => part === address || part === lowerCaseDomain(address));
};

/** `_find_mail_server` of 15 and later; before that there is no filter and the first server takes all. */
export const findMailServer = (
  author: string,
  settings: MailSettings,
  { notifications }: DomainAddresses,
  dialect: Dialect,
): FoundServer => {
  const active = settings.servers.filter((server) => server.active === true);
  if (!dialect.hasFromFilter) return { server: active[0] ?? null, from: author };

  const matching = [author, notifications].flatMap((address) => {
    const server = address === undefined ? undefined : findByFilter(active, address);
    return address === undefined || server === undefined ? [] : [{ server, from: address }];
  });
  if (matching[0] !== undefined) return matching[0];

  const unfiltered = active.find((server) => (server.from_filter ?? '') === '') ?? active[0];
  // Until January 2024 (16.0) the author's address went out here; since then the notifications address, if there is one.
  if (unfiltered !== undefined) {
    return { server: unfiltered, from: dialect.hasAliasDomains ? (notifications ?? author) : author };
  }
  return chooseConfigured(author, notifications, settings, dialect);
};

/** What no filter fits leaves as the notifications address here as well, since January 2024 (16.0). */
const chooseConfigured = (
  author: string,
  notifications: string | undefined,
  settings: MailSettings,
  dialect: Dialect,
): FoundServer => {
  const filter = filterOf({ server: null, from: author }, settings);
  if (passesFilter(author, filter)) return { server: null, from: author };
  const useNotifications = notifications !== undefined && passesFilter(notifications, filter);
  const fallback = dialect.hasAliasDomains ? (notifications ?? author) : author;
  return { server: null, from: useNotifications ? notifications : fallback };
};

/** The whole address goes before the domain, whatever the order of the servers. */
const findByFilter = (servers: readonly MailServerRow[], text: string): MailServerRow | undefined => {
  const address = parseMailbox(text)?.address;
  if (address === undefined) return undefined;
  const lists = (part: string) => (server: MailServerRow) => splitFilter(server.from_filter ?? '').includes(part);
  return servers.find(lists(address)) ?? servers.find(lists(lowerCaseDomain(address)));
};

const splitFilter = (filter: string): readonly string[] =>
  filter
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
