import ipaddr from 'ipaddr.js';
import { includesRecordOf } from '../authorise.ts';
import { parseTerm } from '../parse.ts';
import type { SpfMechanism } from '../term.ts';
import type { SpfNode } from '../tree.ts';
import { type Edit, mechanismOf, type Piece, sameText } from './piece.ts';

/** A term that the record should have: `include:spf.brevo.com`, `ip4:192.0.2.1`. */
export interface SpfAddition {
  readonly term: string;
  /** DNS lookups it costs in all, itself included; 0 for addresses. */
  readonly lookups: number;
}

const isNetwork = ({ name }: SpfMechanism): boolean => name === 'ip4' || name === 'ip6';

const isInside = (inner: SpfMechanism, outer: SpfMechanism): boolean => {
  const { name, target = '', prefix4, prefix6 } = outer;
  if (inner.name !== name) return false;
  const prefix = name === 'ip4' ? prefix4 : prefix6;
  return ipaddr.parse(inner.target ?? '').match(ipaddr.parse(target), prefix);
};

/**
 * Whether a term with a sign could decide about the servers of a new term before that is looked at. Networks that the
 * owner keeps out by number stay ahead of a provider's include: that was meant of them, wherever they belong.
 */
const couldPrecede = (piece: Piece, addition: SpfMechanism): boolean => {
  const mechanism = mechanismOf(piece);
  if (mechanism === undefined || mechanism.qualifier === '+') return false;
  return isNetwork(mechanism) ? isNetwork(addition) && isInside(addition, mechanism) : true;
};

const withoutSign = (text: string): string => sameText(text).replace(/^[?~-]/, '');

const isThere = (root: SpfNode, ahead: readonly Piece[], { text, name, target = '' }: SpfMechanism): boolean =>
  ahead.some((piece) => sameText(piece.term.text) === sameText(text)) ||
  (name === 'include' && includesRecordOf(root, target.toLowerCase().replace(/\.$/, '')));

/** New terms stand before `all`, before a redirect, and before what would decide about their servers first. */
const insertOne = (edit: Edit, root: SpfNode, { term: text, lookups }: SpfAddition): Edit => {
  const term = parseTerm(text);
  if (term.kind !== 'mechanism') return edit;
  const stop = edit.pieces.findIndex((piece) => piece.term.kind === 'modifier' || couldPrecede(piece, term));
  const at = stop === -1 ? edit.pieces.length : stop;
  const ahead = edit.pieces.filter((piece, index) => index < at || (isNetwork(term) ? false : mechanismOf(piece)));
  if (isThere(root, ahead, term)) return edit;
  const replaced = edit.pieces.filter((piece) => withoutSign(piece.term.text) === withoutSign(text));
  const added = { term, lookup: undefined, cost: lookups };
  const [before, after] = [edit.pieces.slice(0, at), edit.pieces.slice(at)].map((part) =>
    part.filter((piece) => !replaced.includes(piece)),
  );
  const signed = replaced.filter((piece) => sameText(piece.term.text) !== sameText(text));
  const changes = [
    ...signed.map((piece) => `${piece.term.text} becomes ${text}.`),
    ...(signed.length > 0 ? [] : [replaced.length === 0 ? `${text} is added.` : `${text} moves to where it counts.`]),
  ];
  return { pieces: [...(before ?? []), added, ...(after ?? [])], changes: [...edit.changes, ...changes] };
};

/** The pieces with what they lack; `root` is the record as it is published. */
export const insert = (pieces: readonly Piece[], root: SpfNode, additions: readonly SpfAddition[]): Edit =>
  additions.reduce<Edit>((edit, addition) => insertOne(edit, root, addition), { pieces, changes: [] });
