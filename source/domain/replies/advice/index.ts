import type { FailureClass } from '../failure-class.ts';
import type { Meaning } from '../meaning.ts';
import type { Voice } from '../voice.ts';
import { accountMeanings } from './account.ts';
import { addressMeanings } from './addresses.ts';
import { adviceByVoice } from './by-voice.ts';
import { connectionMeanings } from './connection.ts';
import { paceMeanings } from './pace.ts';
import { policyMeanings } from './policy.ts';

const meanings: Readonly<Record<FailureClass, Meaning>> = {
  ...accountMeanings,
  ...paceMeanings,
  ...policyMeanings,
  ...connectionMeanings,
  ...addressMeanings,
};

/** What a class means: who must act, whether a retry helps, and what to do. Every class has one. */
export const meaningOf = (failureClass: FailureClass): Meaning => meanings[failureClass];

/** The advice for this class from this server: the provider's own switch where it is known. */
export const adviceFor = (failureClass: FailureClass, voices: ReadonlySet<Voice>): string => {
  for (const voice of voices) {
    const special = adviceByVoice[voice]?.[failureClass];
    if (special !== undefined) return special;
  }
  return meaningOf(failureClass).advice;
};
