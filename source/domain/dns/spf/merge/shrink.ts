import { isAtOrBelow } from '../../name.ts';
import { parseTerm } from '../parse.ts';
import { reachableMechanisms } from '../term.ts';
import { recordOf, type SpfNode } from '../tree.ts';
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
  term.kind === 'mechanism' && term.name === 'ptr'
    ? { pieces: [], change: `${term.text} is left out: it is deprecated, and large receivers ignore it.` }
    : undefined;

/** An include of one's own record may be unfolded; that of a provider may not, because it changes without notice. */
const unfoldOwn =
  (root: SpfNode) =>
  ({ term, lookup }: Piece): Replacement => {
    if (lookup?.kind !== 'record' || term.kind !== 'mechanism' || !isAtOrBelow(lookup.node.domain, root.domain)) {
      return undefined;
    }
    const record = recordOf(lookup.node);
    if (record === undefined) return undefined;
    const mechanisms = reachableMechanisms(record).filter(({ name, qualifier }) => name !== 'all' && qualifier === '+');
    return {
      pieces: toPieces(mechanisms, lookup.node),
      change: `${term.text} becomes what it holds, which saves a lookup.`,
    };
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
