import type { Finding } from './finding.ts';
import type { Status } from './status.ts';

const order: readonly Status[] = ['fail', 'warn', 'unknown', 'ok', 'skipped'];

/** What is wrong first, and of that what can be mended; among equals as the checks stand. */
export const sortFindings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted(
    (one, other) =>
      order.indexOf(one.status) - order.indexOf(other.status) ||
      Math.min(1, other.remedies.length) - Math.min(1, one.remedies.length),
  );
