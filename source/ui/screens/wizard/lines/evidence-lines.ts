import type { Evidence, EvidenceTable } from '../../../../domain/evidence.ts';
import { blank, type Line, paragraph, withStops } from '../../../components/lines/line.ts';
import { tableLines } from '../../../components/lines/table-lines.ts';

interface EvidenceOptions {
  /** The finding's, so that every line of its evidence can be told apart. */
  readonly key: string;
  readonly width: number;
  readonly indent: number;
}

/** What was asked and what the world said; what is a table is drawn as one. */
export const evidenceLines = (evidence: readonly Evidence[], options: EvidenceOptions): readonly Line[] => {
  const matrix = portMatrix(evidence);
  const told = matrix === undefined ? evidence : evidence.filter(({ kind }) => kind !== 'tcp');
  const blocks = [
    ...(matrix === undefined ? [] : [tableLines(matrix, { ...options, keepUpright: true })]),
    ...told.map((each) => pieceLines(each, options)),
  ];
  return blocks.flatMap((block, index) => withStops(`${options.key}:evidence:${index}`, [...block, blank]));
};

const pieceLines = ({ kind, asked, answer, table, durationMs }: Evidence, { width, indent }: EvidenceOptions) => {
  const mark = kind === 'sql' ? '' : '$ ';
  const question = paragraph(asked, { width, indent, prefix: [{ text: mark, tone: 'quiet' }], status: 'ok' });
  const rows = table === undefined ? [] : tableLines(table, { width, indent });
  const said = rows.length > 0 ? rows : paragraph(answer, { width, indent });
  return [...question, ...said, ...paragraph(`${durationMs} ms`, { width, indent, tone: 'quiet' })];
};

/** Hosts against ports, where several ports were tried. */
const portMatrix = (evidence: readonly Evidence[]): EvidenceTable | undefined => {
  const tried = evidence.flatMap(({ kind, table }) => (kind === 'tcp' && table !== undefined ? table.rows : []));
  if (tried.length < 2) return undefined;
  const answers = new Map(tried.map(([host, port, answer]) => [`${host} ${port}`, answer ?? '']));
  const ports = distinct(tried.map(([, port]) => port ?? '')).sort((one, other) => Number(one) - Number(other));
  const hosts = distinct(tried.map(([host]) => host ?? ''));
  return {
    columns: ['host', ...ports],
    rows: hosts.map((host) => [host, ...ports.map((port) => answers.get(`${host} ${port}`) ?? '')]),
  };
};

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
