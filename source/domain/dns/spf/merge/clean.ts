import { parseTerm } from '../parse.ts';
import { repairTerm } from '../repair.ts';
import type { Term } from '../term.ts';
import { costOf, type Edit, type Piece, sameText } from './piece.ts';

const isAll = (term: Term): boolean => term.kind === 'mechanism' && term.name === 'all';

/** Terms that receivers choke on become what was meant, or go. */
const repair = ({ pieces }: Edit): Edit => {
  const changes: string[] = [];
  const repaired = pieces.flatMap((piece): readonly Piece[] => {
    if (piece.term.kind !== 'broken') return [piece];
    const terms = repairTerm(piece.term.text)
      .map(parseTerm)
      .filter((term) => term.kind !== 'broken');
    const becomes = terms.map((term) => term.text).join(' ');
    changes.push(
      becomes === ''
        ? `"${piece.term.text}" is left out because it is not valid: ${piece.term.reason}.`
        : `"${piece.term.text}" becomes "${becomes}".`,
    );
    return terms.map((term) => ({ term, lookup: undefined, cost: costOf(term, undefined) }));
  });
  return { pieces: repaired, changes };
};

/** Why a term does nothing or breaks everything, so that leaving it out only helps. */
const whyUseless = ({ term, lookup }: Piece): string | undefined => {
  if (lookup?.kind === 'void') return `${lookup.name} has no address`;
  if (lookup?.kind !== 'record') return undefined;
  if (lookup.node.selection.kind === 'none') return `${lookup.node.domain} has no SPF record`;
  if (lookup.node.selection.kind === 'loop') return 'it leads back to this record';
  return term.kind === 'mechanism' && term.qualifier !== '+' ? 'its sign makes it authorise nobody' : undefined;
};

const dropUseless = ({ pieces }: Edit): Edit => {
  const useless = pieces.filter((piece) => whyUseless(piece) !== undefined);
  return {
    pieces: pieces.filter((piece) => !useless.includes(piece)),
    changes: useless.map((piece) => `${piece.term.text} is left out: ${whyUseless(piece)}.`),
  };
};

const dropRepeated = ({ pieces }: Edit): Edit => {
  const texts = pieces.map(({ term }) => sameText(term.text));
  const isRepeated = (index: number): boolean => texts.indexOf(texts[index] ?? '') !== index;
  return {
    pieces: pieces.filter((_, index) => !isRepeated(index)),
    changes: pieces.filter((_, index) => isRepeated(index)).map(({ term }) => `The second ${term.text} is left out.`),
  };
};

/** What stood after `all` was never looked at; what its author meant is to authorise it. */
const moveAllToEnd = ({ pieces }: Edit): Edit => {
  const alls = pieces.filter(({ term }) => isAll(term));
  const [all] = alls;
  if (all === undefined) return { pieces, changes: [] };
  const others = pieces.filter((piece) => !alls.includes(piece));
  const lost = pieces.slice(pieces.indexOf(all) + 1).filter(({ term }) => term.kind === 'mechanism' && !isAll(term));
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
  const last = pieces.find(({ term }) => isAll(term));
  if (last === undefined) {
    const redirects = pieces.some(({ term }) => term.kind === 'modifier' && term.name === 'redirect');
    return redirects ? { pieces, changes: [] } : { pieces: [...pieces, softFail], changes: ['It now ends in ~all.'] };
  }
  const isWeak = last.term.kind === 'mechanism' && (last.term.qualifier === '+' || last.term.qualifier === '?');
  if (!isWeak) return { pieces, changes: [] };
  return {
    pieces: pieces.map((piece) => (piece === last ? softFail : piece)),
    changes: [`${last.term.text} becomes ~all.`],
  };
};

/** Mends what breaks or weakens a record without changing which servers its owner meant to authorise. */
export const clean = (pieces: readonly Piece[]): Edit =>
  [repair, dropUseless, dropRepeated, moveAllToEnd, strengthenEnd].reduce<Edit>(
    (before, edit) => {
      const after = edit(before);
      return { pieces: after.pieces, changes: [...before.changes, ...after.changes] };
    },
    { pieces, changes: [] },
  );
