import { countOf } from '../../wording/count.ts';
import type { DnsProblem } from '../dns-problem.ts';
import { lintSpf } from './lint-spf.ts';
import type { Authorisation } from './relay-authorisation.ts';
import type { SpfNode } from './tree.ts';

/** A server that mail leaves through, and what SPF says of it. */
export interface JudgedRelay {
  readonly host: string;
  readonly verdict: Authorisation;
}

/** Faults that end an evaluation with an error only when it comes to them (RFC 7208 §4.6.2, §4.6.4, §5.2). */
export const metOnTheWay: readonly string[] = [
  'spf.too-many-lookups',
  'spf.too-many-voids',
  'spf.too-many-exchangers',
  'spf.include-without-record',
  'spf.redirect-without-record',
  'spf.several-records',
  'spf.syntax',
  'spf.missing-space',
  'spf.glued-strings',
  'spf.repeated-modifier',
  'spf.loop',
];

const isMetLater = ({ rule, severity }: DnsProblem): boolean => severity === 'fail' && metOnTheWay.includes(rule);

/**
 * What is wrong with a record for the servers in use. Receivers that evaluate it from left to right pass these before
 * they come to the fault, so it stops no mail of theirs today; the next include, or a receiver that reads the whole
 * record first, makes it do so. Where one of the servers is not passed, or nobody knows, the fault keeps its weight.
 */
export const lintSpfFor = (tree: SpfNode, relays: readonly JudgedRelay[]): readonly DnsProblem[] => {
  const reached = relays.flatMap(({ host, verdict }) =>
    verdict.kind === 'authorised' ? [{ host, lookups: verdict.lookups }] : [],
  );
  const problems = lintSpf(tree);
  if (reached.length === 0 || reached.length < relays.length) return problems;
  const hosts = [...new Set(reached.map(({ host }) => host))].join(' and ');
  const lookups = Math.max(...reached.map((one) => one.lookups));
  const after = lookups === 0 ? 'before any lookup' : `after ${countOf(lookups, 'lookup')}`;
  const today = `Receivers that evaluate it from left to right come to ${hosts} ${after}, before that, and pass its mail today; those that read the whole record first, and mail from servers named later, meet the fault.`;
  return problems.map((problem) =>
    isMetLater(problem) ? { ...problem, severity: 'warn', message: `${problem.message} ${today}` } : problem,
  );
};
