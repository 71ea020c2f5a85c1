import type { CheckContext } from '../../../checks/context.ts';
import type { DatabaseStep } from '../../../domain/change/plan.ts';
import { UserError } from '../../../domain/errors.ts';
import type { Evidence } from '../../../domain/finding/evidence.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import type { RoutingFacts } from '../../../domain/routing/routing-facts.ts';
import { planParameters } from '../../../remedies/plan-parameters.ts';
import { readRowChange } from '../../../remedies/row-change.ts';

/** A change of what Odoo calls itself: what routing would go by then, and the steps that make it so. */
export interface AddressChange {
  readonly facts: RoutingFacts;
  readonly steps: readonly DatabaseStep[];
  /** Whether Odoo's workers keep the old value in memory. */
  readonly isCached: boolean;
  readonly evidence: readonly Evidence[];
}

type WhereAddressesStand = Pick<RoutingFacts, 'series' | 'aliasDomains' | 'parameters'>;

/** Whether there is a place where the default From would be set: an alias domain from 17 on, in 14 the catchall domain. */
export const hasPlaceForDefaultFrom = (facts: WhereAddressesStand): boolean =>
  (traitsOf(facts.series).wholeDefaultFrom && !traitsOf(facts.series).aliasDomains) || hasPlaceForBounce(facts);

/** Whether there is a domain in which a bounce address would be set. */
export const hasPlaceForBounce = ({ series, aliasDomains = [], parameters }: WhereAddressesStand): boolean =>
  traitsOf(series).aliasDomains ? aliasDomains.length > 0 : parameters['mail.catchall.domain'] !== undefined;

/** The default From: `mail.default.from` up to 16 (14 joins it with the catchall domain), each alias domain's from 17 on. */
export const planDefaultFrom = async (
  context: CheckContext,
  facts: RoutingFacts,
  address: string,
): Promise<AddressChange> => {
  if (traitsOf(facts.series).aliasDomains) {
    return await planAliasDomains(context, facts, {
      column: 'default_from',
      valueFor: () => address,
      apply: (domain) => ({ ...domain, defaultFromAddress: address }),
    });
  }
  const value = traitsOf(facts.series).wholeDefaultFrom
    ? address
    : localPart(address, facts.parameters['mail.catchall.domain']);
  const parameters = { ...facts.parameters, 'mail.default.from': value };
  const { steps, evidence } = await planParameters(context, { 'mail.default.from': value });
  return { facts: { ...facts, parameters }, steps, isCached: true, evidence };
};

/** The bounce address, which is a local part in the catchall domain in every version. 14 must not add the mail's id. */
export const planBounceAddress = async (
  context: CheckContext,
  facts: RoutingFacts,
  address: string,
): Promise<AddressChange> => {
  if (traitsOf(facts.series).aliasDomains) {
    return await planAliasDomains(context, facts, {
      column: 'bounce_alias',
      valueFor: ({ name }) => localPart(address, name),
      apply: (domain) => ({ ...domain, bounceAddress: address }),
    });
  }
  const alias = localPart(address, facts.parameters['mail.catchall.domain']);
  const values = {
    'mail.bounce.alias': alias,
    ...(traitsOf(facts.series).trackingBounce ? { 'mail.bounce.alias.static': 'True' } : {}),
  };
  const { steps, evidence } = await planParameters(context, values);
  return { facts: { ...facts, parameters: { ...facts.parameters, ...values } }, steps, isCached: true, evidence };
};

export const localPart = (address: string, domain: string | undefined): string => {
  const at = address.lastIndexOf('@');
  if (domain !== undefined && address.slice(at + 1) === domain.toLowerCase()) return address.slice(0, at);
  throw new UserError(
    domain === undefined
      ? 'Nothing was planned: Odoo builds this address in the catchall domain, and none is set.'
      : `Nothing was planned: Odoo builds this address in its catchall domain ${domain}, and ${address} is in another.`,
    'Set the catchall domain first (catchall.set), or choose an address in it.',
  );
};

type Domain = NonNullable<RoutingFacts['aliasDomains']>[number];

interface DomainChange {
  readonly column: 'default_from' | 'bounce_alias';
  valueFor(domain: Domain): string;
  apply(domain: Domain): Domain;
}

const planAliasDomains = async (
  context: CheckContext,
  facts: RoutingFacts,
  { column, valueFor, apply }: DomainChange,
): Promise<AddressChange> => {
  const domains = facts.aliasDomains ?? [];
  if (domains.length === 0) {
    throw new UserError('Nothing was planned: there is no alias domain yet.', 'Make one first (catchall.set).');
  }
  const planned = await Promise.all(
    domains.map((domain) =>
      readRowChange(context, { table: 'mail_alias_domain', id: domain.id, after: { [column]: valueFor(domain) } }),
    ),
  );
  const found = planned.filter((one) => one !== undefined);
  const rows = found.map(({ change }) => change);
  return {
    facts: { ...facts, aliasDomains: domains.map(apply) },
    steps: rows.length === 0 ? [] : [{ kind: 'update-rows', table: 'mail_alias_domain', rows }],
    isCached: false,
    evidence: found.flatMap(({ evidence }) => evidence),
  };
};
