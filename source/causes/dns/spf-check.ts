import type { Check } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import { describeVantage } from '../../checks/measure/vantage.ts';
import { type JudgedRelay, lintSpfFor, metOnTheWay } from '../../domain/dns/spf/reached.ts';
import { evidenceOf, type SpfNode, unmeasured } from '../../domain/dns/spf/tree.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { isFreeMailDomain } from '../../domain/providers/free-mail.ts';
import { countAffected } from './count-affected.ts';
import { readAuthorisation, readSpf } from './measure-authorisation.ts';
import { groupRoutesByDomain, measureSenderDomains, type SenderDomainRoute } from './measure-sender-domains.ts';
import { proposeRecord } from './propose-spf-record.ts';
import { offerRecord, publishSpf } from './publish-record-remedies.ts';

/** SPF of every envelope domain: whether receivers can read it, and whether it names the server that the mail leaves through. */
export const spf: Check<typeof hiddenRelay> = {
  id: 'dns.spf',
  title: 'Who may send for the domain (SPF)',
  owner: 'dns',
  decides: true,
  run: async (context) => {
    const groups = groupRoutesByDomain(await measureSenderDomains(context), 'envelopeDomain');
    const domains = groups.filter(([domain]) => !isFreeMailDomain(domain));
    return (await Promise.all(domains.map(([domain, ways]) => checkDomain(context, domain, ways)))).flat();
  },
};

/** No name of a check that decides: a company's own relay in its own network would stay unknown for ever. */
const hiddenRelay = 'dns.spf-relay';

type Found = Pick<CheckFinding, 'status' | 'summary'> & Partial<CheckFinding<typeof hiddenRelay>>;

const checkDomain = async (
  context: CheckContext,
  domain: string,
  ways: readonly SenderDomainRoute[],
): Promise<readonly CheckFinding<typeof hiddenRelay>[]> => {
  const tree = await readSpf(context, domain);
  const judged = await Promise.all(
    ways.map(async ({ relay }) => ({ host: relay.host, ...(await readAuthorisation(context, domain, relay)) })),
  );
  const found = judgeSpf(domain, tree, judged);
  const base = {
    subject: `domain:${domain}`,
    evidence: [...evidenceOf(tree), ...judged.flatMap(({ evidence }) => evidence)],
  };
  const bad = found.find(({ status }) => status === 'fail' || status === 'warn');
  if (bad === undefined) return found.map((each) => finding({ ...base, ...each }));
  const [record, explains, vantage] = await Promise.all([
    proposeRecord(context, tree, judged),
    countAffected(context, domain),
    describeVantage(context),
  ]);
  const detail = sentences(
    bad.detail,
    'Receivers compare the address that mail comes from with this record; mail that it does not name goes to spam or is refused.',
    record,
    vantage,
  );
  return [finding({ ...base, ...bad, detail, explains, remedies: offerRecord(publishSpf, domain) })];
};

/** What is wrong with the record for these servers, and it alone; else what is not known; else that it is in order. */
export const judgeSpf = (domain: string, tree: SpfNode, judged: readonly JudgedRelay[]): readonly Found[] => {
  const bad = describeRecord(tree, judged) ?? describeMissing(domain, judged);
  if (bad !== undefined) return [bad];
  const open = describeUnknown(tree, judged);
  return open === undefined ? [describeGood(domain, tree, judged)] : describeOpen(tree, open);
};

/** Where only the server's address is hidden, the record itself was read and is in order: that part has its answer. */
const describeOpen = (tree: SpfNode, found: Found): readonly Found[] =>
  found.part === hiddenRelay
    ? [{ status: 'ok', summary: `SPF of ${tree.domain} is a record that receivers can read.` }, found]
    : [found];

/** A record that cannot be evaluated authorises nobody (RFC 7208 §2.6.7). */
const describeRecord = (tree: SpfNode, judged: readonly JudgedRelay[]): Found | undefined => {
  if (tree.selection.kind === 'unknown') return { status: 'unknown', summary: tree.selection.reason };
  const problems = lintSpfFor(tree, judged);
  const broken = problems.find(({ severity }) => severity === 'fail');
  if (broken === undefined) {
    const later = problems.find(({ rule, severity }) => severity === 'warn' && metOnTheWay.includes(rule));
    return later === undefined ? undefined : { status: 'warn', summary: later.message };
  }
  // Without a record mail may still pass by its signature; one that is broken refuses what it meant to allow.
  return { status: tree.selection.kind === 'none' ? 'warn' : 'fail', summary: broken.message };
};

const describeMissing = (domain: string, judged: readonly JudgedRelay[]): Found | undefined => {
  const missing = judged.flatMap(({ host, verdict }) => (verdict.kind === 'missing' ? [{ host, verdict }] : []));
  const first = missing.find(({ verdict }) => verdict.isCertain) ?? missing[0];
  if (first === undefined) return undefined;
  const { verdict, host } = first;
  const hedge = host.includes('.')
    ? `Unless ${host} sends from other addresses or under another envelope, which its provider tells by naming an include, this is a fault.`
    : '';
  return {
    status: verdict.isCertain ? 'fail' : 'warn',
    summary: `SPF of ${domain} does not let ${host} send: ${verdict.why}.`,
    ...(verdict.isCertain ? {} : { detail: hedge }),
  };
};

const describeUnknown = (tree: SpfNode, judged: readonly JudgedRelay[]): Found | undefined => {
  const unknown = judged.find(({ verdict }) => verdict.kind === 'unknown');
  if (unknown?.verdict.kind === 'unknown') {
    const { host, verdict } = unknown;
    const summary = `Whether SPF of ${tree.domain} lets ${host} send is not known: ${verdict.why}`;
    const sentence = summary.replace(/(?<![.!?])$/, '.');
    return { status: 'unknown', summary: sentence, ...(verdict.isHidden === true ? { part: hiddenRelay } : {}) };
  }
  const [reason] = unmeasured(tree);
  return reason === undefined || judged.every(({ verdict }) => verdict.kind === 'authorised')
    ? undefined
    : { status: 'unknown', summary: reason };
};

const describeGood = (domain: string, tree: SpfNode, judged: readonly JudgedRelay[]): Found => {
  const hosts = [...new Set(judged.map(({ host }) => host))].join(', ');
  const terms = [...new Set(judged.flatMap(({ verdict }) => (verdict.kind === 'authorised' ? [verdict.by] : [])))];
  const notes = lintSpfFor(tree, judged).filter(({ severity }) => severity === 'warn');
  return {
    status: 'ok',
    summary: `SPF of ${domain} lets ${hosts} send (${terms.join(', ')}).`,
    ...(notes.length === 0 ? {} : { detail: notes.map(({ message }) => message).join(' ') }),
  };
};
