import { measureAliasDomains, measureCompanies, measureParameters } from '../../checks/measure/measure-database.ts';
import { measureRoutingFacts } from '../../checks/measure/routes.ts';
import { shared } from '../../checks/measure/shared.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { Company } from '../../domain/odoo/company.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { findOwnAddresses } from '../../domain/routing/own-addresses.ts';

/** Where answers to a company's mail go. */
export interface Answers {
  /** Null: to whoever wrote the mail. */
  readonly catchall: string | null;
  readonly bounce: string | null;
}

export interface CompanyAnswers extends Answers {
  readonly company: Company;
}

export interface AnswersByCompany {
  /** Active companies only; up to 16 all have the same. */
  readonly companies: readonly CompanyAnswers[];
  readonly evidence: readonly Evidence[];
}

/** The Reply-To that Odoo will write for each company, and where it asks bounces to go. */
export const measureReplyAddresses = shared(async (context): Promise<AnswersByCompany> => {
  const facts = await measureRoutingFacts(context);
  const [companies, settings] = await Promise.all([
    measureCompanies(context),
    traitsOf(facts.series).aliasDomains ? measureAliasDomains(context) : measureParameters(context),
  ]);
  const active = companies.value.filter((company) => company.active);
  return {
    companies: active.map((company) => ({ company, ...findAnswers(facts, company) })),
    evidence: traitsOf(facts.series).aliasDomains ? [...companies.evidence, ...settings.evidence] : settings.evidence,
  };
});

/** A company without an alias domain gets no Reply-To from another's (mail_thread.py, `_notify_get_reply_to`, 17+). */
export const findAnswers = (
  facts: Parameters<typeof findOwnAddresses>[0],
  { aliasDomainId }: Pick<Company, 'aliasDomainId'>,
): Answers => {
  if (traitsOf(facts.series).aliasDomains && (aliasDomainId ?? null) === null) return { catchall: null, bounce: null };
  const { catchall, bounce } = findOwnAddresses(facts, { aliasDomainId });
  return { catchall, bounce };
};
