import type { Check } from '../../checks/cause.ts';
import type { MxReport } from '../../domain/dns/mx.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { readMx } from '../../services/dns/read-mx.ts';
import { groupRoutesByDomain, measureSenderDomains } from './measure-sender-domains.ts';

/** Whether bounces can reach the envelope's domain; some receivers refuse mail that cannot be answered. */
export const bounces: Check = {
  id: 'dns.bounce-mx',
  title: 'The way of bounces (MX)',
  owner: 'dns',
  run: async (context) => {
    const groups = groupRoutesByDomain(await measureSenderDomains(context), 'envelopeDomain');
    const domains = groups.map(([domain]) => domain).filter((domain) => !isFreeMailDomain(domain));
    return await Promise.all(
      domains.map(async (domain) => {
        const mx = await readMx(context.dns, domain, { signal: context.signal });
        const common = { subject: `domain:${domain}`, evidence: mx.evidence } as const;
        return finding({ ...common, ...judgeBounceExchangers(mx) });
      }),
    );
  },
};

/** Bounces that cannot arrive at all are a fault; what only some servers mind is a warning. */
export const judgeBounceExchangers = ({
  domain,
  state,
  problems,
  exchangers,
  unknown,
}: MxReport): Pick<CheckFinding, 'status' | 'summary'> => {
  const [bad] = problems.toSorted((one, other) => weight(other.severity) - weight(one.severity));
  if (bad !== undefined && bad.severity !== 'note') {
    const isLost = state === 'none' || state === 'refuses';
    return { status: isLost ? 'fail' : 'warn', summary: bad.message };
  }
  const reason = unknown ?? exchangers.find((exchanger) => exchanger.unknown !== undefined)?.unknown;
  if (reason !== undefined) return { status: 'unknown', summary: reason };
  const hosts = exchangers.map(({ exchange }) => exchange).join(', ');
  return { status: 'ok', summary: `Bounces to ${domain} go to ${hosts}.` };
};

const weight = (severity: 'fail' | 'warn' | 'note'): number => ({ fail: 2, warn: 1, note: 0 })[severity];
