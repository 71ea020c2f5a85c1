import { asksDns, type SpfMechanism, type Term } from '../term.ts';
import { countLookups, type SpfLookup, type SpfNode } from '../tree.ts';

/** A term of the record to be, with what it costs and leads to. */
export interface Piece {
  readonly term: Term;
  /** DNS lookups, its own and those of all it leads to. */
  readonly cost: number;
  /** Undefined for terms that ask nothing, and for those that are new. */
  readonly lookup: SpfLookup | undefined;
}

/** What a term costs; at least one lookup where what it leads to is not known. */
export const costOf = (term: Term, lookup: SpfLookup | undefined): number => {
  const asks = term.kind === 'mechanism' ? asksDns(term) : term.kind === 'modifier' && term.name === 'redirect';
  if (!asks) return 0;
  return 1 + (lookup?.kind === 'record' ? countLookups(lookup.node) : 0);
};

/** The terms of a record as pieces. */
export const toPieces = (terms: readonly Term[], node: SpfNode): readonly Piece[] =>
  terms.map((term) => {
    const lookup = node.lookups.find((candidate) => candidate.term === term);
    return { term, lookup, cost: costOf(term, lookup) };
  });

/** DNS lookups of a record made of these pieces. */
export const totalCost = (pieces: readonly Piece[]): number => pieces.reduce((sum, { cost }) => sum + cost, 0);

/** Terms are the same whatever the case, with or without the plus sign and the final dot of a name. */
export const sameText = (text: string): string => text.toLowerCase().replace(/^\+/, '').replace(/\.$/, '');

/** The mechanism of a piece; undefined for modifiers and for what is not valid. */
export const mechanismOf = ({ term }: Piece): SpfMechanism | undefined =>
  term.kind === 'mechanism' ? term : undefined;

export const isAll = (piece: Piece): boolean => mechanismOf(piece)?.name === 'all';

export const isModifier = ({ term }: Piece, name: string): boolean => term.kind === 'modifier' && term.name === name;

/** What an edit made of the pieces, and what it did, a sentence each. */
export interface Edit {
  readonly pieces: readonly Piece[];
  readonly changes: readonly string[];
}

/** Edits one after the other. */
export const editInTurn = (start: readonly Piece[], edits: readonly ((edit: Edit) => Edit)[]): Edit =>
  edits.reduce<Edit>(
    (before, edit) => {
      const after = edit(before);
      return { pieces: after.pieces, changes: [...before.changes, ...after.changes] };
    },
    { pieces: start, changes: [] },
  );
