import { mostLookups } from '../processing-limits.ts';
import type { SpfRecord } from '../term.ts';
import type { SpfNode } from '../tree.ts';
import { clean } from './clean.ts';
import { insert, type SpfAddition } from './insert.ts';
import { type Edit, type Piece, toPieces, totalCost } from './piece.ts';
import { shrink } from './shrink.ts';
import { mendRecord } from './single.ts';

export type SpfMerge =
  | {
      readonly kind: 'merged';
      /** The text to publish as the domain's only SPF record. */
      readonly record: string;
      /** The same in strings of at most 255 bytes, for zone files. */
      readonly strings: readonly string[];
      readonly lookups: number;
      /** What differs from the record published now, a sentence each; none when nothing does. */
      readonly changes: readonly string[];
    }
  | { readonly kind: 'impossible'; readonly lookups: number; readonly reason: string };

const longestString = 255;
const advisableBytes = 450;

const publishedRecords = ({ selection }: SpfNode): readonly SpfRecord[] => {
  if (selection.kind === 'record') return [selection.record];
  return selection.kind === 'several' ? selection.records : [];
};

/** Each record mended by itself, then all as one. */
const join = (root: SpfNode): Edit => {
  const records = publishedRecords(root);
  const mended = records.map(({ terms }) => mendRecord(toPieces(terms, root), records.length === 1));
  return { pieces: mended.flatMap(({ pieces }) => pieces), changes: mended.flatMap(({ changes }) => changes) };
};

const describeStart = ({ domain, selection }: SpfNode): readonly string[] => {
  if (selection.kind === 'none') return [`${domain} has no SPF record yet; this is a new one.`];
  return selection.kind === 'several' ? [`The ${selection.records.length} records become one.`] : [];
};

const explainImpossible = (root: SpfNode, pieces: readonly Piece[]): string => {
  const costs = pieces
    .filter(({ cost }) => cost > 0)
    .toSorted((one, other) => other.cost - one.cost)
    .map(({ term, cost }) => `${term.text} ${cost}`);
  return `The SPF record of ${root.domain} would take ${totalCost(pieces)} DNS lookups, and receivers stop at ${mostLookups}: ${costs.join(', ')}. Leave out senders that are no longer used, or send through one of them from a subdomain with a record of its own.`;
};

const cut = (record: string): readonly string[] =>
  Array.from({ length: Math.ceil(record.length / longestString) }, (_, index) =>
    record.slice(index * longestString, (index + 1) * longestString),
  );

/**
 * The one SPF record that authorises what the published ones authorise and the additions as well, still within ten
 * lookups, or why there is none. What becomes of any other sender that the records name stays as it is. Records of providers are never unfolded into addresses: those change without notice.
 */
export const mergeSpf = (root: SpfNode, additions: readonly SpfAddition[]): SpfMerge => {
  const joined = join(root);
  const cleaned = clean(joined.pieces);
  const extended = insert(cleaned.pieces, root, additions);
  const shrunk = shrink(extended.pieces, root, mostLookups);
  const lookups = totalCost(shrunk.pieces);
  if (lookups > mostLookups) return { kind: 'impossible', lookups, reason: explainImpossible(root, shrunk.pieces) };

  const record = ['v=spf1', ...shrunk.pieces.map(({ term }) => term.text)].join(' ');
  const changes = [
    ...describeStart(root),
    ...joined.changes,
    ...cleaned.changes,
    ...extended.changes,
    ...shrunk.changes,
    ...(record.length > advisableBytes
      ? [`It is ${record.length} bytes long; some receivers want at most ${advisableBytes}.`]
      : []),
  ];
  return { kind: 'merged', record, strings: cut(record), lookups, changes };
};
