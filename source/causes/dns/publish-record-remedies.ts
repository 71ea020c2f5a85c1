import { offer, type Remedy, type RemedyRequest } from '../../checks/cause.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import type { RemedyOffer } from '../../domain/change/remedy.ts';
import { evidenceOf } from '../../domain/dns/spf/tree.ts';
import { UserError } from '../../domain/errors.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { readAuthorisation, readSpf } from './measure-authorisation.ts';
import { firstRecord, measureDmarcPolicy } from './measure-dmarc-policy.ts';
import { groupRoutesByDomain, measureSenderDomains } from './measure-sender-domains.ts';
import { describeUnnamed, proposeFor } from './propose-spf-record.ts';

const affects = { count: 1, noun: 'DNS record' };
const zoneOwner = 'Whoever runs the domain’s DNS publishes it; nothing is changed from here.';

/** @throws UserError for what is no domain of the queue's mail. */
const domainOfSubject = ({ subject }: RemedyRequest): string => {
  const domain = /^domain:(.+)$/.exec(subject ?? '')?.[1];
  if (domain !== undefined) return domain;
  throw new UserError('It must be said which domain is meant.', 'Choose it with --subject domain:example.com.');
};

/** The SPF record with the servers that mail really leaves through. */
export const publishSpf: Remedy = {
  id: 'dns.spf',
  title: 'The SPF record to publish',
  risk: 'safe',
  inputs: () => Promise.resolve([]),
  plan: async (context, request) => {
    const domain = domainOfSubject(request);
    const ways =
      groupRoutesByDomain(await measureSenderDomains(context), 'envelopeDomain').find(
        ([name]) => name === domain,
      )?.[1] ?? [];
    const tree = await readSpf(context, domain);
    if (tree.selection.kind === 'unknown') throw new UserError(`Nothing can be proposed: ${tree.selection.reason}`);
    const judged = await Promise.all(
      ways.map(async ({ relay }) => ({ host: relay.host, ...(await readAuthorisation(context, domain, relay)) })),
    );
    const proposal = await proposeFor(context, tree, judged);
    if (proposal.kind === 'impossible') throw new UserError(proposal.reason);
    if (proposal.changes.length === 0) throw new UserError(`The SPF record of ${domain} needs no change.`);
    const strings = proposal.strings.map((text) => `"${text}"`).join(' ');
    return composePlan(publishSpf, request, {
      affects,
      byHand: [
        {
          owner: 'dns',
          words: sentences(
            `Publish this TXT record at ${domain} in place of its SPF record: ${proposal.changes.join(' ')}`,
            describeUnnamed(judged),
            zoneOwner,
          ),
          copy: `${domain}. IN TXT ${strings}`,
          record: { name: domain, type: 'TXT', value: proposal.record },
        },
      ],
      evidence: evidenceOf(tree),
    });
  },
};

/** A DMARC record that watches and stops nothing yet. */
export const publishDmarc: Remedy = {
  id: 'dns.dmarc',
  title: 'The DMARC record to publish',
  risk: 'safe',
  inputs: (_context, subject) => {
    const domain = subject?.replace(/^domain:/, '') ?? 'example.com';
    return Promise.resolve([
      { name: 'reports', label: 'Address that gets the reports', kind: 'text', suggestion: `dmarc@${domain}` },
    ]);
  },
  plan: async (context, request) => {
    const domain = domainOfSubject(request);
    const policy = await measureDmarcPolicy(context, domain);
    if (policy.unknown !== undefined) throw new UserError(`Nothing can be proposed: ${policy.unknown}`);
    if (policy.found !== undefined) throw new UserError(`${domain} has a DMARC record already.`);
    const reports = request.values.texts['reports']?.trim() || `dmarc@${domain}`;
    const name = `_dmarc.${domain}`;
    const value = firstRecord(domain, reports);
    return composePlan(publishDmarc, request, {
      affects,
      byHand: [
        {
          owner: 'dns',
          words: `Publish this TXT record at ${name}. It refuses nothing; the reports tell who sends as ${domain}. ${zoneOwner}`,
          copy: `${name}. IN TXT "${value}"`,
          record: { name, type: 'TXT', value },
        },
      ],
      evidence: policy.evidence,
    });
  },
};

/** Only who signs has the key: what can be said is where to get the record. */
export const publishDkim: Remedy = {
  id: 'dns.dkim',
  title: 'How to get a DKIM key published',
  risk: 'safe',
  inputs: () => Promise.resolve([]),
  plan: async (context, request) => {
    const domain = domainOfSubject(request);
    const ways =
      groupRoutesByDomain(await measureSenderDomains(context), 'domain').find(([name]) => name === domain)?.[1] ?? [];
    const hosts = [...new Set(ways.map(({ relay }) => relay.host))];
    const words = hosts.map((host) => {
      const provider = recogniseProviders({ host }).relay;
      if (provider === undefined || provider.kind === 'local') {
        return `Switch signing on at the mail server ${host} (OpenDKIM or rspamd on Postfix), and publish the public key it makes at SELECTOR._domainkey.${domain}.`;
      }
      const selectors = provider.dkimSelectors.map((selector) => `${selector}._domainkey.${domain}`).join(', ');
      const where = selectors === '' ? '' : ` It belongs at ${selectors} (a star stands for what differs for you).`;
      return `Add and verify ${domain} at ${provider.name}, switch DKIM on, and publish the records it shows you.${where} ${provider.source}`;
    });
    if (words.length === 0) throw new UserError(`No mail leaves as ${domain} now.`);
    return composePlan(publishDkim, request, {
      affects,
      byHand: words.map((text) => ({ owner: 'dns' as const, words: `${text} ${zoneOwner}` })),
    });
  },
};

/** What a finding about a domain offers. */
export const offerRecord = (remedy: Remedy, domain: string): readonly RemedyOffer[] => [
  offer(
    remedy,
    `domain:${domain}`,
    remedy === publishDmarc
      ? [{ name: 'reports', label: 'Address that gets the reports', kind: 'text', suggestion: `dmarc@${domain}` }]
      : [],
  ),
];
