import { parseTerm } from '../parse.ts';
import { repairTerm, splitTerm } from '../repair.ts';
import type { Modifier } from '../term.ts';
import { costOf, type Edit, editInTurn, isAll, isModifier, mechanismOf, type Piece } from './piece.ts';

/** Terms that receivers choke on become what was meant, or go. */
const repair = ({ pieces }: Edit): Edit => {
  const changes: string[] = [];
  const repaired = pieces.flatMap((piece): readonly Piece[] => {
    const apart = splitTerm(piece.term);
    if (piece.term.kind !== 'broken' && apart === undefined) return [piece];
    const terms = (apart ?? repairTerm(piece.term.text)).map(parseTerm).filter((term) => term.kind !== 'broken');
    const becomes = terms.map((term) => term.text).join(' ');
    changes.push(
      becomes === ''
        ? `"${piece.term.text}" is left out because it is not valid${piece.term.kind === 'broken' ? `: ${piece.term.reason}` : ''}.`
        : `"${piece.term.text}" becomes "${becomes}".`,
    );
    return terms.map((term) => ({ term, lookup: undefined, cost: costOf(term, undefined) }));
  });
  return { pieces: repaired, changes };
};

/** The include that passes whom a redirect passes. */
const toInclude = (redirect: Modifier, { lookup, cost }: Piece): Piece => {
  const term = parseTerm(`include:${redirect.value}`);
  const followed = lookup?.kind === 'record' && term.kind === 'mechanism' ? ({ ...lookup, term } as const) : undefined;
  return { term, lookup: followed, cost };
};

/**
 * A redirect is ignored where the record has an `all` (RFC 7208 §6.1), and only one may stand there (§6); in a record
 * made of several it would lose its senders to the `all` of another.
 */
const settleRedirects =
  (isOnly: boolean) =>
  ({ pieces }: Edit): Edit => {
    const redirects = pieces.filter((piece) => isModifier(piece, 'redirect'));
    if (pieces.some(isAll)) {
      return {
        pieces: pieces.filter((piece) => !redirects.includes(piece)),
        changes: redirects.map(({ term }) => `${term.text} is left out: receivers ignore it because there is an all.`),
      };
    }
    const stays = isOnly ? redirects[0] : undefined;
    const changes: string[] = [];
    const settled = pieces.flatMap((piece): readonly Piece[] => {
      if (piece === stays || !redirects.includes(piece) || piece.term.kind !== 'modifier') return [piece];
      const include = toInclude(piece.term, piece);
      changes.push(`${piece.term.text} becomes ${include.term.text}.`);
      return [include];
    });
    // A mechanism counts wherever a redirect stands, but it reads as if it did not behind it.
    const end = stays === undefined ? [] : [stays];
    return { pieces: [...settled.filter((piece) => piece !== stays), ...end], changes };
  };

/** What its author meant to keep out stood after `all`, where nobody looked: moving it would change who is kept out. */
const dropLateExclusions = ({ pieces }: Edit): Edit => {
  const all = pieces.findIndex(isAll);
  const late = pieces.filter((piece, index) => {
    const mechanism = mechanismOf(piece);
    return all !== -1 && index > all && mechanism !== undefined && mechanism.qualifier !== '+' && !isAll(piece);
  });
  return {
    pieces: pieces.filter((piece) => !late.includes(piece)),
    changes: late.map(({ term }) => `${term.text} is left out: it stands after all, where nobody looks.`),
  };
};

/** Mends one published record by itself. `isOnly` is false where it becomes one with others. */
export const mendRecord = (pieces: readonly Piece[], isOnly: boolean): Edit =>
  editInTurn(pieces, [repair, dropLateExclusions, settleRedirects(isOnly)]);
