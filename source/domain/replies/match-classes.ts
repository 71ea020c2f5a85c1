import { type FailureClass, failureClasses } from './classes/index.ts';

/** The classes that a person's word stands for: `rate.daily` itself, `rate.*` or `rate` the family; empty for none. */
export const matchClasses = (word: string): readonly FailureClass[] => {
  const wanted = word.toLowerCase();
  const family = `${wanted.replace(/\.?\*$/, '')}.`;
  return failureClasses.filter((known) => known === wanted || known.startsWith(family));
};
