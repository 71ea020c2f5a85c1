import type { Check } from '../../checks/cause.ts';
import type { Dmarc } from '../../domain/dns/dmarc/dmarc.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { firstRecord, measureDmarcPolicy } from './measure-dmarc-policy.ts';
import { groupRoutesByDomain, measureSenderDomains } from './measure-sender-domains.ts';
import { offerRecord, publishDmarc } from './publish-record-remedies.ts';

/** The DMARC record that applies to every From domain. What it does to our mail is the alignment's business. */
export const dmarc: Check = {
  id: 'dns.dmarc',
  title: 'Policy (DMARC)',
  owner: 'dns',
  run: async (context) => {
    const groups = groupRoutesByDomain(await measureSenderDomains(context), 'domain');
    return await Promise.all(
      groups
        .filter(([domain]) => !isFreeMailDomain(domain))
        .map(async ([domain]) => {
          const policy = await measureDmarcPolicy(context, domain);
          const base = {
            subject: `domain:${domain}`,
            evidence: policy.evidence,
          } as const;
          return finding({ ...base, ...judgePolicy(policy) });
        }),
    );
  },
};

type Found = Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding>;

/** What the record says, whatever it does to the mail of today. */
export const judgePolicy = ({ domain, found, policy, problems, unknown }: Dmarc): Found => {
  if (unknown !== undefined) return { status: 'unknown', summary: unknown };
  const offered = found === undefined ? { remedies: offerRecord(publishDmarc, domain) } : {};
  const broken = problems.find(({ severity }) => severity === 'fail');
  if (broken !== undefined) return { status: 'warn', summary: broken.message, ...offered };
  if (found === undefined) {
    const beside = problems.filter(({ rule }) => rule !== 'dmarc.missing').map(({ message }) => message);
    return {
      status: 'warn',
      summary: `${domain} has no DMARC record: Google, Yahoo and Microsoft want one from whoever sends them 5 000 messages a day or more.`,
      ...offered,
      detail: [
        ...beside,
        `Less than that still arrives, but anybody may pose as ${domain}. Publish as a start, at _dmarc.${domain}: ${firstRecord(domain)}`,
      ].join(' '),
    };
  }
  const notes = problems
    .filter(({ rule, severity }) => severity === 'warn' || rule === 'dmarc.wildcard')
    .map(({ message }) => message);
  return {
    status: 'ok',
    summary: `${domain} has a DMARC record at _dmarc.${found.domain}: mail that proves nothing meets ${policy?.tag ?? 'p'}=${policy?.policy ?? 'none'}.`,
    ...(notes.length === 0 ? {} : { detail: notes.join(' ') }),
  };
};
