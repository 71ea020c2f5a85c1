import type { Evidence } from './evidence.ts';

/** A piece of evidence as a report shows it: in full where it comes first, by its number wherever it comes again. */
export interface NumberedEvidence {
  /** From 1, in the order of the report. */
  readonly number: number;
  readonly evidence: Evidence;
  readonly isFirst: boolean;
}

/**
 * Numbers what several findings rest on, a list for each of them: most of what one check reads another has read before.
 * What a finding names twice is said once.
 */
export const numberEvidence = (
  findings: readonly (readonly Evidence[])[],
): readonly (readonly NumberedEvidence[])[] => {
  const numbers = new Map<string, number>();
  return findings.map((evidence) => {
    const own = new Map<number, NumberedEvidence>();
    for (const piece of evidence) {
      const known = numbers.get(keyOf(piece));
      const number = known ?? numbers.size + 1;
      numbers.set(keyOf(piece), number);
      if (!own.has(number)) own.set(number, { number, evidence: piece, isFirst: known === undefined });
    }
    return [...own.values()];
  });
};

/** What was asked again and answered otherwise is another piece. */
const keyOf = ({ kind, asked, answer }: Evidence): string => JSON.stringify([kind, asked, answer]);

/** `evidence: [1], [3] above`: what a finding rests on besides what is shown with it; undefined where nothing is. */
export const describeEarlier = (pieces: readonly NumberedEvidence[]): string | undefined => {
  const earlier = pieces.filter(({ isFirst }) => !isFirst).map(({ number }) => `[${number}]`);
  if (earlier.length === 0) return undefined;
  return `evidence: ${earlier.join(', ')} above${earlier.length < pieces.length ? ', and' : ''}`;
};
