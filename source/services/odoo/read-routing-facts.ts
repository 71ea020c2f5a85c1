import type { MailParameters } from '../../domain/odoo/mail-parameter.ts';
import type { MailConfiguration, RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { QueryOptions } from '../postgres/database.ts';
import type { Odoo } from './odoo.ts';

/** Everything in the database that decides the way of a mail, beside what odoo.conf says. Cost: five small tables; `known` are parameters that were read just now. */
export const readRoutingFacts = async (
  odoo: Odoo,
  configuration: MailConfiguration,
  options?: QueryOptions,
  known?: MailParameters,
): Promise<RoutingFacts> => {
  const [servers, parameters, aliasDomains, companies] = await Promise.all([
    odoo.together.mailServers(options),
    known ?? odoo.together.parameters(options),
    odoo.together.aliasDomains(options),
    odoo.together.companies(options),
  ]);
  return {
    series: odoo.version.series,
    servers,
    parameters,
    aliasDomains,
    companies,
    configuration,
    staticFrom: staticFromOf(odoo, configuration),
  };
};

/** odoo.conf's, which nobody reads without the module. */
export const staticFromOf = (
  { modulesOfMeaning }: Pick<Odoo, 'modulesOfMeaning'>,
  { staticFrom = null }: MailConfiguration,
): RoutingFacts['staticFrom'] => (modulesOfMeaning.has('mail_outbound_static') ? staticFrom : null);
