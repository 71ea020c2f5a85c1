import type { DnsProblem } from '../dns-problem.ts';
import type { SpfMerge } from '../spf/merge/merge.ts';
import { mostLookups } from '../spf/processing-limits.ts';
import { type JudgedRelay, lintSpfFor } from '../spf/reached.ts';
import { isBroken, modifiersOf } from '../spf/term.ts';
import { countLookups, evidenceOf, recordOf, type SpfNode, unmeasured, voidNames } from '../spf/tree.ts';
import { type RecordToPaste, type ReportLine, type ReportSection, toLines, unknownLine } from './section.ts';

const describeEnd = (tree: SpfNode): string => {
  const record = recordOf(tree);
  const all = record?.terms.find((term) => term.kind === 'mechanism' && term.name === 'all');
  const end = all ?? (record === undefined ? undefined : modifiersOf(record, 'redirect')[0]);
  return end === undefined ? 'it does not end in all' : `it ends in ${end.text}`;
};

const describeTree = (tree: SpfNode): readonly ReportLine[] => {
  const record = recordOf(tree);
  // What receivers cannot read is no record of so many lookups.
  if (record === undefined || isBroken(record)) return [];
  const voids = voidNames(tree).length;
  const summary = `One record that takes ${countLookups(tree)} of ${mostLookups} DNS lookups, ${voids} of them empty; ${describeEnd(tree)}.`;
  return [{ status: 'ok', summary }];
};

const quote = (strings: readonly string[]): string => strings.map((string) => `"${string}"`).join(' ');

/** The record to publish, or nothing when the one that is there needs no change. */
const toPaste = (domain: string, proposal: SpfMerge | undefined): RecordToPaste | undefined => {
  if (proposal?.kind !== 'merged' || proposal.changes.length === 0) return undefined;
  return {
    name: domain,
    type: 'TXT',
    text: proposal.record,
    zoneLine: `${domain}. IN TXT ${quote(proposal.strings)}`,
    changes: proposal.changes,
  };
};

/** Too many lookups are told by the record's own fault; what takes them is then what to do about it, no second fault. */
const describeImpossible = (problems: readonly DnsProblem[], proposal: SpfMerge | undefined): readonly ReportLine[] => {
  if (proposal?.kind !== 'impossible') return [];
  const isTold = problems.some(({ rule }) => rule === 'spf.too-many-lookups');
  return [{ status: isTold ? 'note' : 'fail', summary: proposal.reason }];
};

/** Who may send for the domain and its relay, what is wrong with the record, and the record to publish instead. */
export const reportSpf = (
  tree: SpfNode,
  relays: readonly JudgedRelay[],
  proposal: SpfMerge | undefined,
): ReportSection => {
  const paste = toPaste(tree.domain, proposal);
  const problems = lintSpfFor(tree, relays);
  return {
    id: 'spf',
    title: 'Who may send (SPF)',
    lines: [
      ...toLines(problems),
      ...unmeasured(tree).map(unknownLine),
      ...describeTree(tree),
      ...describeImpossible(problems, proposal),
    ],
    ...(paste && { paste }),
    evidence: evidenceOf(tree),
  };
};
