import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { type Finding, finding } from '../../domain/finding/finding.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { isFreeMailDomain, isFreeMailOf } from '../../domain/providers/free-mail.ts';
import { defaultFrom } from '../sender/remedies/default-from-remedies.ts';
import { countAffected } from './count-affected.ts';
import { measureDmarcPolicy } from './measure-dmarc-policy.ts';
import { groupWays, type Leaving, readLeavings } from './measure-sender-domains.ts';

/** Mail from gmail.com and its like through somebody else's server: only the owner of the domain can mend its records. */
export const freeMail: Check = {
  id: 'dns.free-mail',
  title: 'Free mail addresses as senders',
  run: async (context) => {
    const groups = groupWays(await readLeavings(context), 'domain').filter(([domain]) => isFreeMailDomain(domain));
    return (await Promise.all(groups.map(([domain, ways]) => checkDomain(context, domain, ways)))).flat();
  },
};

const checkDomain = async (
  context: CheckContext,
  domain: string,
  ways: readonly Leaving[],
): Promise<readonly Finding[]> => {
  const foreign = ways.filter(({ relay }) => {
    const provider = recogniseProviders({ host: relay.host }).relay;
    return provider === undefined || !isFreeMailOf(domain, provider);
  });
  const [first] = foreign;
  if (first === undefined) return [];
  const policy = await measureDmarcPolicy(context, domain);
  const rule = policy.policy?.policy ?? 'none';
  const { series } = context.odoo.version;
  const settings = menuPath(series, traitsOf(series).aliasDomains ? 'alias-domains' : 'system-parameters');
  const isRefused = policy.unknown === undefined && rule !== 'none';
  return [
    finding({
      check: freeMail.id,
      subject: `domain:${domain}`,
      status: isRefused ? 'fail' : 'warn',
      summary: `Mail leaves as ${domain} through ${first.relay.host}, which may not send for it${isRefused ? `: ${domain} asks receivers to ${rule} such mail` : ''}.`,
      detail: `Only ${domain}'s own servers can prove that mail is from there. Let Odoo send as an address of your own domain: set the default From (${settings})${traitsOf(series).fromFilter ? ` and a from_filter (${menuPath(series, 'outgoing-servers')})` : ''}, or change the address of the company.`,
      owner: 'odoo',
      evidence: policy.evidence,
      explains: await countAffected(context, domain),
      remedies: [offer(defaultFrom, null, await defaultFrom.inputs(context, null))],
    }),
  ];
};
