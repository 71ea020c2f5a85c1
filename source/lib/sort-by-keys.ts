/** By the first key, the highest in front; where that is equal by the next. What is equal in all keeps its order. */
export const sortByKeys = <Item>(items: readonly Item[], keys: readonly ((item: Item) => number)[]): readonly Item[] =>
  keys.reduceRight<readonly Item[]>(
    (sorted, keyOf) => sorted.toSorted((one, other) => keyOf(other) - keyOf(one)),
    items,
  );
