import type { DnsProblem } from '../../dns-problem.ts';
import type { SpfMechanism, SpfRecord, Term } from '../term.ts';
import { recordOf, type SpfNode, walk } from '../tree.ts';

/** One thing that can be wrong with an SPF record or with what it leads to. */
export interface SpfRule {
  readonly id: string;
  readonly severity: DnsProblem['severity'];
  /** Where in the tree it is so, and what that means, in a sentence each. */
  find(root: SpfNode): readonly SpfFault[];
}

export interface SpfFault {
  readonly subject: string;
  readonly message: string;
}

/** Applies a question about one record to every record of the tree; the same answer is given once. */
export const inEveryRecord =
  (ask: (record: SpfRecord, node: SpfNode) => string | readonly string[] | undefined) =>
  (root: SpfNode): readonly SpfFault[] => {
    const faults = walk(root).flatMap((node) => {
      const record = recordOf(node);
      const messages = record === undefined ? [] : (ask(record, node) ?? []);
      return [messages].flat().map((message) => ({ subject: node.domain, message }));
    });
    return faults.filter((fault, index) => faults.findIndex((other) => other.message === fault.message) === index);
  };

/** The mechanisms of a record, those after `all` included. */
export const mechanismsOf = (record: SpfRecord): readonly SpfMechanism[] =>
  record.terms.filter((term) => term.kind === 'mechanism');

/** Terms that occur more than once, each named once. */
export const repeatedTerms = (terms: readonly Term[]): readonly string[] => {
  const texts = terms.map((term) => term.text.toLowerCase().replace(/^\+/, ''));
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
};
