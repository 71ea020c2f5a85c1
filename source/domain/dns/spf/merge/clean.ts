import { parseTerm } from '../parse.ts';
import { type Edit, editInTurn, isAll, isModifier, mechanismOf, type Piece, sameText } from './piece.ts';

/** Why a term does nothing or breaks everything, so that leaving it out only helps. */
const whyUseless = ({ lookup }: Piece): string | undefined => {
  if (lookup?.kind === 'void') return `${lookup.name} has no address`;
  if (lookup?.kind !== 'record') return undefined;
  if (lookup.node.selection.kind === 'none') return `${lookup.node.domain} has no SPF record`;
  return lookup.node.selection.kind === 'loop' ? 'it leads back to this record' : undefined;
};

const dropUseless = ({ pieces }: Edit): Edit => {
  const useless = pieces.filter((piece) => whyUseless(piece) !== undefined);
  return {
    pieces: pieces.filter((piece) => !useless.includes(piece)),
    changes: useless.map((piece) => `${piece.term.text} is left out: ${whyUseless(piece)}.`),
  };
};

const dropRepeated = ({ pieces }: Edit): Edit => {
  const texts = pieces.map((piece) => (isModifier(piece, 'exp') ? 'exp=' : sameText(piece.term.text)));
  const isRepeated = (index: number): boolean => texts.indexOf(texts[index] ?? '') !== index;
  return {
    pieces: pieces.filter((_, index) => !isRepeated(index)),
    changes: pieces.filter((_, index) => isRepeated(index)).map(({ term }) => `The second ${term.text} is left out.`),
  };
};

/** What stood after `all` was never looked at; what its author meant is to authorise it. */
const moveAllToEnd = ({ pieces }: Edit): Edit => {
  const alls = pieces.filter(isAll);
  const [all] = alls;
  if (all === undefined) return { pieces, changes: [] };
  const others = pieces.filter((piece) => !alls.includes(piece));
  const lost = pieces.slice(pieces.indexOf(all) + 1).filter((piece) => mechanismOf(piece) && !isAll(piece));
  return {
    pieces: [...others, all],
    changes: [
      ...(lost.length === 0
        ? []
        : [`${lost.map(({ term }) => term.text).join(' ')} moves before all, where it counts.`]),
      ...(alls.length > 1 ? [`Of ${alls.length} alls the first is kept.`] : []),
    ],
  };
};

/** A record ends in ~all or -all, or leads to another; anything weaker protects nobody. */
const strengthenEnd = ({ pieces }: Edit): Edit => {
  const softFail: Piece = { term: parseTerm('~all'), lookup: undefined, cost: 0 };
  const last = pieces.find(isAll);
  if (last === undefined) {
    return pieces.some((piece) => isModifier(piece, 'redirect'))
      ? { pieces, changes: [] }
      : { pieces: [...pieces, softFail], changes: ['It now ends in ~all.'] };
  }
  const qualifier = mechanismOf(last)?.qualifier;
  if (qualifier !== '+' && qualifier !== '?') return { pieces, changes: [] };
  return {
    pieces: pieces.map((piece) => (piece === last ? softFail : piece)),
    changes: [`${last.term.text} becomes ~all.`],
  };
};

/**
 * An include with the sign of the `all` that ends the record, and nothing else after it, gives its senders what they get
 * without it. With another sign it keeps them from a harder end: a partner under `?include` would fail at `-all`.
 */
const dropRedundant = ({ pieces }: Edit): Edit => {
  const end = pieces.map(mechanismOf).findLast((mechanism) => mechanism !== undefined);
  if (end?.name !== 'all') return { pieces, changes: [] };
  const lastOther = pieces.findLastIndex((piece) => {
    const mechanism = mechanismOf(piece);
    return mechanism !== undefined && mechanism.qualifier !== end.qualifier;
  });
  const redundant = pieces.filter((piece, index) => index > lastOther && mechanismOf(piece)?.name === 'include');
  return {
    pieces: pieces.filter((piece) => !redundant.includes(piece)),
    changes: redundant.map(
      ({ term }) => `${term.text} is left out: ${end.text} says the same of the servers in it, without a lookup.`,
    ),
  };
};

/** Mends what breaks or weakens a record without changing what becomes of the servers that its owner named. */
export const clean = (pieces: readonly Piece[]): Edit =>
  editInTurn(pieces, [dropUseless, dropRepeated, moveAllToEnd, strengthenEnd, dropRedundant]);
