import { type FailureClass, meaningOf } from './classes/index.ts';
import type { FailureGroup } from './groups.ts';

/** A class in a few words, for a table or the middle of a sentence. */
export const titleOf = (failureClass: FailureClass): string => meaningOf(failureClass).title;

/** A group of failures in words: `password refused (535 5.7.8)`; what is not recognised is quoted as the server said it. */
export const titleOfGroup = ({ class: failureClass, sample, stories }: FailureGroup): string => {
  if (failureClass === 'unknown') return sample === '' ? 'no reason stored' : sample;
  const { code, enhanced } = stories[0]?.meaning.reply ?? {};
  const codes = [code, enhanced].filter((part) => part !== null && part !== undefined).join(' ');
  return codes === '' ? titleOf(failureClass) : `${titleOf(failureClass)} (${codes})`;
};
