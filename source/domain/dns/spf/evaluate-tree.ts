import ipaddr from 'ipaddr.js';
import { mostExchangers, mostLookups, mostVoids } from './processing-limits.ts';
import type { SpfResult } from './spf-verdict.ts';
import { activeRedirect, asksDns, isBroken, reachableMechanisms, type SpfMechanism, type SpfRecord } from './term.ts';
import { recordOf, type SpfLookup, type SpfNode } from './tree.ts';

/** Who sends: an address, or any server that the record of a name passes. */
export type SpfSender =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'included'; readonly domain: string };

export interface TreeVerdict {
  readonly result: SpfResult;
  /** The terms that led to the match: `include:_spf.google.com`, then `ip4:192.0.2.0/24`; empty without one. */
  readonly path: readonly string[];
  /** DNS lookups until then. */
  readonly lookups: number;
  /** Whether a term before the match depends on the message (a macro, ptr), so that a receiver may decide otherwise. */
  readonly depends: boolean;
}

interface Evaluation {
  readonly sender: SpfSender;
  /** Whether the limits and the syntax rules of the standard end it, as they do at a receiver. */
  readonly isStrict: boolean;
  readonly spent: { lookups: number; voids: number; depends: boolean };
}

type Outcome = Pick<TreeVerdict, 'result' | 'path'>;

const permerror: Outcome = { result: 'permerror', path: [] };
const temperror: Outcome = { result: 'temperror', path: [] };
const results = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;

const isInNetwork = (address: string, network: string, prefix4: number, prefix6: number): boolean => {
  const one = ipaddr.process(address);
  const other = ipaddr.process(network);
  if (one instanceof ipaddr.IPv4 && other instanceof ipaddr.IPv4) return one.match(other, prefix4);
  if (one instanceof ipaddr.IPv6 && other instanceof ipaddr.IPv6) return one.match(other, prefix6);
  return false;
};

const isOfFamily = (address: string, other: string): boolean =>
  ipaddr.process(address).kind() === ipaddr.process(other).kind();

const isOver = ({ isStrict, spent }: Evaluation): boolean =>
  isStrict && (spent.lookups > mostLookups || spent.voids > mostVoids);

/** What a mechanism makes of the sender: the terms below it that match, no match, or the end of the evaluation. */
type Match = { readonly kind: 'match'; readonly below: readonly string[] } | 'no' | 'permerror' | 'temperror';

const matches = (isMatch: boolean): Match => (isMatch ? { kind: 'match', below: [] } : 'no');

const countVoid = (evaluation: Evaluation): Match => {
  evaluation.spent.voids += 1;
  return isOver(evaluation) ? 'permerror' : 'no';
};

const matchHosts = (
  evaluation: Evaluation,
  { prefix4, prefix6 }: SpfMechanism,
  { addresses, exchangers }: Extract<SpfLookup, { kind: 'addresses' }>,
): Match => {
  const { sender, isStrict } = evaluation;
  if (isStrict && exchangers > mostExchangers) return 'permerror';
  if (sender.kind === 'included') return 'no';
  // Only the addresses of the sender's own family are asked for (RFC 7208 §5).
  if (exchangers === 0 && !addresses.some((host) => isOfFamily(host, sender.address))) return countVoid(evaluation);
  return matches(addresses.some((host) => isInNetwork(sender.address, host, prefix4, prefix6)));
};

/** RFC 7208 §5.2: only a pass of the included record is a match, and an error there is one here. */
const matchInclude = (evaluation: Evaluation, node: SpfNode): Match => {
  const { sender, isStrict } = evaluation;
  const { result, path } = evaluateNode(evaluation, node);
  if (isStrict && (result === 'permerror' || result === 'none')) return 'permerror';
  if (result === 'temperror') return 'temperror';
  if (sender.kind === 'included' && node.domain === sender.domain) return { kind: 'match', below: [] };
  return result === 'pass' ? { kind: 'match', below: path } : 'no';
};

const matchMechanism = (evaluation: Evaluation, node: SpfNode, mechanism: SpfMechanism): Match => {
  const { name, target = '', prefix4, prefix6 } = mechanism;
  const { sender, spent } = evaluation;
  if (name === 'all') return { kind: 'match', below: [] };
  if (name === 'ip4' || name === 'ip6') {
    return matches(sender.kind === 'address' && isInNetwork(sender.address, target, prefix4, prefix6));
  }
  const lookup = node.lookups.find(({ term }) => term === mechanism);
  switch (lookup?.kind) {
    case 'record':
      return matchInclude(evaluation, lookup.node);
    case 'addresses':
      return matchHosts(evaluation, mechanism, lookup);
    case 'void':
      return countVoid(evaluation);
    case 'unknown':
      return 'temperror';
    default:
      spent.depends = true;
      return 'no';
  }
};

const evaluateRedirect = (evaluation: Evaluation, node: SpfNode, record: SpfRecord): Outcome => {
  const redirect = activeRedirect(record);
  if (redirect === undefined) return { result: 'neutral', path: [] };
  evaluation.spent.lookups += 1;
  if (isOver(evaluation)) return permerror;
  const target = node.lookups.find(({ term }) => term === redirect);
  if (target?.kind !== 'record') {
    evaluation.spent.depends = true;
    return { result: 'neutral', path: [] };
  }
  const { sender } = evaluation;
  const { result, path } = evaluateNode(evaluation, target.node);
  const isIt = sender.kind === 'included' && target.node.domain === sender.domain;
  if (isIt && result !== 'permerror' && result !== 'temperror') return { result: 'pass', path: [redirect.text] };
  if (result === 'none') return permerror;
  return { result, path: path.length === 0 ? [] : [redirect.text, ...path] };
};

const evaluateNode = (evaluation: Evaluation, node: SpfNode): Outcome => {
  const { selection } = node;
  if (selection.kind === 'unknown') return temperror;
  if (selection.kind === 'none') return { result: 'none', path: [] };
  const record = recordOf(node);
  if (record === undefined || (evaluation.isStrict && isBroken(record))) return permerror;
  // The first mechanism that matches decides (RFC 7208 §4.6.2).
  for (const mechanism of reachableMechanisms(record)) {
    if (asksDns(mechanism)) evaluation.spent.lookups += 1;
    if (isOver(evaluation)) return permerror;
    const match = matchMechanism(evaluation, node, mechanism);
    if (match === 'no') continue;
    if (match === 'permerror') return permerror;
    if (match === 'temperror') {
      if (evaluation.isStrict) return temperror;
      continue;
    }
    return { result: results[mechanism.qualifier], path: [mechanism.text, ...match.below] };
  }
  return evaluateRedirect(evaluation, node, record);
};

/**
 * What a receiver that follows RFC 7208 from left to right makes of a sender, by a tree that was read before. `lenient`
 * passes over what breaks a record, to see whom its owner meant to authorise.
 */
export const evaluateTree = (root: SpfNode, sender: SpfSender, how: 'strict' | 'lenient' = 'strict'): TreeVerdict => {
  const evaluation: Evaluation = {
    sender,
    isStrict: how === 'strict',
    spent: { lookups: 0, voids: 0, depends: false },
  };
  const { result, path } = evaluateNode(evaluation, root);
  return { result, path, lookups: evaluation.spent.lookups, depends: evaluation.spent.depends };
};
