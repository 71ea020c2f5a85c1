import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { UsageError } from '../../domain/errors.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { suggest } from '../../domain/wording/nearest.ts';

/** A value of the config file that knows the line it stands on. */
export interface Placed {
  readonly value: unknown;
  /** Its name as a path: `rules.growth.above`. */
  readonly name: string;
  readonly line: number;
  /** A wrong value: one sentence with file and line, status 64. */
  refuse(sentence: string, tryThis?: string): UsageError;
  /** The entries of a mapping; of nothing, none. @throws UsageError where it is something else, or a key is not known. */
  entries(known?: readonly string[]): ReadonlyMap<string, Placed>;
  items(): readonly Placed[];
}

/** Reads YAML. @throws UsageError with file and line. */
export const readYaml = (path: string, text: string): Placed => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const refuseAt = (line: number, sentence: string, tryThis?: string): UsageError =>
    new UsageError(`${path}, line ${line}: ${sentence}`, tryThis);
  const [flaw] = document.errors;
  if (flaw !== undefined) {
    throw refuseAt(lines.linePos(flaw.pos[0]).line, `this is no YAML: ${sanitizeLine(flaw.message)}.`);
  }
  const lineOf = (node: unknown, otherwise: number): number => {
    const range = (node as Node | null)?.range;
    return range === undefined || range === null ? otherwise : lines.linePos(range[0]).line;
  };
  const readKey = (key: unknown): string => sanitizeLine(String(isScalar(key) ? key.value : key));
  const refuseUnknown = (own: string, name: string, line: number, known: readonly string[]): UsageError =>
    refuseAt(
      line,
      `there is no ${name === '' ? 'setting' : `${name} setting`} '${own}'.`,
      suggest(own, known, `There are ${known.join(', ')}.`),
    );
  const place = (node: unknown, name: string, line: number): Placed => {
    const value = isScalar(node) ? node.value : node;
    const refuse = (sentence: string, tryThis?: string): UsageError => refuseAt(line, sentence, tryThis);
    return {
      value,
      name,
      line,
      refuse,
      entries(known) {
        if (value === null || value === undefined) return new Map();
        if (!isMap(node)) throw refuse(`${name === '' ? 'the file' : name} must hold "name: value" lines.`);
        return new Map(
          node.items.map(({ key, value: given }) => {
            const own = readKey(key);
            const ownLine = lineOf(key, line);
            if (known?.includes(own) === false) throw refuseUnknown(own, name, ownLine, known);
            return [own, place(given, name === '' ? own : `${name}.${own}`, ownLine)] as const;
          }),
        );
      },
      items() {
        if (!isSeq(node)) return [place(node, name, line)];
        return node.items.map((item, index) => place(item, `${name}[${index + 1}]`, lineOf(item, line)));
      },
    };
  };
  return place(document.contents, '', 1);
};
