import type { Check } from '../../checks/cause.ts';
import { measureParameters } from '../../checks/measure/measure-database.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { MailParameter, MailParameters } from '../../domain/odoo/mail-parameter.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { type AnswersByCompany, type CompanyAnswers, measureReplyAddresses } from './measure-reply-addresses.ts';
import { offerSet } from './set-catchall-remedy.ts';

/** Parameter (up to 16) or alias domain (17+), company by company, and the old parameters that 17 ignores. */
export const domain: Check<'catchall.ignored'> = {
  id: 'catchall.domain',
  title: 'The address that answers go to',
  owner: 'odoo',
  decides: true,
  run: async (context) => {
    const { series } = context.odoo.version;
    const answers = await measureReplyAddresses(context);
    const missing = answers.companies.filter(({ catchall }) => catchall === null);
    const set = describeSet(answers);
    if (missing.length === 0) return set;
    if (!traitsOf(series).aliasDomains)
      return [{ ...describeParameter(answers, series), remedies: await offerSet(context, null) }];
    const { value: parameters, evidence } = await measureParameters(context);
    const ignored = oldParameters.filter((key) => (parameters[key] ?? '') !== '');
    return [
      ...set,
      ...(await Promise.all(
        missing.map(async (one) => ({
          ...describeCompany(answers, one, series),
          // One change for all who lack it; for one company alone only its own.
          remedies: await offerSet(context, missing.length > 1 ? null : `company:${one.company.id}`),
        })),
      )),
      ...(ignored.length === 0 ? [] : [{ ...describeIgnored(ignored, parameters, series), evidence }]),
    ];
  },
};

/** What 17 turned into alias domains when it was installed, and never reads again (mail_alias_domain.py). */
const oldParameters: readonly MailParameter[] = ['mail.catchall.domain', 'mail.catchall.alias', 'mail.bounce.alias'];

export const describeSet = ({ companies, evidence }: AnswersByCompany): readonly CheckFinding[] => {
  const set = companies.filter(({ catchall }) => catchall !== null);
  const [first] = set;
  if (first === undefined) return [];
  const addresses = [...new Set(set.map(({ catchall }) => catchall))].join(', ');
  const bounces = [...new Set(set.flatMap(({ bounce }) => bounce ?? []))].join(', ');
  const where = bounces === '' ? '' : `, and bounces at ${bounces}`;
  const summary = `Odoo asks for answers at ${addresses}${where}.`;
  return [finding({ status: 'ok', summary, evidence })];
};

const consequence =
  'Mail leaves all the same, but it asks for answers at its author’s own mailbox, so customers’ replies miss Odoo, bounces are not noticed, and From stays the author’s address.';

const describeParameter = ({ evidence }: AnswersByCompany, series: OdooSeries): CheckFinding =>
  finding({
    status: 'warn',
    summary:
      'No catchall domain is set: answers go to the mailbox of whoever wrote the mail, and bounces are not noticed.',
    detail: `${consequence} The parameters are mail.catchall.domain and mail.catchall.alias: ${menuPath(series, 'system-parameters')}, or ${menuPath(series, 'alias-domains')}.`,
    evidence,
  });

export const describeCompany = (
  { companies, evidence }: AnswersByCompany,
  { company }: CompanyAnswers,
  series: OdooSeries,
): CheckFinding =>
  finding({
    subject: `company:${company.id}`,
    status: 'warn',
    summary: `${company.name} has no alias domain: answers to its mails go to the mailbox of whoever wrote them, and bounces are not noticed.`,
    detail: `${consequence} ${companies.length > 1 ? 'Each company has its own setting. ' : ''}Choose its alias domain in ${menuPath(series, 'companies')}; the domains themselves are in ${menuPath(series, 'alias-domains')}.`,
    evidence,
  });

export const describeIgnored = (
  ignored: readonly MailParameter[],
  parameters: MailParameters,
  series: OdooSeries,
): CheckFinding<'catchall.ignored'> =>
  finding({
    part: 'catchall.ignored',
    status: 'warn',
    summary: `${countOf(ignored.length, 'system parameter')} (${ignored.map((key) => `${key} = ${parameters[key]}`).join(', ')}) would say where answers go, but Odoo ${series} does not read them any more.`,
    detail: `Up to 16 they did. From 17 on alias domains do: the old values are taken over once, during the upgrade, and setting them later has no effect (${menuPath(series, 'alias-domains')}).`,
  });
