/** What these amount to together; 0 where there are none. */
export const sumOf = <Item>(items: Iterable<Item>, amountOf: (item: Item) => number): number => {
  let sum = 0;
  for (const item of items) sum += amountOf(item);
  return sum;
};
