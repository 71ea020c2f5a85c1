import type { Misbehaviours } from '../../source/demo/dns/respond.ts';
import type { DnsZones } from '../../source/demo/scenario.ts';
import { lintSpf } from '../../source/domain/dns/spf/lint-spf.ts';
import type { SpfNode } from '../../source/domain/dns/spf/tree.ts';
import { readSpfTree } from '../../source/services/dns/spf/read-tree.ts';
import { patient, resolverOver } from './dns.ts';

/** The SPF tree of acme.example, read from a real server with these zones. */
export const treeOf = async (zones: DnsZones, misbehave: Misbehaviours = {}): Promise<SpfNode> =>
  readSpfTree(await resolverOver(zones, misbehave), 'acme.example', patient);

/** The same for a domain with this one SPF record and whatever else is around it. */
export const treeOfRecord = (record: string, others: DnsZones = {}): Promise<SpfNode> =>
  treeOf({ 'acme.example': { TXT: [record] }, ...others });

/** The ids of the rules that find something. */
export const faultsOf = (tree: SpfNode): readonly string[] => [...new Set(lintSpf(tree).map(({ rule }) => rule))];
