import { evaluateTree } from './evaluate-tree.ts';
import type { SpfNode } from './tree.ts';

/** The path by which a record authorises an address: `include:_spf.google.com`, then `ip4:192.0.2.0/24`. */
export interface SpfPermission {
  readonly address: string;
  readonly path: readonly string[];
}

/** Through which terms the tree authorises each of the addresses; those that it does not authorise are left out. */
export const findPermissions = (root: SpfNode, addresses: readonly string[]): readonly SpfPermission[] =>
  addresses.flatMap((address) => {
    const { result, path } = evaluateTree(root, { kind: 'address', address }, 'lenient');
    return result === 'pass' ? [{ address, path }] : [];
  });

/** Whether a match is that of the record's own `+all`. */
export const isAllAlone = (path: readonly string[]): boolean => path.length === 1 && /^\+?all$/i.test(path[0] ?? '');

/** The addresses that the record authorises by a term of their own. */
export const namedAddresses = (root: SpfNode, addresses: readonly string[]): readonly string[] =>
  findPermissions(root, addresses).flatMap(({ address, path }) => (isAllAlone(path) ? [] : [address]));

/** The addresses that the record authorises only as it does the whole world, by a `+all` of its own. */
export const authorisedByAllAlone = (root: SpfNode, addresses: readonly string[]): readonly string[] =>
  findPermissions(root, addresses).flatMap(({ address, path }) => (isAllAlone(path) ? [address] : []));

/** Whether the tree passes everything that `include:name` passes: the name stands in it, reached by passing includes. */
export const includesRecordOf = (root: SpfNode, name: string): boolean =>
  root.lookups.some(
    (lookup) =>
      lookup.kind === 'record' &&
      (lookup.term.kind === 'modifier' || lookup.term.qualifier === '+') &&
      (lookup.node.domain === name || includesRecordOf(lookup.node, name)),
  );
