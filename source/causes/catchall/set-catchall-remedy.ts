import { offer, type Remedy } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureAliasDomains, measureCompanies, measureParameters } from '../../checks/measure/measure-database.ts';
import type { RemedyInput, RemedyOffer } from '../../domain/change/remedy.ts';
import { domainOf, isDnsName, normalizeName } from '../../domain/dns/dns-name.ts';
import { UserError } from '../../domain/errors.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { readMx } from '../../services/dns/read-mx.ts';
import { planAliasDomain } from './plan-alias-domain.ts';
import { planCatchallParameters } from './plan-catchall-parameters.ts';

/** The catchall domain: a parameter up to 16, an alias domain from 17 on. */
export const set: Remedy = {
  id: 'catchall.set',
  title: 'Set the domain that answers and bounces go to',
  risk: 'careful',
  inputs: async (context): Promise<readonly RemedyInput[]> => {
    const suggestion = await suggestDomain(context);
    const input = { name: 'domain', label: 'Domain that answers go to', kind: 'text' } as const;
    return [suggestion === undefined ? input : { ...input, suggestion }];
  },
  plan: async (context, request) => {
    const domain = await chooseDomain(context, request.values.texts['domain']);
    const { series } = context.odoo.version;
    const [change, mx] = await Promise.all([
      traitsOf(series).aliasDomains
        ? planAliasDomain(context, domain, request.subject)
        : planCatchallParameters(context, domain),
      readMx(context.dns, domain, { signal: context.signal }),
    ]);
    const lost = mx.problems.filter(({ severity }) => severity === 'fail').map(({ message }) => message);
    return composePlan(set, request, {
      transactions: [change.steps],
      outside: [{ kind: 'signal-cache' }],
      affects: change.affects,
      warnings: [
        ...lost,
        ...change.warnings,
        'From now on mail asks for answers there, and where a server may send for the domain, bounces too. Mails written before keep their Reply-To.',
      ],
      evidence: [...change.evidence, ...mx.evidence],
    });
  },
};

/** What a finding says of it. */
export const offerSet = async (context: CheckContext, subject: string | null): Promise<readonly RemedyOffer[]> => [
  offer(set, subject, await set.inputs(context, subject)),
];

/** A domain that is there already, else what the old parameter says, else where the companies are. */
const suggestDomain = async (context: CheckContext): Promise<string | undefined> => {
  const [domains, parameters, companies] = await Promise.all([
    measureAliasDomains(context),
    measureParameters(context),
    measureCompanies(context),
  ]);
  const addresses = companies.value.flatMap(({ active, email }) => (active && email !== null ? [email] : []));
  return [
    domains.value?.[0]?.name,
    parameters.value['mail.catchall.domain'],
    ...addresses.map((address) => domainOf(address)),
  ].find((name) => name !== undefined && name !== '');
};

/** Odoo takes unaccented letters, digits, dots and hyphens only (mail_alias_domain.py, `_check_name`). */
const chooseDomain = async (context: CheckContext, said: string | undefined): Promise<string> => {
  const domain = normalizeName((said ?? (await suggestDomain(context)) ?? '').trim().replace(/^@/, ''));
  if (domain === '') throw new UserError('The domain is missing.', 'Say it with --set domain=example.com.');
  if (!isDnsName(domain) || !domain.includes('.') || !/^[a-z0-9.-]+$/.test(domain)) {
    throw new UserError(`'${domain}' is not a mail domain.`, 'Write it as example.com; other scripts as xn--….');
  }
  return domain;
};
