import { lintSpf } from '../spf/lint.ts';
import type { SpfMerge } from '../spf/merge/merge.ts';
import { mostLookups } from '../spf/processing-limits.ts';
import { modifiersOf } from '../spf/term.ts';
import { countLookups, evidenceOf, recordOf, type SpfNode, unmeasured, voidNames } from '../spf/tree.ts';
import { type RecordToPaste, type ReportLine, type ReportSection, toLines, unknownLine } from './section.ts';

const describeEnd = (tree: SpfNode): string => {
  const record = recordOf(tree);
  const all = record?.terms.find((term) => term.kind === 'mechanism' && term.name === 'all');
  const end = all ?? (record === undefined ? undefined : modifiersOf(record, 'redirect')[0]);
  return end === undefined ? 'it does not end in all' : `it ends in ${end.text}`;
};

const describeTree = (tree: SpfNode): readonly ReportLine[] => {
  if (recordOf(tree) === undefined) return [];
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

/** Who may send for the domain, what is wrong with the record, and the record to publish instead. */
export const reportSpf = (tree: SpfNode, proposal: SpfMerge | undefined): ReportSection => {
  const paste = toPaste(tree.domain, proposal);
  return {
    id: 'spf',
    title: 'Who may send (SPF)',
    lines: [
      ...toLines(lintSpf(tree)),
      ...unmeasured(tree).map(unknownLine),
      ...describeTree(tree),
      ...(proposal?.kind === 'impossible' ? [{ status: 'fail', summary: proposal.reason } as const] : []),
    ],
    ...(paste && { paste }),
    evidence: evidenceOf(tree),
  };
};
