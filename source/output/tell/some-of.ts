import { formatCount } from '../../domain/wording/count.ts';

const mostOfAKind = 5;

/** The first few of many sentences, and how many more there are: nobody reads 290 of a kind. */
export const someOf = (sentences: readonly string[]): readonly string[] =>
  sentences.length <= mostOfAKind + 1
    ? sentences
    : [...sentences.slice(0, mostOfAKind), `and ${formatCount(sentences.length - mostOfAKind)} more like these`];
