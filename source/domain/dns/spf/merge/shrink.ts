import { isAtOrBelow } from '../../dns-name.ts';
import { hasMacro } from '../domain-spec.ts';
import { parseTerm } from '../parse.ts';
import { activeRedirect, isBroken, reachableMechanisms } from '../term.ts';
import { recordOf, type SpfLookup, type SpfNode } from '../tree.ts';
import { type Edit, type Piece, toPieces, totalCost } from './piece.ts';

type Replacement = { readonly pieces: readonly Piece[]; readonly change: string } | undefined;

const plain = (text: string): Piece => ({ term: parseTerm(text), lookup: undefined, cost: 0 });

const toNetwork = (address: string, prefix4: number, prefix6: number): string => {
  if (address.includes(':')) return prefix6 === 128 ? `ip6:${address}` : `ip6:${address}/${prefix6}`;
  return prefix4 === 32 ? `ip4:${address}` : `ip4:${address}/${prefix4}`;
};

/** Hosts of one's own may be written as addresses; their owner knows when they move. */
const writeAddresses = ({ term, lookup }: Piece): Replacement => {
  if (lookup?.kind !== 'addresses' || term.kind !== 'mechanism' || lookup.addresses.length === 0) return undefined;
  const sign = term.qualifier === '+' ? '' : term.qualifier;
  const texts = [
    ...new Set(lookup.addresses.map((address) => `${sign}${toNetwork(address, term.prefix4, term.prefix6)}`)),
  ];
  return {
    pieces: texts.map(plain),
    change: `${term.text} becomes ${texts.join(' ')}, which saves a lookup; change it when ${lookup.name} moves.`,
  };
};

const dropPtr = ({ term }: Piece): Replacement =>
  term.kind === 'mechanism' && term.name === 'ptr' && term.qualifier === '+'
    ? { pieces: [], change: `${term.text} is left out: it is deprecated, and large receivers ignore it.` }
    : undefined;

/** A mechanism as it has to be written in another record than its own; undefined where it cannot be (a macro). */
const rewrite = ({ term, lookup, cost }: Piece, from: string): Piece | undefined => {
  if (term.kind !== 'mechanism' || hasMacro(term.target ?? '')) return undefined;
  const isBare = term.target === undefined && term.name !== 'all';
  const text = isBare ? term.text.replace(/^([a-z]+)/i, `$1:${from}`) : term.text;
  const rewritten = parseTerm(text);
  if (rewritten.kind !== 'mechanism') return undefined;
  return { term: rewritten, cost, lookup: lookup && ({ ...lookup, term: rewritten } as SpfLookup) };
};

/**
 * An include of one's own record may be unfolded where it only authorises; that of a provider may not, because it
 * changes without notice. One with signs would keep out in the outer record whom it merely does not name in its own.
 */
const unfoldOwn =
  (root: SpfNode) =>
  ({ term, lookup }: Piece): Replacement => {
    if (lookup?.kind !== 'record' || term.kind !== 'mechanism' || term.qualifier !== '+') return undefined;
    const { node } = lookup;
    const record = recordOf(node);
    if (record === undefined || !isAtOrBelow(node.domain, root.domain)) return undefined;
    const mechanisms = reachableMechanisms(record);
    const named = mechanisms.filter(({ name }) => name !== 'all');
    const passesMore = mechanisms.some(({ name, qualifier }) => (name === 'all') === (qualifier === '+'));
    if (passesMore || activeRedirect(record) !== undefined || isBroken(record)) return undefined;
    const pieces = toPieces(named, node).flatMap((piece) => rewrite(piece, node.domain) ?? []);
    if (pieces.length < named.length) return undefined;
    return { pieces, change: `${term.text} becomes what it holds, which saves a lookup.` };
  };

/** Replaces pieces one at a time, the dearest first, until the record costs at most `most`. */
const replaceUntil = (edit: Edit, most: number, replace: (piece: Piece) => Replacement): Edit => {
  if (totalCost(edit.pieces) <= most) return edit;
  const dearest = edit.pieces
    .filter((piece) => piece.cost > 0 && replace(piece) !== undefined)
    .toSorted((one, other) => other.cost - one.cost)[0];
  const replacement = dearest === undefined ? undefined : replace(dearest);
  if (replacement === undefined) return edit;
  const pieces = edit.pieces.flatMap((piece) => (piece === dearest ? replacement.pieces : [piece]));
  return replaceUntil({ pieces, changes: [...edit.changes, replacement.change] }, most, replace);
};

/** Brings a record under a number of lookups with what its owner controls; it may still be above when that is not enough. */
export const shrink = (pieces: readonly Piece[], root: SpfNode, most: number): Edit =>
  [dropPtr, writeAddresses, unfoldOwn(root), writeAddresses].reduce<Edit>(
    (edit, replace) => replaceUntil(edit, most, replace),
    { pieces, changes: [] },
  );
