import type { Evidence, EvidenceTable } from '../../../../domain/finding/evidence.ts';
import { tellTimes } from '../../../../domain/wording/duration.ts';
import { shortenText } from '../../../../domain/wording/shorten.ts';
import { blank, type Line, paragraph, withStops } from '../../../components/lines/line.ts';
import { tableLines } from '../../../components/lines/table-lines.ts';

interface EvidenceOptions {
  /** The finding's, so that every line of its evidence can be told apart. */
  readonly key: string;
  readonly width: number;
  readonly indent: number;
  /** Pieces that stand above already: of them only the beginning of the question is shown. */
  readonly shownAbove?: ReadonlySet<Evidence>;
}

/** What is shown together: one question with its answer, or all ports that were tried as one table. */
export interface EvidenceBlock {
  readonly pieces: readonly Evidence[];
  readonly matrix: EvidenceTable | undefined;
}

/** The evidence of a finding as it is shown; the place of a block is its name in `evidenceKey`. */
export const evidenceBlocks = (evidence: readonly Evidence[]): readonly EvidenceBlock[] => {
  const ports = evidence.filter(({ kind, table }) => kind === 'tcp' && table !== undefined);
  const isMatrix = ports.length > 1;
  const others = isMatrix ? evidence.filter((piece) => !ports.includes(piece)) : evidence;
  return [
    ...(isMatrix ? [{ pieces: ports, matrix: portMatrix(ports) }] : []),
    ...others.map((piece) => ({ pieces: [piece], matrix: undefined })),
  ];
};

export const evidenceKey = (finding: string, block: number): string => `${finding}:evidence:${block}`;

/** What was asked and what the world said; what is a table is drawn as one. */
export const evidenceLines = (evidence: readonly Evidence[], options: EvidenceOptions): readonly Line[] =>
  evidenceBlocks(evidence).flatMap((block, index) =>
    withStops(evidenceKey(options.key, index), [...blockLines(block, options), blank]),
  );

const blockLines = ({ pieces, matrix }: EvidenceBlock, options: EvidenceOptions): readonly Line[] =>
  pieces.every((piece) => options.shownAbove?.has(piece))
    ? pieces.flatMap((piece) => referenceLines(piece, options))
    : matrix === undefined
      ? pieces.flatMap((piece) => pieceLines(piece, options))
      : tableLines(matrix, { ...options, keepUpright: true });

const aboveWords = ' · shown above';

const referenceLines = ({ asked }: Evidence, { width, indent }: EvidenceOptions): readonly Line[] => {
  const [question = ''] = asked.split('\n');
  const room = Math.max(1, width - indent - aboveWords.length - 1);
  return paragraph(`${shortenText(question, room)}${aboveWords}`, { width, indent, tone: 'quiet' });
};

const pieceLines = ({ kind, asked, answer, table, durationMs }: Evidence, { width, indent }: EvidenceOptions) => {
  const prefix = kind === 'sql' ? [] : [{ text: '$ ', tone: 'quiet' as const }];
  const question = paragraph(asked, { width, indent, prefix, status: 'ok' });
  const rows = table === undefined ? [] : tableLines(toldTable(table), { width, indent });
  const said = rows.length > 0 ? rows : paragraph(tellTimes(answer), { width, indent });
  return [...question, ...said, ...paragraph(`${durationMs} ms`, { width, indent, tone: 'quiet' })];
};

const toldTable = ({ columns, rows }: EvidenceTable): EvidenceTable => ({
  columns,
  rows: rows.map((cells) => cells.map(tellTimes)),
});

/** Hosts against ports. */
const portMatrix = (evidence: readonly Evidence[]): EvidenceTable => {
  const tried = evidence.flatMap(({ table }) => table?.rows ?? []);
  const answers = new Map(tried.map(([host, port, answer]) => [`${host} ${port}`, answer ?? '']));
  const ports = distinct(tried.map(([, port]) => port ?? '')).sort((one, other) => Number(one) - Number(other));
  const hosts = distinct(tried.map(([host]) => host ?? ''));
  return {
    columns: ['host', ...ports],
    rows: hosts.map((host) => [host, ...ports.map((port) => answers.get(`${host} ${port}`) ?? '')]),
  };
};

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
