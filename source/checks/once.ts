import type { Once } from './context.ts';

/** Keeps what was measured for as long as the run lasts. */
export const createOnce = (): Once => {
  const answers = new Map<object, Promise<unknown>>();
  return <Value>(key: object, measure: () => Promise<Value>): Promise<Value> => {
    const known = answers.get(key);
    // What was kept under this measurement is what this measurement returned.
    if (known !== undefined) return known as Promise<Value>;
    const answer = measure();
    answers.set(key, answer);
    return answer;
  };
};
