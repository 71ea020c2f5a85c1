import type { CheckContext } from '../../checks/context.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import type { DatabaseStep, PlannedValue, RowChange } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import type { AliasDomain } from '../../domain/odoo/alias-domain.ts';
import type { Company } from '../../domain/odoo/company.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { stampNew } from '../../remedies/plan-parameters.ts';
import { readRowChange } from '../../remedies/row-change.ts';
import { findColumn } from '../../services/odoo/odoo-schema.ts';
import type { HomelessAlias } from '../../services/odoo/queries/companies/homeless-aliases.ts';
import type { CatchallChange } from './plan-catchall-parameters.ts';

/** What Odoo itself gives a new alias domain (mail_alias_domain.py, 17–19). */
const defaults = { sequence: '10', bounce_alias: 'bounce', catchall_alias: 'catchall', default_from: 'notifications' };

export interface AliasDomainTarget {
  readonly name: string;
  readonly id: PlannedValue;
  /** Aliases of this name would clash with its own addresses. */
  readonly taken: readonly string[];
}

/**
 * The alias domain of 17 and later: made unless it is there, given to the companies that have none, and to the aliases
 * that have none, with their full names. It leaves what Odoo's own `create` leaves when it makes the first one.
 */
export const planAliasDomain = async (
  context: CheckContext,
  domain: string,
  subject: string | null,
): Promise<CatchallChange> => {
  const [known, companies, aliases] = await Promise.all([
    readWithEvidence(context, (odoo, options) => odoo.aliasDomains(options)),
    readWithEvidence(context, (odoo, options) => odoo.companies(options)),
    readWithEvidence(context, (odoo, options) => odoo.homelessAliases(options)),
  ]);
  const existing = known.value?.find(({ name }) => name.toLowerCase() === domain);
  const target = describeTarget(domain, existing);
  const insert: DatabaseStep = {
    kind: 'insert-row',
    table: 'mail_alias_domain',
    name: 'domain',
    values: { name: domain, ...defaults, ...stampNew(context.now()) },
  };
  const linked = await linkCompanies(context, chooseCompanies(companies.value, subject, known.value ?? []), target);
  const homeless = aliases.value ?? [];
  const clashing = homeless.filter(
    ({ name, sameNameIn }) => target.taken.includes(name ?? '') || (existing && sameNameIn.includes(existing.id)),
  );
  const housed = homeless.filter((alias) => !clashing.includes(alias)).map((alias) => houseAlias(alias, target));
  const steps: readonly DatabaseStep[] = [
    ...(existing === undefined ? [insert] : []),
    ...toUpdate('res_company', linked.changes),
    ...toUpdate('mail_alias', housed),
  ];
  if (linked.changes.length + housed.length === 0) {
    throw new UserError(`Every company and alias has an alias domain already.`, 'Run the check again.');
  }
  return {
    steps,
    affects: { count: linked.changes.length + housed.length, noun: 'setting' },
    warnings: clashing.map(
      ({ name }) => `The alias ${sanitizeLine(name ?? '')} keeps no domain: in ${domain} that name is taken.`,
    ),
    evidence: [...known.evidence, ...companies.evidence, ...aliases.evidence, ...linked.evidence],
  };
};

export const describeTarget = (domain: string, existing: AliasDomain | undefined): AliasDomainTarget =>
  existing === undefined
    ? { name: domain, id: { insertedBy: 'domain' }, taken: [defaults.bounce_alias, defaults.catchall_alias] }
    : {
        name: existing.name,
        id: String(existing.id),
        taken: [existing.bounceAddress, existing.catchallAddress].map((address) => address.split('@')[0] ?? ''),
      };

/** One company, or all without a domain; archived ones only with the very first domain, as Odoo does it. */
export const chooseCompanies = (
  companies: readonly Company[],
  subject: string | null,
  domains: readonly AliasDomain[],
): readonly Company[] => {
  const without = companies.filter(({ aliasDomainId }) => (aliasDomainId ?? null) === null);
  if (subject === null) return without.filter(({ active }) => active || domains.length === 0);
  const wanted = without.filter(({ id }) => subject === `company:${id}`);
  if (wanted.length > 0) return wanted;
  throw new UserError(`${subject} is no company without an alias domain.`, 'Run the check again.');
};

const linkCompanies = async (
  context: CheckContext,
  companies: readonly Company[],
  { id, name }: AliasDomainTarget,
): Promise<{ readonly changes: readonly RowChange[]; readonly evidence: readonly Evidence[] }> => {
  // 17 and 18 keep the name beside the id.
  const named = findColumn(context.odoo.schema, 'res_company', 'alias_domain_name') !== undefined;
  const after = { alias_domain_id: id, ...(named ? { alias_domain_name: name } : {}) };
  const planned = await Promise.all(
    companies.map((company) => readRowChange(context, { table: 'res_company', id: company.id, after })),
  );
  const found = planned.filter((one) => one !== undefined);
  return { changes: found.map(({ change }) => change), evidence: found.flatMap(({ evidence }) => evidence) };
};

/** The full name is stored, and mail finds its alias by it (mail_alias.py, `_compute_alias_full_name`). */
export const houseAlias = ({ id, name, fullName }: HomelessAlias, target: AliasDomainTarget): RowChange => {
  const base = { id, before: { alias_domain_id: null }, after: { alias_domain_id: target.id } };
  if (name === null || name === '') return base;
  return {
    id,
    before: { ...base.before, alias_full_name: fullName, alias_name: name },
    after: { ...base.after, alias_full_name: `${name}@${target.name}` },
  };
};

const toUpdate = (table: string, rows: readonly RowChange[]): readonly DatabaseStep[] =>
  rows.length === 0 ? [] : [{ kind: 'update-rows', table, rows }];
