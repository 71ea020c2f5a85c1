import type { Evidence } from '../../finding/evidence.ts';
import {
  activeRedirect,
  asksDns,
  type Modifier,
  reachableMechanisms,
  type SpfMechanism,
  type SpfRecord,
} from './term.ts';

/** What a mechanism or redirect that asks DNS led to. */
export type SpfLookup =
  | {
      readonly kind: 'addresses';
      readonly term: SpfMechanism;
      readonly name: string;
      readonly addresses: readonly string[];
      readonly exchangers: number;
    }
  /** Nothing there: a void lookup, of which receivers tolerate two (RFC 7208 §4.6.4). */
  | { readonly kind: 'void'; readonly term: SpfMechanism; readonly name: string }
  /** The world did not answer. */
  | { readonly kind: 'unknown'; readonly term: SpfMechanism; readonly name: string; readonly reason: string }
  /** It depends on the message (a macro, ptr), so it was not asked. */
  | { readonly kind: 'depends'; readonly term: SpfMechanism }
  | { readonly kind: 'record'; readonly term: SpfMechanism | Modifier; readonly node: SpfNode };

/** What stands at a name that should hold an SPF record. */
export type SpfSelection =
  | { readonly kind: 'record'; readonly record: SpfRecord }
  | { readonly kind: 'none'; readonly isVoid: boolean }
  | { readonly kind: 'several'; readonly records: readonly SpfRecord[] }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The name is being evaluated already, further up. */
  | { readonly kind: 'loop' }
  /** Beyond what we are willing to ask; receivers gave up long before. */
  | { readonly kind: 'not-followed' };

/** The SPF record of a domain with everything it leads to, on every branch. */
export interface SpfNode {
  readonly domain: string;
  readonly selection: SpfSelection;
  /** Every text record at the name, joined, whether or not it is SPF. */
  readonly texts: readonly string[];
  /** Text records of the retired type 99, joined; only asked at the root. */
  readonly retired: readonly string[];
  readonly lookups: readonly SpfLookup[];
  readonly evidence: readonly Evidence[];
}

/** The record of a node, if exactly one stands there. */
export const recordOf = (node: SpfNode): SpfRecord | undefined =>
  node.selection.kind === 'record' ? node.selection.record : undefined;

/** The node and all below it, root first; a name that is included twice is there twice, as receivers ask it twice. */
export const walk = (node: SpfNode): readonly SpfNode[] => [
  node,
  ...node.lookups.flatMap((lookup) => (lookup.kind === 'record' ? walk(lookup.node) : [])),
];

/** DNS lookups of a whole evaluation that never matches early: every include, a, mx, ptr, exists and redirect. */
export const countLookups = (root: SpfNode): number =>
  walk(root).reduce((sum, node) => {
    const record = recordOf(node);
    if (record === undefined) return sum;
    const redirects = activeRedirect(record) === undefined ? 0 : 1;
    return sum + reachableMechanisms(record).filter(asksDns).length + redirects;
  }, 0);

/** The names that a whole evaluation would ask in vain. */
export const voidNames = (root: SpfNode): readonly string[] =>
  walk(root).flatMap((node) =>
    node.lookups.flatMap((lookup) => {
      if (lookup.kind === 'void') return [lookup.name];
      const isVoidRecord =
        lookup.kind === 'record' && lookup.node.selection.kind === 'none' && lookup.node.selection.isVoid;
      return isVoidRecord ? [lookup.node.domain] : [];
    }),
  );

/** The names of `a` that are there and have no address of one family, each as often as it is asked; `mx` is not void. */
export const namesWithout = (root: SpfNode, family: 'IPv4' | 'IPv6'): readonly string[] =>
  walk(root).flatMap((node) =>
    node.lookups.flatMap((lookup) => {
      if (lookup.kind !== 'addresses' || lookup.exchangers > 0) return [];
      const isOfFamily = (address: string): boolean => address.includes(':') === (family === 'IPv6');
      return lookup.addresses.some(isOfFamily) ? [] : [lookup.name];
    }),
  );

/** What could not be found out, as sentences; an SPF verdict that depends on it is unknown, not bad. */
export const unmeasured = (root: SpfNode): readonly string[] =>
  walk(root).flatMap((node) => [
    ...(node.selection.kind === 'unknown' ? [node.selection.reason] : []),
    ...node.lookups.flatMap((lookup) => (lookup.kind === 'unknown' ? [lookup.reason] : [])),
  ]);

/** Every question that was asked for the tree, with its answer. */
export const evidenceOf = (root: SpfNode): readonly Evidence[] => walk(root).flatMap((node) => node.evidence);
