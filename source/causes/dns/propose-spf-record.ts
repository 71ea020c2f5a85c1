import type { CheckContext } from '../../checks/context.ts';
import { sentences } from '../../checks/measure/relay-words.ts';
import type { JudgedRelay } from '../../domain/dns/spf/reached.ts';
import { wantedTerms } from '../../domain/dns/spf/relay-authorisation.ts';
import type { SpfNode } from '../../domain/dns/spf/tree.ts';
import { proposeSpf } from '../../services/dns/spf/propose.ts';

/** The record that lets these servers send as well. */
export const proposeFor = (context: CheckContext, tree: SpfNode, judged: readonly JudgedRelay[]) =>
  proposeSpf(context.dns, tree, wantedTerms(judged.map(({ verdict }) => verdict)), { signal: context.signal });

/** A record that is made without knowing where a server sends from may leave that server out: it must not be published unseen. */
export const describeUnnamed = (judged: readonly JudgedRelay[]): string | undefined => {
  const hosts = judged.flatMap(({ host, verdict }) =>
    verdict.kind === 'unknown' || (verdict.kind === 'authorised' && verdict.isHidden === true) ? [host] : [],
  );
  if (hosts.length === 0) return undefined;
  const names = [...new Set(hosts)].join(' and ');
  return `Whether the proposed record names ${names} is not known: see that it holds the address mail leaves from (as ip4:ADDRESS) before you publish it.`;
};

/** A sentence with the record to publish, or why there is none; undefined when what is there needs no change. */
export const proposeRecord = async (
  context: CheckContext,
  tree: SpfNode,
  judged: readonly JudgedRelay[],
): Promise<string | undefined> => {
  const proposal = await proposeFor(context, tree, judged);
  if (proposal.kind === 'impossible') return proposal.reason;
  if (proposal.changes.length === 0) return undefined;
  const words = `Publish this TXT record at ${tree.domain} in place of the old one: ${proposal.record}`;
  return sentences(describeUnnamed(judged), words);
};
