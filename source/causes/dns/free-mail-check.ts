import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import type { Dmarc } from '../../domain/dns/dmarc/dmarc.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { isFreeMailDomain, isFreeMailOf } from '../../domain/providers/free-mail.ts';
import { defaultFrom } from '../sender/remedies/default-from-remedies.ts';
import { countAffected } from './count-affected.ts';
import { measureDmarcPolicy } from './measure-dmarc-policy.ts';
import { groupRoutesByDomain, measureSenderDomains, type SenderDomainRoute } from './measure-sender-domains.ts';

/** Mail from gmail.com and its like through somebody else's server: only the owner of the domain can mend its records. */
export const freeMail: Check = {
  id: 'dns.free-mail',
  title: 'Free mail addresses as senders',
  owner: 'odoo',
  run: async (context) => {
    const groups = groupRoutesByDomain(await measureSenderDomains(context), 'domain').filter(([domain]) =>
      isFreeMailDomain(domain),
    );
    return (await Promise.all(groups.map(([domain, ways]) => checkDomain(context, domain, ways)))).flat();
  },
};

const checkDomain = async (
  context: CheckContext,
  domain: string,
  ways: readonly SenderDomainRoute[],
): Promise<readonly CheckFinding[]> => {
  const host = findForeign(
    domain,
    ways.map(({ relay }) => relay.host),
  );
  if (host === undefined) return [];
  const policy = await measureDmarcPolicy(context, domain);
  return [
    finding({
      subject: `domain:${domain}`,
      ...judgeFreeMail(host, policy, context.odoo.version.series),
      evidence: policy.evidence,
      explains: await countAffected(context, domain),
      remedies: [offer(defaultFrom, null, await defaultFrom.inputs(context, null))],
    }),
  ];
};

/** The first of the servers that may not send for the domain. */
export const findForeign = (domain: string, hosts: readonly string[]): string | undefined =>
  hosts.find((host) => {
    const provider = recogniseProviders({ host }).relay;
    return provider === undefined || !isFreeMailOf(domain, provider);
  });

/** What mail from a free mail domain meets that leaves through a foreign server: a refusal where the domain asks for one. */
export const judgeFreeMail = (
  host: string,
  { domain, policy, unknown }: Pick<Dmarc, 'domain' | 'policy' | 'unknown'>,
  series: OdooSeries,
): Pick<CheckFinding, 'status' | 'summary'> & { readonly detail: string } => {
  const rule = policy?.policy ?? 'none';
  const settings = menuPath(series, traitsOf(series).aliasDomains ? 'alias-domains' : 'system-parameters');
  const isRefused = unknown === undefined && rule !== 'none';
  return {
    status: isRefused ? 'fail' : 'warn',
    summary: `Mail leaves as ${domain} through ${host}, which may not send for it${isRefused ? `: ${domain} asks receivers to ${rule} such mail` : ''}.`,
    detail: `Only ${domain}'s own servers can prove that mail is from there. Let Odoo send as an address of your own domain: set the default From (${settings})${traitsOf(series).fromFilter ? ` and a from_filter (${menuPath(series, 'outgoing-servers')})` : ''}, or change the address of the company.`,
  };
};
