import type { Evidence } from '../../domain/finding/evidence.ts';

/** What was seen of this machine, or the sentence that says why it could not be seen. Unknown is never bad. */
export type Observation<T> =
  | { readonly kind: 'known'; readonly value: T; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'unknown'; readonly reason: string; readonly evidence: readonly Evidence[] };

/** Where the machine's own folders lie; tests hand in a tree of their own. */
export interface HostRoots {
  readonly proc: string;
  readonly etc: string;
  /** For the marks that container engines leave in `/`. */
  readonly root: string;
}

/** Reads clocks, so that tests can stand in for them. */
export interface Clock {
  readonly now: () => Date;
}

/** Runs `look` and notes how long it took. `describe` turns what was seen into the evidence's answer. */
export const observe = async <T>(
  question: Pick<Evidence, 'kind' | 'asked'>,
  { now }: Clock,
  look: () => Promise<T>,
  describe: (seen: T) => string,
): Promise<{ readonly seen: T; readonly evidence: Evidence }> => {
  const start = now();
  const seen = await look();
  const durationMs = now().getTime() - start.getTime();
  return { seen, evidence: { ...question, answer: describe(seen), at: start.toISOString(), durationMs } };
};
