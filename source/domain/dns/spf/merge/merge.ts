import { includesRecordOf } from '../authorise.ts';
import { parseTerm } from '../parse.ts';
import { mostLookups } from '../processing-limits.ts';
import type { Term } from '../term.ts';
import type { SpfNode } from '../tree.ts';
import { clean } from './clean.ts';
import { type Piece, sameText, toPieces, totalCost } from './piece.ts';
import { shrink } from './shrink.ts';

/** A term that the record should have: `include:spf.brevo.com`, `ip4:192.0.2.1`. */
export interface SpfAddition {
  readonly term: string;
  /** DNS lookups it costs in all, itself included; 0 for addresses. */
  readonly lookups: number;
}

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

const publishedTerms = ({ selection }: SpfNode): readonly Term[] => {
  if (selection.kind === 'record') return selection.record.terms;
  return selection.kind === 'several' ? selection.records.flatMap((record) => record.terms) : [];
};

const describeStart = ({ domain, selection }: SpfNode): readonly string[] => {
  if (selection.kind === 'none') return [`${domain} has no SPF record yet; this is a new one.`];
  return selection.kind === 'several' ? [`The ${selection.records.length} records become one.`] : [];
};

const isThere = (root: SpfNode, pieces: readonly Piece[], { term }: SpfAddition): boolean => {
  const target = /^\+?include:(.+)$/i.exec(term)?.[1]?.toLowerCase().replace(/\.$/, '');
  return (
    pieces.some((piece) => sameText(piece.term.text) === sameText(term)) ||
    (target !== undefined && includesRecordOf(root, target))
  );
};

/** New terms stand before `all`, or before a redirect: behind it nobody would look at them. */
const insert = (pieces: readonly Piece[], additions: readonly SpfAddition[]): readonly Piece[] => {
  const isEnd = ({ term }: Piece): boolean =>
    (term.kind === 'mechanism' && term.name === 'all') || term.kind === 'modifier';
  const at = pieces.findIndex(isEnd);
  const end = at === -1 ? pieces.length : at;
  const added = additions.map(({ term, lookups }) => ({ term: parseTerm(term), lookup: undefined, cost: lookups }));
  return [...pieces.slice(0, end), ...added, ...pieces.slice(end)];
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
 * lookups, or why there is none. Records of providers are never unfolded into addresses: those change without notice.
 */
export const mergeSpf = (root: SpfNode, additions: readonly SpfAddition[]): SpfMerge => {
  const cleaned = clean(toPieces(publishedTerms(root), root));
  const missing = additions.filter((addition) => !isThere(root, cleaned.pieces, addition));
  const shrunk = shrink(insert(cleaned.pieces, missing), root, mostLookups);
  const lookups = totalCost(shrunk.pieces);
  if (lookups > mostLookups) return { kind: 'impossible', lookups, reason: explainImpossible(root, shrunk.pieces) };

  const record = ['v=spf1', ...shrunk.pieces.map(({ term }) => term.text)].join(' ');
  const changes = [
    ...describeStart(root),
    ...cleaned.changes,
    ...missing.map(({ term }) => `${term} is added.`),
    ...shrunk.changes,
    ...(record.length > advisableBytes
      ? [`It is ${record.length} bytes long; some receivers want at most ${advisableBytes}.`]
      : []),
  ];
  return { kind: 'merged', record, strings: cut(record), lookups, changes };
};
