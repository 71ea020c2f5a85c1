import type { Company } from '../../domain/odoo/company.ts';
import { findOwnAddresses } from '../../domain/routing/own-addresses.ts';
import type { RoutableMail, RoutingFacts } from '../../domain/routing/routing-facts.ts';
import type { TestRequest } from './test-message.ts';

/** The mail that a test goes as, as far as it decides the way. */
export type TestedMail = Pick<RoutableMail, 'from' | 'forcedServerId' | 'aliasDomainId' | 'replyTo' | 'tracking'>;

/**
 * What decides a test's way: what was asked for, then the mail it goes as, then what Odoo would write for a mail of its
 * first company, and its own default address where that has none.
 */
export const chooseRoutedMail = (
  request: Pick<TestRequest, 'from' | 'serverId'>,
  mail: TestedMail | undefined,
  companies: readonly Pick<Company, 'id' | 'email' | 'active' | 'aliasDomainId'>[],
  facts: RoutingFacts,
): RoutableMail => {
  const [company] = companies.filter(({ active }) => active).toSorted((one, other) => one.id - other.id);
  const aliasDomainId = mail === undefined ? company?.aliasDomainId : mail.aliasDomainId;
  const usual = company?.email || findOwnAddresses(facts, { aliasDomainId }).defaultFrom;
  return {
    ...(mail ?? {}),
    from: request.from ?? (mail === undefined ? usual : mail.from),
    forcedServerId: request.serverId ?? mail?.forcedServerId ?? null,
    aliasDomainId,
    replyTo: mail?.replyTo,
  };
};
