import type { SpfNode } from '../../domain/dns/spf/tree.ts';
import { proposeSpf } from '../../services/dns/spf/propose.ts';
import type { CheckContext } from '../context.ts';
import type { Authorised } from './authorisation.ts';

/** The terms that a record lacks for the servers that mail leaves through. */
export const missingTerms = (judged: readonly Pick<Authorised, 'verdict'>[]): readonly string[] => [
  ...new Set(judged.flatMap(({ verdict }) => (verdict.kind === 'missing' ? verdict.terms : []))),
];

/** A sentence with the record to publish, or why there is none; undefined when what is there needs no change. */
export const proposeRecord = async (
  context: CheckContext,
  tree: SpfNode,
  judged: readonly Pick<Authorised, 'verdict'>[],
): Promise<string | undefined> => {
  const proposal = await proposeSpf(context.dns, tree, missingTerms(judged), { signal: context.signal });
  if (proposal.kind === 'impossible') return proposal.reason;
  return proposal.changes.length === 0
    ? undefined
    : `Publish this TXT record at ${tree.domain} in place of the old one: ${proposal.record}`;
};
