import ipaddr from 'ipaddr.js';
import { activeRedirect, type Mechanism, reachableMechanisms } from './term.ts';
import { recordOf, type SpfLookup, type SpfNode } from './tree.ts';

/** The path by which a record authorises an address: `include:_spf.google.com`, then `ip4:192.0.2.0/24`. */
export interface SpfPermission {
  readonly address: string;
  readonly path: readonly string[];
}

const isInNetwork = (address: string, network: string, prefix4: number, prefix6: number): boolean => {
  const one = ipaddr.process(address);
  const other = ipaddr.process(network);
  if (one instanceof ipaddr.IPv4 && other instanceof ipaddr.IPv4) return one.match(other, prefix4);
  if (one instanceof ipaddr.IPv6 && other instanceof ipaddr.IPv6) return one.match(other, prefix6);
  return false;
};

const lookupOf = (node: SpfNode, term: Mechanism): SpfLookup | undefined =>
  node.lookups.find((lookup) => lookup.term === term);

/** How a mechanism matches the address: the terms below it, or undefined when it does not, or depends on the message. */
const matchMechanism = (node: SpfNode, mechanism: Mechanism, address: string): readonly string[] | undefined => {
  const { name, target = '', prefix4, prefix6 } = mechanism;
  if (name === 'all') return [];
  if (name === 'ip4' || name === 'ip6') return isInNetwork(address, target, prefix4, prefix6) ? [] : undefined;
  const lookup = lookupOf(node, mechanism);
  if (lookup?.kind === 'record') return findPath(lookup.node, address);
  if (lookup?.kind !== 'addresses') return undefined;
  return lookup.addresses.some((host) => isInNetwork(address, host, prefix4, prefix6)) ? [] : undefined;
};

/** The first mechanism that matches decides (RFC 7208 §4.6.2); only a pass leads on. */
const findPath = (node: SpfNode, address: string): readonly string[] | undefined => {
  const record = recordOf(node);
  if (record === undefined) return undefined;
  for (const mechanism of reachableMechanisms(record)) {
    const below = matchMechanism(node, mechanism, address);
    if (below === undefined) continue;
    return mechanism.qualifier === '+' ? [mechanism.text, ...below] : undefined;
  }
  const redirect = activeRedirect(record);
  const target = node.lookups.find((lookup) => lookup.term === redirect);
  const below = target?.kind === 'record' ? findPath(target.node, address) : undefined;
  return below === undefined || redirect === undefined ? undefined : [redirect.text, ...below];
};

/** Through which terms the tree authorises each of the addresses; those that it does not authorise are left out. */
export const findPermissions = (root: SpfNode, addresses: readonly string[]): readonly SpfPermission[] =>
  addresses.flatMap((address) => {
    const path = findPath(root, address);
    return path === undefined ? [] : [{ address, path }];
  });

/** Whether the tree passes everything that `include:name` passes: the name stands in it, reached by passing includes. */
export const includesRecordOf = (root: SpfNode, name: string): boolean =>
  root.lookups.some(
    (lookup) =>
      lookup.kind === 'record' &&
      (lookup.term.kind === 'modifier' || lookup.term.qualifier === '+') &&
      (lookup.node.domain === name || includesRecordOf(lookup.node, name)),
  );
