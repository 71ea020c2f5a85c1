import type { AliasDomain } from '../odoo/alias-domain.ts';
import { traitsOf } from '../odoo/traits.ts';
import { normalizeAddress } from './normalize.ts';
import type { RoutableMail, RoutingFacts } from './routing-facts.ts';

/** Odoo's own addresses for a mail; null where nothing says one. */
export interface OwnAddresses {
  /** Whose name mail goes out under when the author's cannot be used. */
  readonly notifications: string | null;
  /** The From of a mail that has none. */
  readonly defaultFrom: string | null;
  /** Without the mail's id, which 14 adds. */
  readonly bounce: string | null;
  readonly catchall: string | null;
}

/** What Odoo calls itself in a mail: system parameters up to 16, alias domains from 17, odoo.conf's email_from after both. */
export const findOwnAddresses = (facts: RoutingFacts, mail: Pick<RoutableMail, 'aliasDomainId'>): OwnAddresses =>
  traitsOf(facts.series).aliasDomains ? fromAliasDomains(facts, mail) : fromParameters(facts);

/** `mail.catchall.domain` and its neighbours (base/models/ir_mail_server.py, 14–16). */
const fromParameters = ({ series, parameters, configuration }: RoutingFacts): OwnAddresses => {
  const { wholeDefaultFrom, defaultBounceAlias } = traitsOf(series);
  const domain = filled(parameters['mail.catchall.domain']);
  const at = (local: string | null): string | null => (local === null || domain === null ? null : `${local}@${domain}`);
  const sender = filled(parameters['mail.default.from']);
  // Odoo 14 joins even a full address with the domain.
  const isWhole = wholeDefaultFrom && sender?.includes('@') === true;
  const defaultFrom = (isWhole ? sender : at(sender)) ?? filled(configuration.emailFrom);
  return {
    notifications: normalizeAddress(defaultFrom),
    defaultFrom,
    bounce: at(filled(parameters['mail.bounce.alias']) ?? defaultBounceAlias),
    catchall: at(filled(parameters['mail.catchall.alias'])),
  };
};

/** The alias domain of the mail, then of the company that the queue runs in (mail/models/ir_mail_server.py, 17+). */
const fromAliasDomains = (
  facts: RoutingFacts,
  { aliasDomainId }: Pick<RoutableMail, 'aliasDomainId'>,
): OwnAddresses => {
  const own = findAliasDomain(facts, aliasDomainId);
  const company = findAliasDomain(facts, queueCompany(facts)?.aliasDomainId);
  const emailFrom = filled(facts.configuration.emailFrom);
  const ownFrom = filled(own?.defaultFromAddress);
  const companyFrom = filled(company?.defaultFromAddress) ?? emailFrom;
  return {
    // The mail's own is compared as it is written, only the other is normalized.
    notifications: ownFrom ?? normalizeAddress(companyFrom),
    defaultFrom: ownFrom ?? companyFrom,
    bounce: own?.bounceAddress ?? company?.bounceAddress ?? emailFrom,
    catchall: (own ?? company)?.catchallAddress ?? null,
  };
};

const findAliasDomain = ({ aliasDomains }: RoutingFacts, id: number | null | undefined): AliasDomain | undefined =>
  id === null || id === undefined ? undefined : aliasDomains?.find((domain) => domain.id === id);

/** The queue runs as OdooBot, whose company is the first one that was made unless somebody moved it. */
const queueCompany = ({ companies }: RoutingFacts): RoutingFacts['companies'][number] | undefined =>
  companies.toSorted((one, other) => one.id - other.id)[0];

/** Odoo takes an empty text for none. */
const filled = (text: string | null | undefined): string | null => (text === undefined || text === '' ? null : text);
