/** The known word that a mistyped one was most likely meant to be; undefined where none is near enough. */
export const findNearest = (typed: string, known: readonly string[]): string | undefined => {
  const word = typed.toLowerCase();
  const begun = known.filter((name) => word.length > 1 && name.toLowerCase().startsWith(word));
  if (begun.length === 1) return begun[0];
  // One slip in a short word, two in a longer one.
  const tolerated = word.length <= 3 ? 1 : 2;
  const [best] = known
    .map((name) => ({ name, slips: countSlips(word, name.toLowerCase()) }))
    .toSorted((one, other) => one.slips - other.slips);
  return best !== undefined && best.slips <= tolerated && best.slips < word.length ? best.name : undefined;
};

/** Letters that were left out, added, mistaken or swapped with their neighbour (optimal string alignment). */
const countSlips = (one: string, other: string): number => {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
};

/** `Did you mean check? …`, or only what comes after. */
export const suggest = (typed: string, known: readonly string[], otherwise: string): string => {
  const nearest = findNearest(typed, known);
  return nearest === undefined ? otherwise : `Did you mean ${nearest}? ${otherwise}`;
};
